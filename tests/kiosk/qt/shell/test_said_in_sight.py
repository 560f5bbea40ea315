"""What went wrong is in sight with the field that it is about, while the keyboard on the screen is up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLineEdit

from kiosk.core.look import Theme
from kiosk.qt.banner import Banner
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import scenes
from tests.kiosk.qt.shell.conftest import settle, show
from tests.kiosk.qt.shell.test_gallery import Make
from tests.kiosk.qt.shell.test_gallery import make as make
from tests.kiosk.qt.shell.test_keyboard_covers import of

LANGUAGES = ("fr", "nl", "en", "de", "ar")
FRAME = 14
"""Pixels of its line and of the air in it, which may be out of sight."""


def refused(window: KioskWindow, language: str) -> tuple[QRect, QRect, QRect]:
    """Viewport, message and password field of a refused sign-in, with the keyboard up."""
    (scene,) = (one for one in scenes(language, Theme.LIGHT) if one.name == "sign-in-refused")
    show(window, scene)
    (field,) = (
        one for one in window.findChildren(QLineEdit) if one.isVisible() and one.objectName() == "password"
    )
    window.keyboard.raise_for(field)
    field.setFocus()
    settle()
    (banner,) = (one for one in window.findChildren(Banner) if one.isVisible())
    return of(window, window.stage.viewport()), of(window, banner), of(window, field)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_sign_in_is_said_in_sight_of_its_field(make: Make, language: str) -> None:
    window = make(QSize(1280, 800), 96)
    seen, message, field = refused(window, language)
    assert seen.contains(field)
    assert message.top() + FRAME >= seen.top()

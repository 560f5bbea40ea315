"""The on-screen keyboard never covers the field that it types into (WCAG 2.2, 2.4.11): measured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.core.look import Theme
from kiosk.core.states import (
    AskStaff,
    ChooseMethod,
    EnterCode,
    Identify,
    Maintenance,
    NewContact,
    NewPassword,
    SignInPage,
)
from kiosk.qt.typing import is_writable
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.qt.shell.conftest import settle, show
from tests.kiosk.qt.shell.test_gallery import Make
from tests.kiosk.qt.shell.test_gallery import make as make

SCREENS = [QSize(1280, 800), QSize(1080, 1920)]
SAMPLED = {"sign-in-empty", "identify-wrong", "choose-method-email", "new-password-refused"}
"""Of the fullest pages one a kind; and one whose field once stood half behind the bar."""


def of(window: KioskWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def fields(window: KioskWindow) -> list[QLineEdit]:
    return [one for one in window.findChildren(QLineEdit) if one.isVisible() and is_writable(one)]


def hidden(window: KioskWindow, scene: Scene) -> Iterator[str]:
    """The fields of the scene that are not wholly in sight while somebody types into them."""
    window.wipe()
    show(window, scene)
    for field in fields(window):
        window.keyboard.raise_for(field)
        field.setFocus()
        settle()
        assert window.keyboard.isVisible()
        seen = of(window, window.stage.viewport())
        if not seen.contains(of(window, field)) or seen.intersects(of(window, window.keyboard)):
            yield f"{scene.name}: {field.objectName()}"


def looked_at(*, sampled: bool) -> Iterator[Scene]:
    """Scenes whose pages may have fields."""
    typed = (SignInPage, Identify, ChooseMethod, EnterCode, AskStaff, NewPassword, NewContact, Maintenance)
    for scene in scenes("fr", Theme.LIGHT):
        if isinstance(scene.kiosk.page, typed) and (scene.name in SAMPLED) is sampled:
            yield scene


@pytest.mark.parametrize(
    ("size", "sampled"),
    [
        *(pytest.param(size, True, id=f"{size.width()}-fullest") for size in SCREENS),
        pytest.param(SCREENS[0], False, id="rest-on-the-lowest", marks=pytest.mark.exhaustive),
    ],
)
def test_no_field_is_covered_while_it_is_typed_into(make: Make, size: QSize, sampled: bool) -> None:
    window = make(size, 96)
    assert [fault for scene in looked_at(sampled=sampled) for fault in hidden(window, scene)] == []

"""What every page owes to everybody once it is shown: no markup, and a column that the eye can follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.core import states
from kiosk.core.states import Attract, Identify, SignInPage, Starting
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from tests.kiosk.qt.pages.conftest import Screen

COLUMN = 720
"""Logical pixels (look.md)."""


def test_texts_are_never_read_as_markup(qtbot: QtBot, tools: Tools) -> None:
    for page in make_pages(tools).values():
        for label in page.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()


@pytest.mark.parametrize("page", [SignInPage(), Identify(), Attract(), Starting()])
def test_the_column_is_no_wider_than_it_may_be(screen: Screen, page: states.Page) -> None:
    parts = {"reading", "controls"}
    found = [part for part in screen.show(page).findChildren(QWidget) if part.objectName() in parts]
    assert {part.objectName() for part in found} == parts
    assert all(0 < part.width() <= COLUMN for part in found)

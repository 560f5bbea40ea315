"""A hurried finger on a touch screen: touches come one right after the other, and none is lost."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.qt.keyboard_layouts import Act
from kiosk.qt.window import KioskWindow
from tests.kiosk.qt.shell.conftest import sample_of, settle
from tests.kiosk.qt.shell.test_keyboard import key


class Glass:
    """A touch screen."""

    def __init__(self, window: KioskWindow) -> None:
        self._window, self._screen = window, QTest.createTouchDevice()

    def touch(self, widget: QWidget) -> None:
        spot, glass = widget.mapTo(self._window, widget.rect().center()), self._window.windowHandle()
        QTest.touchEvent(glass, self._screen).press(0, spot, glass).commit()
        QTest.touchEvent(glass, self._screen).release(0, spot, glass).commit()
        settle()


def test_every_touch_into_a_field_raises_the_keyboard(window: KioskWindow) -> None:
    """Focused before or not, and whatever was touched a moment ago."""
    glass, page = Glass(window), sample_of(window)
    for field in (page.identifier, page.identifier, page.answer, page.number, page.number):
        glass.touch(window.bottom)
        glass.touch(field)
        assert window.keyboard.isVisible()
        assert field.hasFocus()
        glass.touch(key(window, Act.HIDE))
        assert not window.keyboard.isVisible()

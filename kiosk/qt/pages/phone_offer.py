"""The button *Continue on my phone*, where a page may hand the reset over."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from kiosk.core.events import PhoneWanted
from kiosk.core.flow.phone import offered
from kiosk.core.states import Kiosk
from kiosk.qt.pages.base import Page


class PhoneOffer(QObject):
    """Shows `button` while the facts allow a hand-off, and says that it was pressed."""

    def __init__(self, page: Page, button: QPushButton) -> None:
        super().__init__(page)
        self._page = page
        self._button = button
        button.clicked.connect(self._pressed)

    def show(self, kiosk: Kiosk, *, wanted: bool = True) -> None:
        """`wanted` is false where the page asks something that must be answered here first."""
        self._button.setVisible(wanted and offered(kiosk))

    def _pressed(self) -> None:
        self._page.sent.emit(PhoneWanted())

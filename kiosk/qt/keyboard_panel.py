"""When the on-screen keyboard is there: it rises on a touch, and stays while the page has fields."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from kiosk.qt.keyboard import Keyboard
from kiosk.qt.pages.base import Page
from kiosk.qt.typing import is_writable


class Wish(Enum):
    """What the person did last about the keyboard in this session."""

    DOWN = "down"
    UP = "up"


class KeyboardPanel(QWidget):
    """Keeps the keyboard up or down.

    It rises when a field is pressed or touched, or by its button; it stays up from page to page, as long
    as the page has a field, until *hide*; a wipe lowers it.

    Signals:
        risen: True when it came up, False when it went down.
    """

    risen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.board = Keyboard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self._wish = Wish.DOWN
        self._page: Page | None = None
        self.board.hide_wanted.connect(self.lower_by_hand)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.hide()

    def speak(self, language: str, domain: str) -> None:
        self.board.speak(language, domain)

    def attend(self, page: Page) -> None:
        """Serve the fields of `page`."""
        self._page = page
        self._apply()

    def raise_for(self, field: QLineEdit) -> None:
        """Come up because `field` was pressed."""
        self._wish = Wish.UP
        self.board.follow(field)
        self._apply()

    def toggle(self) -> None:
        """The keyboard button: up or down; coming up it serves the first field of the page."""
        self._wish = Wish.DOWN if self.isVisible() else Wish.UP
        fields = self._fields()
        if self._wish is Wish.UP and fields and QApplication.focusWidget() not in fields:
            fields[0].setFocus()
        self._apply()

    def lower_by_hand(self) -> None:
        self._wish = Wish.DOWN
        self._apply()

    def wipe(self) -> None:
        self._wish = Wish.DOWN
        self.board.wipe()
        self._apply()

    def _fields(self) -> list[QLineEdit]:
        if self._page is None:
            return []
        fields = self._page.findChildren(QLineEdit)
        return [field for field in fields if is_writable(field) and not field.isHidden()]

    def _apply(self) -> None:
        up = self._wish is Wish.UP and bool(self._fields())
        if up != (not self.isHidden()):
            self.setVisible(up)
            self.risen.emit(up)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit) and self._page is not None and self._page.isAncestorOf(now):
            self.board.follow(now)
        self._apply()

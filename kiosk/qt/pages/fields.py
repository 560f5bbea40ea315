"""What fields do beyond Qt's own: the eye of a password, and digits that fall into groups."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton

from kiosk.qt.icons import PROPERTY

SHOWN_MS = 5000
"""A password is shown for so long, on a screen that others may look at."""


class PasswordEye(QObject):
    """Shows the passwords of `fields` while `button` is down; it comes up by itself."""

    def __init__(self, button: QPushButton, *fields: QLineEdit) -> None:
        super().__init__(button)
        self._button = button
        self._fields = fields
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        button.setCheckable(True)
        button.toggled.connect(self._toggled)

    def hide(self) -> None:
        self._timer.stop()
        self._button.setChecked(False)

    def _toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.setEchoMode(mode)
        self._button.setProperty(PROPERTY, "eye-off" if shown else "eye")
        if shown:
            self._timer.start()


class DigitGroups(QObject):
    """Keeps a field to digits, in two groups of about the same size; any script's digits are taken."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._fewest = self._most = 0
        field.textEdited.connect(self._edited)

    def expect(self, count: int, most: int = 0) -> None:
        """Take `count` digits, or up to `most` where a code may be longer."""
        self._fewest, self._most = count, max(count, most)

    def digits(self) -> str:
        return digits_of(self._field.text())

    def _edited(self, text: str) -> None:
        before = len(digits_of(text[: self._field.cursorPosition()]))
        digits = digits_of(text)[: self._most]
        wanted = grouped(digits, max(self._fewest, len(digits)))
        if wanted != text:
            self._field.setText(wanted)
            self._field.setCursorPosition(_place(wanted, before))


def digits_of(text: str) -> str:
    """The decimal digits in `text`, in ASCII."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def grouped(digits: str, count: int) -> str:
    """`digits` with a gap in the middle of the `count` that are expected (look.md: groups of four)."""
    middle = (count + 1) // 2 if count > 4 else count
    return f"{digits[:middle]} {digits[middle:]}" if len(digits) > middle else digits


def _place(text: str, digits: int) -> int:
    """The cursor position behind so many digits."""
    seen = 0
    for place, sign in enumerate(text):
        if seen == digits:
            return place
        seen += sign.isdecimal()
    return len(text)

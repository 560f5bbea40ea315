"""One question of the accessibility panel: its name, and a button for every answer."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from kiosk.qt.icons import GAP_PX, ICON_PX
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.theme import Dress, set_property

CHOSEN = "check"
"""The drawing on the button of the answer in force: it is read without colour."""
SPACE_PX = 8
EDGE_PX = 22
"""What a button keeps between its frame and its text at either side, with a little to spare."""
A = TypeVar("A", bound=Hashable)


class Choice(QPushButton):
    """One answer. Left and Right go along the answers, Up and Down to another question.

    Signals:
        stepped: 1 for the question below, -1 for the one above.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)


class ChoiceRow(QWidget, Generic[A]):
    """Beside each other where the width allows, else the name above and the buttons in columns."""

    def __init__(self, answers: tuple[A, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.label = Paragraph(self)
        self.label.setProperty("role", "field")
        self.label.setWordWrap(True)
        self.buttons = {answer: self._button() for answer in answers}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def _button(self) -> Choice:
        button = Choice(self)
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.setProperty("role", "choice")
        set_property(button, "snug", value=True)
        return button

    def answer_of(self, button: object) -> A | None:
        return next((answer for answer, each in self.buttons.items() if each is button), None)

    def show_answer(self, current: A) -> None:
        for answer, button in self.buttons.items():
            button.setChecked(answer == current)
            set_property(button, "glyph", CHOSEN if answer == current else "")
            if answer != current:
                button.setIcon(QIcon())

    def say(self, name: str, texts: dict[A, str]) -> None:
        """Name the question and its answers; a screen reader hears both on every button."""
        self.label.setText(name)
        for answer, text in texts.items():
            self.buttons[answer].setText(text)
            self.buttons[answer].setAccessibleName(f"{name}: {text}")

    def widest(self, wearing: Dress) -> int:
        """The width of a button that has room for its mark and for bold letters, as one that is chosen."""
        mark = wearing.metrics.px(ICON_PX) + wearing.metrics.air(GAP_PX)
        return max(map(_bold_width, self.buttons.values())) + mark + 2 * wearing.metrics.air(EDGE_PX)

    def beside(self, label: int, wearing: Dress) -> int:
        """The width that the row needs with its name, `label` pixels wide, at its side."""
        space = wearing.metrics.air(SPACE_PX)
        return label + len(self.buttons) * (self.widest(wearing) + space)

    def arrange(self, width: int, label: int, wearing: Dress) -> None:
        """Stand in `width` pixels; a `label` of 0 puts the name above."""
        space = wearing.metrics.air(SPACE_PX)
        self._grid.setSpacing(space)
        self._clear()
        first = 1 if label else 0
        columns = len(self.buttons)
        if label:
            self._grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            self.label.setFixedWidth(label)
        else:
            columns = _columns(len(self.buttons), (width + space) // (self.widest(wearing) + space))
            self._grid.addWidget(self.label, 0, 0, 1, columns)
            self.label.setMinimumWidth(0)
            self.label.setMaximumWidth(width)
        for place, button in enumerate(self.buttons.values()):
            line = 0 if label else 1 + place // columns
            self._grid.addWidget(button, line, first + place % columns)
            self._grid.setColumnStretch(first + place % columns, 1)

    def _clear(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)


def _bold_width(button: QPushButton) -> int:
    button.ensurePolished()
    font = QFont(button.font())
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(button.text())


def _columns(count: int, fitting: int) -> int:
    """As many columns as fit, so that no line is left with a single button where it can be helped."""
    most = max(1, min(count, fitting))
    lines = -(-count // most)
    return -(-count // lines)

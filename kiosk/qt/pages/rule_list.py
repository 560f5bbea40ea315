"""The rules of the new password, each with its mark: met, or still open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QWidget

from kiosk.core.password_rules import bad_characters, ticks
from kiosk.core.results import PasswordRules
from kiosk.qt.icons import PROPERTY
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.rule_texts import tick_text
from kiosk.qt.theme import set_role

COLUMNS = 2


class RuleRow(QWidget):
    """One rule; met or open shows by the mark and, to a screen reader, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = QLabel(self)
        self.label = Paragraph(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.met = False

    def show_rule(self, text: str, *, met: bool) -> None:
        self.met = met
        self.label.setText(text)
        self.mark.setProperty(PROPERTY, "check" if met else "open")
        set_role(self.mark, "met" if met else "muted")
        set_role(self.label, "met" if met else "")
        state = _met() if met else _open()
        self.setAccessibleName(f"{text}: {state}")


class RuleList:
    """Rows in two columns; rows are used again while someone types."""

    def __init__(self, holder: QWidget) -> None:
        self._holder = holder
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        layout = holder.layout()
        if isinstance(layout, QBoxLayout):
            layout.addLayout(self._grid)
        self.rows: list[RuleRow] = []

    def show(self, password: str, repeated: str, rules: PasswordRules) -> None:
        """Tick what `password` meets; the last row is that it was typed twice."""
        refused = bad_characters(password, rules)
        lines = [(tick_text(tick, refused), tick.met and bool(password)) for tick in ticks(password, rules)]
        lines.append((_same(), bool(password) and password == repeated))
        while len(self.rows) < len(lines):
            self._add()
        for row in self.rows[len(lines) :]:
            row.hide()
        for row, (text, met) in zip(self.rows, lines, strict=False):
            row.show_rule(text, met=met)
            row.show()

    def _add(self) -> None:
        place = len(self.rows)
        row = RuleRow(self._holder)
        self.rows.append(row)
        self._grid.addWidget(row, place // COLUMNS, place % COLUMNS)

    def forget(self) -> None:
        """Drop the texts: one names characters that were typed."""
        for row in self.rows:
            row.show_rule("", met=False)
            row.setAccessibleName("")
            row.hide()


def _same() -> str:
    return QCoreApplication.translate("Rule", "the same password twice")


def _met() -> str:
    return QCoreApplication.translate("Rule", "met")


def _open() -> str:
    return QCoreApplication.translate("Rule", "not yet")

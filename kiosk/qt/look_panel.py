"""The panel of the accessibility button: how the station looks, sounds and is worked."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kiosk.core.look import (
    Look,
    Motion,
    Preference,
    PreferenceKind,
    Reach,
    Scanning,
    Speech,
    TextSize,
    Theme,
    Volume,
    chosen,
)
from kiosk.qt.choice_row import ChoiceRow
from kiosk.qt.i18n import own_name
from kiosk.qt.look_texts import choice_name, row_name
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.theme import Dress

ROWS: tuple[PreferenceKind, ...] = (Theme, TextSize, Reach, Motion, Speech, Volume, Scanning)
WIDTH_PX = 1184
LABEL_PX = 168
SIDE_PX = 24
RING_PX = 8
"""Room for the focus ring around the choices."""


class LookPanel(QWidget):
    """Lies over the whole window, so that a touch beside the sheet closes it; nothing waits for it.

    Signals:
        preference_chosen: a `Preference`.
        language_chosen: the code of a language.
        closed: by its button, by Escape or by a touch beside it.
    """

    preference_chosen = Signal(object)
    language_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("look_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress: Dress | None = None
        self._look = Look()
        self._sheet = QFrame(self)
        self._sheet.setObjectName("look_sheet")
        self.title = Paragraph(self._sheet)
        self.title.setProperty("role", "lead")
        self.title.setWordWrap(True)
        self.close_button = QPushButton(self._sheet)
        self.close_button.setAutoDefault(True)
        self.close_button.setProperty("role", "primary")
        self.close_button.clicked.connect(self.closed)
        self._body = QWidget(self._sheet)
        self._column = QVBoxLayout(self._body)
        self.languages: ChoiceRow[str] = ChoiceRow((), self._body)
        self.rows: dict[PreferenceKind, ChoiceRow[Preference]] = {
            kind: self._row(tuple(kind)) for kind in ROWS
        }
        self._lay_out()
        self.hide()

    def _row(self, answers: tuple[Preference, ...]) -> ChoiceRow[Preference]:
        row = ChoiceRow(answers, self._body)
        for button in row.buttons.values():
            button.clicked.connect(self._choose)
            button.stepped.connect(self._step)
        return row

    def _lay_out(self) -> None:
        self._column.addWidget(self.languages)
        for row in self.rows.values():
            self._column.addWidget(row)
        self._scroll = QScrollArea(self._sheet)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._body)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._all = QVBoxLayout(self._sheet)
        self._all.addLayout(self._head)
        self._all.addWidget(self._scroll, 1)

    @property
    def choices(self) -> dict[Preference, QPushButton]:
        """The button of every preference."""
        return {answer: button for row in self.rows.values() for answer, button in row.buttons.items()}

    # --- told by the shell ----------------------------------------------------------------------

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        self.place()

    def show_look(self, look: Look, languages: tuple[str, ...]) -> None:
        """Mark what is in force; called at every change of it or of the language."""
        changed = look != self._look
        self._look = look
        if tuple(self.languages.buttons) != languages:
            self._remake(languages)
        self.languages.show_answer(look.language)
        for preference in chosen(look):
            self.rows[type(preference)].show_answer(preference)
        self._retranslate()
        if changed:
            self.place()

    def _remake(self, languages: tuple[str, ...]) -> None:
        old = self.languages
        self.languages = ChoiceRow(languages, self._body)
        for code, button in self.languages.buttons.items():
            button.setProperty("language", code)
            button.clicked.connect(self._choose)
            button.stepped.connect(self._step)
        self._column.replaceWidget(old, self.languages)
        old.hide()
        old.deleteLater()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Adapt the station to you"))
        self.title.setText(self.tr("Adapt the station to you"))
        self.close_button.setText(self.tr("Close"))
        self.languages.say(self.tr("Language"), {code: own_name(code) for code in self.languages.buttons})
        for kind, row in self.rows.items():
            row.say(row_name(kind), {answer: choice_name(answer) for answer in row.buttons})

    def open(self) -> None:
        """Come up over the window, with the focus on the first choice in force."""
        self.show()
        self.raise_()
        self.place()
        self.choices[self._look.theme].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the sheet ------------------------------------------------------------------------------

    def place(self) -> None:
        """Take the window; in reach mode only its lower half."""
        over = self.parentWidget()
        if self._dress is None or over is None or not self.isVisible():
            return
        self.setGeometry(over.rect())
        air = self._dress.metrics.air
        side, gap = air(SIDE_PX), self._dress.metrics.gap
        self._all.setContentsMargins(side, gap, side, gap)
        self._all.setSpacing(gap)
        self._column.setSpacing(air(8))
        ring = air(RING_PX)
        self._column.setContentsMargins(ring, ring, ring, ring)
        width = min(self.width() - 2 * side, air(WIDTH_PX))
        inner = width - 2 * (side + ring) - self._scroll.verticalScrollBar().sizeHint().width()
        self._arrange(inner, self._dress)
        self._sheet.setGeometry(self._box(width, side))
        self._body.updateGeometry()

    def _arrange(self, width: int, wearing: Dress) -> None:
        rows = self._rows()
        label = wearing.metrics.px(LABEL_PX)
        beside = all(row.beside(label, wearing) <= width for row in rows)
        for row in rows:
            row.arrange(width, label if beside else 0, wearing)

    def _box(self, width: int, side: int) -> QRect:
        self._all.activate()
        free = self.height() // 2 if self._look.reach is Reach.LOWER else self.height() - 2 * side
        edges = self._all.contentsMargins()
        head = max(self.title.heightForWidth(width // 2), self.close_button.sizeHint().height())
        body = self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else 0
        body = max(body, self._column.sizeHint().height())
        height = min(free, head + self._all.spacing() + body + side + edges.top() + edges.bottom())
        lower = self._look.reach is Reach.LOWER
        top = self.height() - height if lower else (self.height() - height) // 2
        return QRect((self.width() - width) // 2, top, width, height)

    # --- keys and touches: none goes through to what lies beneath -------------------------------

    def _rows(self) -> list[ChoiceRow[str] | ChoiceRow[Preference]]:
        return [self.languages, *self.rows.values()]

    def _stops(self) -> list[QPushButton]:
        return [*(button for row in self._rows() for button in row.buttons.values()), self.close_button]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - overrides Qt
        """Tab goes round in the panel."""
        stops = self._stops()
        here = next((place for place, each in enumerate(stops) if each.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        self._stop_at(stops[(here + (1 if forward else -1)) % len(stops)], reason)
        return True

    def _stop_at(self, stop: QPushButton, reason: Qt.FocusReason) -> None:
        stop.setFocus(reason)
        self._scroll.ensureWidgetVisible(stop)

    def _step(self, by: int) -> None:
        """Up or Down: the answer at the same place of the question before or after."""
        rows = [list(row.buttons.values()) for row in self._rows()]
        here = next((row for row in rows if any(each.hasFocus() for each in row)), rows[0])
        place = next((place for place, each in enumerate(here) if each.hasFocus()), 0)
        there = rows[(rows.index(here) + by) % len(rows)]
        self._stop_at(there[min(place, len(there) - 1)], Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        event.accept()
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def _choose(self) -> None:
        language = self.languages.answer_of(self.sender())
        if language is not None:
            self.languages.show_answer(language)
            self.language_chosen.emit(language)
            return
        for row in self.rows.values():
            answer = row.answer_of(self.sender())
            if answer is not None:
                row.show_answer(answer)
                self.preference_chosen.emit(answer)
                return

"""The top bar of every page: the same things in the same places."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from kiosk.core.flow.session import offered_languages
from kiosk.core.states import Kiosk
from kiosk.qt.i18n import own_name, short_name
from kiosk.qt.icons import ICON_PX, PROPERTY
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.ring import CountdownRing
from kiosk.qt.theme import Dress, set_property

HEIGHT_PX = 64
SIDE_PX = 24
CLOSE_SIDE_PX = 16
LINE_PX = 32
"""A line of the names of languages, and their buttons' frames with air around them."""
AROUND_PX = 28
MARK_PX = 44
MARK_WIDEST_PX = 176
"""The most that an institution's own mark takes of the bar."""


class Room(Enum):
    """What the bar affords itself, from the most to the least.

    FULL: air. CLOSE: less air. FOLDED: the institution's name small, in two lines. MARK: no name, only
    the mark. CODES: the languages in two letters, the name folded. BARE: the same without the name.
    """

    FULL = "full"
    CLOSE = "close"
    FOLDED = "folded"
    MARK = "mark"
    CODES = "codes"
    BARE = "bare"


FOLDED = {Room.FOLDED, Room.CODES}
SHORT = {Room.CODES, Room.BARE}
NAMELESS = {Room.MARK, Room.BARE}


def quiet_button(parent: QWidget, icon: str = "") -> QPushButton:
    """A flat button of the top bar; Return presses it too, as it is not in a dialog."""
    button = QPushButton(parent)
    button.setAutoDefault(True)
    button.setProperty("role", "quiet")
    if icon:
        button.setProperty(PROPERTY, icon)
    return button


class TopBar(QWidget):
    """Institution, countdown, languages, keyboard and accessibility.

    Signals:
        language_chosen: the code of a language.
        look_wanted: the accessibility button was pressed.
        keyboard_wanted: the keyboard button was pressed.
    """

    language_chosen = Signal(str)
    look_wanted = Signal()
    keyboard_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ""
        self.mark = QLabel(self)
        self.mark.setProperty(PROPERTY, "mark")
        self.institution = Paragraph(self)
        self.institution.setObjectName("institution")
        self.institution.setTextFormat(Qt.TextFormat.PlainText)
        self.institution.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._dress: Dress | None = None
        self.room = Room.FULL
        self.ring = CountdownRing(self)
        self.keyboard = quiet_button(self, "keyboard")
        self.look = quiet_button(self, "accessibility")
        self.languages: dict[str, QPushButton] = {}
        self._language_row = QHBoxLayout()
        self._lay_out()
        self.keyboard.clicked.connect(self.keyboard_wanted)
        self.look.clicked.connect(self.look_wanted)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark)
        self._row.addWidget(self.institution, 1)
        self._row.addWidget(self.ring)
        self._row.addLayout(self._language_row)
        self._row.addWidget(self.keyboard)
        self._row.addWidget(self.look)

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        air = wearing.metrics.air
        line = wearing.metrics.px(LINE_PX) + air(AROUND_PX)
        self.setFixedHeight(max(air(HEIGHT_PX), wearing.metrics.target + air(8), line))
        self._wear_mark(wearing)
        self._fit()

    def _wear_mark(self, wearing: Dress) -> None:
        """The institution's own mark keeps its colours, on white wherever the bar is dark."""
        if wearing.mark is None:
            return
        px, dark = wearing.metrics.air, wearing.is_dark()
        self.mark.setProperty(PROPERTY, "")
        ratio = self.devicePixelRatioF()
        self.mark.setPixmap(wearing.mark.pixmap(px(MARK_PX), px(MARK_WIDEST_PX), ratio, on_plate=dark))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._dress is None:
            return
        for room in Room:
            self._take(room, self._dress)
            if self._name_fits(self._dress):
                return

    def _take(self, room: Room, wearing: Dress) -> None:
        self.room = room
        px = wearing.metrics.air
        full = room is Room.FULL
        side = px(SIDE_PX if full else CLOSE_SIDE_PX)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(px(8))
        self._language_row.setSpacing(px(4) if full else 0)
        folded = room in FOLDED
        self.institution.setWordWrap(folded)
        set_property(self.institution, "folded", value=folded)
        self._show_name()
        for language, button in self.languages.items():
            button.setText(short_name(language) if room in SHORT else own_name(language))
        for button in (*self.languages.values(), self.keyboard, self.look):
            set_property(button, "snug", value=not full)

    def _name_fits(self, wearing: Dress) -> bool:
        free = self._free(wearing)
        if self.room not in FOLDED:
            return self.institution.sizeHint().width() <= free
        longest = self.institution.minimumSizeHint().width()
        return longest <= free and self.institution.heightForWidth(free) <= self.height()

    def _free(self, wearing: Dress) -> int:
        """The width that the row leaves for the name; the ring has its place also while it is not drawn."""
        buttons = [*self.languages.values(), self.keyboard, self.look]
        icons = max(wearing.metrics.px(ICON_PX), self.mark.sizeHint().width()) + self.ring.width()
        edges = self._row.contentsMargins()
        gaps = 5 * self._row.spacing() + (len(self.languages) - 1) * self._language_row.spacing()
        taken = icons + gaps + edges.left() + edges.right()
        return self.width() - taken - sum(each.minimumSizeHint().width() for each in buttons)

    def show_institution(self, name: str) -> None:
        if name == self._name:
            return
        self._name = name
        self.institution.setAccessibleName(name)
        self._show_name()
        self._fit()

    def _show_name(self) -> None:
        """Only the mark stands for the institution where its name has no room; its place stays."""
        self.institution.setText("" if self.room in NAMELESS else self._name)

    def show_offer(self, kiosk: Kiosk) -> None:
        """The languages that a person may choose, and the one in use."""
        self.show_languages(offered_languages(kiosk), kiosk.look.language)

    def show_languages(self, languages: tuple[str, ...], current: str) -> None:
        """One button a language, in its own name; the current one is marked."""
        if tuple(self.languages) != languages:
            self._remake(languages)
            self._fit()
        for language, button in self.languages.items():
            button.setChecked(language == current)

    def _remake(self, languages: tuple[str, ...]) -> None:
        for button in self.languages.values():
            self._language_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.languages = {language: self._language_button(language) for language in languages}

    def _language_button(self, language: str) -> QPushButton:
        button = quiet_button(self)
        button.setText(own_name(language))
        button.setAccessibleName(own_name(language))
        button.setProperty("language", language)
        button.setCheckable(True)
        button.clicked.connect(self._choose)
        self._language_row.addWidget(button)
        return button

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            button.setChecked(True)
            self.language_chosen.emit(str(button.property("language")))

    def retranslate(self) -> None:
        self.keyboard.setAccessibleName(self.tr("On-screen keyboard"))
        self.look.setAccessibleName(self.tr("Adapt the station: colours, text size, voice"))

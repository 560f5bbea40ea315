"""The two bars around every page: the same things in the same places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from kiosk.core.results import Desk
from kiosk.qt.i18n import own_name
from kiosk.qt.icons import PROPERTY
from kiosk.qt.pages.base import Bar
from kiosk.qt.ring import CountdownRing
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.wall_time import spoken

TOP_HEIGHT_PX = 64
BOTTOM_HEIGHT_PX = 80
SIDE_PX = 24
GAP_PX = 16
PRIMARY_PX = 200
BACK_PX = 160


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
        self.mark = QLabel(self)
        self.mark.setProperty(PROPERTY, "mark")
        self.institution = QLabel(self)
        self.institution.setObjectName("institution")
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
        self._row.addWidget(self.institution)
        self._row.addStretch(1)
        self._row.addWidget(self.ring)
        self._row.addLayout(self._language_row)
        self._row.addWidget(self.keyboard)
        self._row.addWidget(self.look)

    def wear(self, wearing: Dress) -> None:
        px = wearing.metrics.px
        self.setFixedHeight(max(px(TOP_HEIGHT_PX), wearing.metrics.target + px(8)))
        self._row.setContentsMargins(px(SIDE_PX), 0, px(SIDE_PX), 0)
        self._row.setSpacing(px(8))
        self._language_row.setSpacing(px(4))

    def show_languages(self, languages: tuple[str, ...], current: str) -> None:
        """One button a language, in its own name; the current one is marked."""
        if tuple(self.languages) != languages:
            self._remake(languages)
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
        self.look.setAccessibleName(self.tr("Display: light, dark or high contrast"))


class BottomBar(QWidget):
    """Back at the left, help between, the one primary action at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = QPushButton(self)
        self.help = QPushButton(self)
        self.help.setObjectName("help")
        self.help.setProperty("role", "quiet")
        self.help.setProperty(PROPERTY, "staff")
        self.primary = QPushButton(self)
        self.primary.setProperty("role", "primary")
        self._row = QHBoxLayout(self)
        for button, stretch, side in (
            (self.back, 1, Qt.AlignmentFlag.AlignLeft),
            (self.help, 0, Qt.AlignmentFlag.AlignHCenter),
            (self.primary, 1, Qt.AlignmentFlag.AlignRight),
        ):
            button.setAutoDefault(True)
            self._row.addWidget(self._holder(button, side), stretch)

    def _holder(self, button: QPushButton, side: Qt.AlignmentFlag) -> QWidget:
        """Keep the place of a button that is not there."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button, 0, side)
        holder.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return holder

    def wear(self, wearing: Dress) -> None:
        px = wearing.metrics.px
        self.setFixedHeight(px(BOTTOM_HEIGHT_PX))
        self._row.setContentsMargins(px(SIDE_PX), 0, px(SIDE_PX), 0)
        self._row.setSpacing(px(GAP_PX))
        self.back.setMinimumWidth(px(BACK_PX))
        self.primary.setMinimumWidth(px(PRIMARY_PX))

    def show_bar(self, bar: Bar, desk: Desk | None) -> None:
        """Show what the page wants; `desk` says where staff are and until when."""
        self.back.setText(bar.back)
        self.back.setVisible(bool(bar.back))
        self.primary.setText(bar.primary)
        self.primary.setVisible(bool(bar.primary))
        self.primary.setEnabled(bar.primary_enabled)
        self.help.setText(self.help_text(desk))
        self.help.setVisible(bar.help)
        set_property(self.help, "lines", value="two" if desk is not None else "one")

    def help_text(self, desk: Desk | None) -> str:
        ask = self.tr("Ask staff")
        return ask if desk is None else f"{ask}\n{self._opening(desk)}"

    def _opening(self, desk: Desk) -> str:
        if desk.open_until is not None:
            return self.tr("{desk}, open until {time}").format(desk=desk.name, time=desk.open_until)
        if desk.opens is not None:
            return self.tr("{desk}, opens {time}").format(desk=desk.name, time=spoken(desk.opens))
        return desk.name

"""Page 0, the station at rest: a touch or any key starts a session, in the language touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_attract import Ui_Attract
from kiosk.core.events import LanguageChosen, Touched
from kiosk.core.flow.session import offered_languages
from kiosk.core.states import Attract, Kiosk
from kiosk.qt import words
from kiosk.qt.i18n import direction, own_name
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.greetings import greeting
from kiosk.qt.pages.wide_button import WideButton

QUIET_KEYS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Shift, Qt.Key.Key_Control}
QUIET_KEYS |= {Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
"""Keys that move the focus or do nothing by themselves."""
ONE_COLUMN = 3
"""The most languages that stand one below the other; more stand side by side, by their names alone."""


class AttractView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Attract()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._languages: tuple[str, ...] = ()
        self.buttons: list[WideButton] = []

    def render_state(self, kiosk: Kiosk) -> None:
        if not isinstance(kiosk.page, Attract):
            return
        self._show_languages(offered_languages(kiosk))
        notices = kiosk.info.notices if kiosk.info else ()
        told = [text for language, text in notices if language == kiosk.look.language]
        self.ui.notice_text.setText("\n".join(told))
        self.ui.notices.setVisible(bool(told))
        self.ui.place.setText(self._place(kiosk))

    def _place(self, kiosk: Kiosk) -> str:
        info = kiosk.info
        if info is None:
            return ""
        desk = " – ".join(part for part in (info.desk.name, words.hours(info.desk)) if part)
        return "\n".join(part for part in (f"{info.name}, {info.place}", desk) if part)

    def _show_languages(self, languages: tuple[str, ...]) -> None:
        if languages == self._languages:
            return
        self._languages = languages
        while len(self.buttons) < len(languages):
            self._add()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(languages))
        for button, language in zip(self.buttons, languages, strict=False):
            button.setText(own_name(language))
            button.setDetail(greeting(language) if len(languages) <= ONE_COLUMN else "")
            button.setProperty("language", language)
            button.setLayoutDirection(direction(language))
        self._place_buttons(len(languages))

    def _add(self) -> None:
        button = WideButton(self.ui.languages)
        button.setProperty("role", "choice")
        button.setAutoDefault(True)
        button.set_drawing("touch")
        button.clicked.connect(self._begin)
        self.buttons.append(button)

    def _place_buttons(self, shown: int) -> None:
        """So that the page is never higher than a low screen."""
        columns = 1 if shown <= ONE_COLUMN else 2
        grid = self.ui.languages_layout
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // columns, place % columns)
        for column in range(2):
            grid.setColumnStretch(column, 1 if column < columns else 0)

    def _begin(self) -> None:
        button = self.sender()
        if isinstance(button, WideButton):
            self.sent.emit(LanguageChosen(str(button.property("language"))))
            self.sent.emit(Touched())

    def bar(self) -> Bar:
        return Bar(primary=self.tr("Start"), help=False)

    def press_primary(self) -> None:
        self.sent.emit(Touched())

    def first_focus(self) -> QWidget:
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        if event.key() in QUIET_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.sent.emit(Touched())

    # --- a touch beside every button, anywhere in the window -----------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        super().showEvent(event)
        self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - overrides Qt
        super().hideEvent(event)
        self.window().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if watched is self.window() and event.type() == QEvent.Type.MouseButtonRelease:
            self.sent.emit(Touched())
        return super().eventFilter(watched, event)

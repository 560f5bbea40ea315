"""The person's preferences at the window: the panel, the keys, and what a screen reader is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kiosk.core.events import LanguageChosen, PreferenceChosen
from kiosk.core.look import Look, Preference, PreferenceKind, following
from kiosk.qt.look_panel import LookPanel
from kiosk.qt.look_texts import spoken
from kiosk.qt.preference_keys import PreferenceKeys


class Comfort(QObject):
    """Turns what the person does at the panel or with a key into events, and says what a key chose.

    Signals:
        sent: `LanguageChosen` or `PreferenceChosen`.
        said: the announcement of a choice made by a key, in the person's language.
    """

    sent = Signal(object)
    said = Signal(str)

    def __init__(self, window: QWidget, opener: QWidget) -> None:
        """Args: `opener` is the button that gets the focus back when the panel closes."""
        super().__init__(window)
        self._window = window
        self._opener = opener
        self._look = Look()
        self.panel = LookPanel(window)
        self.keys = PreferenceKeys(window)
        self.panel.preference_chosen.connect(self._choose)
        self.panel.language_chosen.connect(self._speak)
        self.panel.closed.connect(self.close)
        self.keys.wanted.connect(self._cycle)

    def show_look(self, look: Look, languages: tuple[str, ...]) -> None:
        """Take what is in force."""
        self._look = look
        self.panel.show_look(look, languages)

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self.panel.isVisible():
            self.close()
        else:
            self.panel.open()

    def close(self) -> None:
        self.panel.hide()
        self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, preference: Preference) -> None:
        self.sent.emit(PreferenceChosen(preference))

    def _speak(self, language: str) -> None:
        self.sent.emit(LanguageChosen(language))

    def _cycle(self, kind: PreferenceKind) -> None:
        preference = following(self._look, kind)
        self.sent.emit(PreferenceChosen(preference))
        self._say(spoken(preference))

    def _say(self, text: str) -> None:
        """Tell a screen reader, whatever has the focus."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))
        self.said.emit(text)

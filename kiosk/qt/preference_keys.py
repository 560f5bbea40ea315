"""Keys that choose a preference on every page, also without sight: docs/keys.md.

They are data: a key, and the kind of preference that it goes through, one choice a press. The window
announces each choice. The raised key of a numeric pad, 5, turns the voice on where it is held down; where
somebody types into a field it stays a 5.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from kiosk.core.look import Motion, PreferenceKind, Reach, Scanning, Speech, TextSize, Theme, Volume
from kiosk.qt.filters import leave, listen

KEYS: dict[Qt.Key, PreferenceKind] = {
    Qt.Key.Key_F1: Speech,
    Qt.Key.Key_F2: TextSize,
    Qt.Key.Key_F3: Theme,
    Qt.Key.Key_F4: Reach,
    Qt.Key.Key_F5: Volume,
    Qt.Key.Key_F6: Motion,
    Qt.Key.Key_F7: Scanning,
}
WATCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
RAISED = {Qt.Key.Key_5, Qt.Key.Key_Clear}
"""The pad's 5, which has a raised dot; Clear is the same key without Num Lock."""
HOLD_MS = 1000
"""How long the raised key is held: longer than any ordinary press."""
PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class Phase(Enum):
    """Of the raised key. HELD: nobody else has heard of the press. PASSING: it is handed on."""

    IDLE = "idle"
    HELD = "held"
    PASSING = "passing"


class PreferenceKeys(QObject):
    """Filters the keys of one window.

    Signals:
        wanted: the kind of preference (a class) whose next choice is wanted.
    """

    wanted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._phase = Phase.IDLE
        self._press: tuple[QWidget, QKeyEvent] | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._held_long)
        listen(self, WATCHED)

    def stop(self) -> None:
        """Let every key through from now on; a filter must not outlive its window."""
        self._hold.stop()
        leave(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        kind = event.type()
        if kind not in WATCHED or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if kind is QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(watched, event)

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() not in PLAIN:
            return False
        if key in KEYS:
            if not event.isAutoRepeat():
                self.wanted.emit(KEYS[key])
            return True
        return _is_raised(event) and self._raised_pressed(watched, event)

    def _raised_pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Keep the press back until it is known to be a long one."""
        if self._phase is Phase.PASSING:
            return False
        if self._phase is Phase.IDLE:
            if isinstance(watched, QLineEdit) or event.isAutoRepeat():
                return False
            self._press = (watched, event.clone())
            self._phase = Phase.HELD
            self._hold.start()
        return True

    def _released(self, event: QKeyEvent) -> bool:
        """A short press goes on to where it was meant for."""
        if self._phase is Phase.IDLE or not _is_raised(event):
            return False
        if event.isAutoRepeat():
            return True
        self._hold.stop()
        press, self._press = self._press, None
        if press is not None and isValid(press[0]):
            self._phase = Phase.PASSING
            QApplication.sendEvent(*press)
        self._phase = Phase.IDLE
        return True

    def _held_long(self) -> None:
        self._press = None
        self.wanted.emit(Speech)


def _is_raised(event: QKeyEvent) -> bool:
    return event.key() in RAISED and bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)

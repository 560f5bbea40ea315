"""The keys of the speech: volume, and the number pad in place of a keyboard. F1 is in `preference_keys`."""

from __future__ import annotations

import sys
from typing import Protocol, assert_never

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.core.events import PreferenceChosen
from kiosk.core.keypad import Do, Taps, Where, meaning, other_case, settled, tap
from kiosk.core.look import Look, Preference, Speech
from kiosk.core.narration import louder, softer
from kiosk.core.states import Kiosk
from kiosk.qt.speech import phrases
from kiosk.qt.typing import send_key, type_text

PAD = {
    **{Qt.Key(Qt.Key.Key_0.value + number): str(number) for number in range(10)},
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Minus: "-",
    Qt.Key.Key_Asterisk: "*",
    Qt.Key.Key_Slash: "/",
    Qt.Key.Key_Period: ".",
    Qt.Key.Key_Comma: ".",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Return: "enter",
}
WITHOUT_NUM_LOCK = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Delete: ".",
}
WATCHED = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})
VOLUME = {Qt.Key.Key_VolumeUp: louder, Qt.Key.Key_VolumeDown: softer}


class Voice(Protocol):
    def interrupt(self) -> None: ...

    def repeat(self) -> None: ...

    def read_page(self) -> None: ...

    def say_now(self, text: str) -> None: ...


class SpeechKeys(QObject):
    """An event filter for the application. Without speech only the volume keys act.

    Signals:
        sent: a `PreferenceChosen`.
    """

    sent = Signal(object)

    def __init__(self, window: QWidget, voice: Voice) -> None:
        super().__init__()
        self._window, self._voice = window, voice
        self._look = Look()
        self._taps = Taps()
        self._tapped: QWidget | None = None
        self._signs = PAD if sys.platform == "darwin" else PAD | WITHOUT_NUM_LOCK

    def show_state(self, kiosk: Kiosk) -> None:
        self._look = kiosk.look

    def forget(self) -> None:
        self._taps, self._tapped = Taps(), None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress or kind is QEvent.Type.TouchBegin:
            self._voice.interrupt()
            self._taps = settled(self._taps)
        if kind is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget() or self._window
        return watched is focus and focus.window() is self._window and self._pressed(focus, event)

    def _pressed(self, focus: QWidget, event: QKeyEvent) -> bool:
        self._voice.interrupt()
        key = Qt.Key(event.key())
        if key in VOLUME:
            self._prefer(VOLUME[key](self._look.volume))
            return True
        pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if self._look.speech is Speech.OFF or not pad or key not in self._signs:
            self._taps = settled(self._taps)
            return False
        return self._act(focus, self._signs[key])

    def _prefer(self, preference: Preference) -> None:
        self.sent.emit(PreferenceChosen(preference))

    def _act(self, focus: QWidget, sign: str) -> bool:
        do = meaning(sign, where(focus))
        if do is Do.TAP:
            self._tap(focus, sign)
            return True
        held, self._taps = self._taps, settled(self._taps)
        match do:
            case Do.TYPE:
                type_text(focus, sign)
            case Do.NEXT:
                send_key(focus, Qt.Key.Key_Tab)
            case Do.PREVIOUS:
                send_key(focus, Qt.Key.Key_Backtab)
            case Do.TAKE:
                self._take(focus, held)
            case Do.ERASE:
                send_key(focus, Qt.Key.Key_Backspace)
            case Do.CASE:
                self._taps = other_case(self._taps)
                self._voice.say_now(phrases.case(self._taps.case))
            case Do.REPEAT:
                self._voice.repeat()
            case Do.PAGE:
                self._voice.read_page()
            case Do.SOFTER:
                self._prefer(softer(self._look.volume))
            case Do.LOUDER:
                self._prefer(louder(self._look.volume))
            case Do.NOTHING:
                pass
            case _:
                assert_never(do)
        return True

    def _take(self, focus: QWidget, held: Taps) -> None:
        """Enter keeps the letter that could still change; else it presses what has the focus."""
        if held.key and where(focus) is Where.LETTERS:
            self._voice.say_now(phrases.kept())
        elif isinstance(focus, QAbstractButton):
            send_key(focus, Qt.Key.Key_Space, " ")
        else:
            send_key(focus, Qt.Key.Key_Return)

    def _tap(self, field: QWidget, sign: str) -> None:
        before = self._taps if field is self._tapped else settled(self._taps)
        taps, tapped = tap(before, sign)
        for _ in range(tapped.erase):
            send_key(field, Qt.Key.Key_Backspace)
        type_text(field, tapped.sign)
        # Last, as what is sent here comes by the filter too, and settles as any other key does.
        self._taps, self._tapped = taps, field


def where(focus: QWidget) -> Where:
    if not isinstance(focus, QLineEdit):
        return Where.CONTROL
    return Where.NUMBERS if focus.property("keyboard") == "digits" else Where.LETTERS

"""A card reader that acts as a keyboard: its keys are taken out of the stream before any field sees them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from kiosk.core.cards.bursts import GAP, CardRead, KeyBursts, Misread, Released
from kiosk.core.cards.events import CardScanned
from kiosk.core.cards.rule import ENTER, TAB, CardRule
from kiosk.core.cards.us_keys import character
from kiosk.qt.filters import leave, listen

KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
XKB_OFFSET = 8
"""X11 and Wayland name the key with the code of Linux's input layer plus 8."""
_OFFSETS = {
    "xcb": XKB_OFFSET,
    "wayland": XKB_OFFSET,
    "eglfs": XKB_OFFSET,
    "linuxfb": XKB_OFFSET,
    "windows": 0,
}
_MODIFIER_KEYS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
    | {Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)


def offset_of(platform: str) -> int | None:
    """How far its codes of keys lie above those of Linux's input layer; None where it tells none.

    Args: `platform` as `QGuiApplication.platformName()` gives it.
    """
    return _OFFSETS.get(platform.partition("-")[0])


class CardKeys(QObject):
    """An event filter for the application; installed last, so that it comes before every other.

    It looks at the keys on their way into a window, before any widget: a burst is swallowed whole, and what
    a person typed goes on, at most a moment later. What the program sends itself (the on-screen keyboard)
    passes untouched.

    Signals:
        sent: a `CardScanned`.
    """

    sent = Signal(object)

    def __init__(
        self, rule: CardRule, offset: int | None, elapsed: Callable[[], float], gap: int = GAP
    ) -> None:
        """Args:
        offset: see `offset_of`.
        elapsed: gives seconds that never go back, for platforms that stamp no event.
        gap: milliseconds between two keys of a reader at most.
        """
        super().__init__()
        self._bursts: KeyBursts[QKeyEvent] = KeyBursts(rule, gap)
        self._offset = offset
        self._elapsed = elapsed
        self._down: set[int] = set()
        self._swallowed: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(gap + 1)
        self._last_look = QTimer(self)
        self._last_look.setSingleShot(True)
        self._last_look.setInterval(0)
        # Keys that arrived while the program was busy are handled before the second timer runs out.
        self._timer.timeout.connect(self._last_look.start)
        self._last_look.timeout.connect(self._settle)

    def open(self) -> None:
        listen(self, KEYS)

    def close(self) -> None:
        leave(self)
        self._stop_waiting()
        self._bursts.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        kind = event.type()
        if kind is not QEvent.Type.KeyPress and kind is not QEvent.Type.KeyRelease:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow) or not event.spontaneous():
            return False
        return self._pressed(event) if kind is QEvent.Type.KeyPress else self._released(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIER_KEYS:
            return False
        sign = self._sign(event)
        if not sign or event.isAutoRepeat() or event.modifiers() & _COMMANDS:
            self._settle()
            return False
        outcome = self._bursts.press(self._moment(event), sign, _copy(event))
        self._deal(outcome)
        self._down.add(_key_of(event))
        self._swallowed.discard(_key_of(event))
        self._last_look.stop()
        self._timer.start()
        return True

    def _released(self, event: QKeyEvent) -> bool:
        key = _key_of(event)
        if key in self._swallowed:
            self._swallowed.discard(key)
            return True
        if not self._bursts.holding or key not in self._down:
            return False
        self._down.discard(key)
        self._bursts.follow(_copy(event))
        return True

    @Slot()
    def _settle(self) -> None:
        self._stop_waiting()
        self._deal(self._bursts.settle())

    def _stop_waiting(self) -> None:
        self._timer.stop()
        self._last_look.stop()

    def _deal(self, outcome: Released[QKeyEvent] | CardRead | Misread | None) -> None:
        if outcome is None:
            return
        down, self._down = self._down, set()
        if isinstance(outcome, Released):
            _deliver(outcome.events)
            return
        self._swallowed |= down
        if isinstance(outcome, CardRead):
            self.sent.emit(CardScanned(outcome.number))

    def _moment(self, event: QKeyEvent) -> float:
        """Milliseconds: when the key was pressed, which is not when a busy program comes to it."""
        return float(event.timestamp() or self._elapsed() * 1000)

    def _sign(self, event: QKeyEvent) -> str:
        """What the key types on a US keyboard; by the layout of this machine where no code is told."""
        code = event.nativeScanCode()
        if self._offset is not None and code > self._offset:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return character(code - self._offset, shift=shift)
        text = event.text().replace("\r", ENTER)
        return text if len(text) == 1 and (text.isprintable() or text in (ENTER, TAB)) else ""


def _key_of(event: QKeyEvent) -> int:
    """A number for the key, the same at press and release."""
    return event.nativeScanCode() or -event.key()


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )


def _deliver(events: tuple[QKeyEvent, ...]) -> None:
    """To whatever window has the focus now; each event finds the focus that the one before left."""
    for event in events:
        window = QGuiApplication.focusWindow()
        if window is not None:
            QCoreApplication.sendEvent(window, event)

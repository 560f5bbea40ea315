"""One-switch scanning in the window: steps in time, listens for the one switch, does what it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from kiosk.core import scanning
from kiosk.core.events import Activity, PreferenceChosen
from kiosk.core.look import Scanning
from kiosk.core.scanning import Scan
from kiosk.core.states import Attract, IdleWarning, Kiosk, Waiting
from kiosk.qt.filters import leave, listen
from kiosk.qt.key_button import KeyButton
from kiosk.qt.scan_frame import ScanFrame
from kiosk.qt.scan_groups import KEYBOARD, Scannable, place, scannable
from kiosk.qt.window import KioskWindow

HOLD_MS = 3000
"""A switch held down so long on the first page turns scanning on, by the switch itself (EN 301 549, 5.2)."""
COMMON_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin})
FOLLOWS = frozenset(
    {
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)
KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
WATCHED = PRESSES | FOLLOWS | KEYS


@dataclass(frozen=True, slots=True)
class Switching:
    """How one switch works: `key` is one besides Space and Enter, or None.

    `step_ms` is how long each thing is offered; for `guard_ms` after a press no other counts (EN 301 549,
    5.8).
    """

    step_ms: int = 1500
    key: Qt.Key | None = None
    guard_ms: int = 0


def _at_once() -> bool:
    return True


class Scanner(QObject):
    """While scanning is on, Space, Enter, the chosen key and any touch anywhere are the one switch.

    Signals:
        sent: an event of `kiosk.core.events`.
        offered: the widgets in the frame and the `Way` that the switch would go, whenever that is shown.
    """

    sent = Signal(object)
    offered = Signal(object, object)

    def __init__(self, window: KioskWindow, switching: Switching) -> None:
        super().__init__(window)
        self._window = window
        self._keys = COMMON_KEYS | ({switching.key} if switching.key is not None else set())
        self._key = switching.key
        self._kiosk = Kiosk()
        self._found = Scannable()
        self.scan = Scan()
        self.ready: Callable[[], bool] = _at_once
        """Whether the next thing may be offered; a voice that says what is offered waits to be heard."""
        self._frame = ScanFrame(window)
        self.timer = QTimer(self)
        self.timer.setInterval(switching.step_ms)
        self.timer.timeout.connect(self.step)
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.setInterval(switching.guard_ms)
        self.hold = QTimer(self)
        self.hold.setSingleShot(True)
        self.hold.setInterval(HOLD_MS)
        self.hold.timeout.connect(self._turn_on)
        listen(self, WATCHED)

    def close(self) -> None:
        """Listen no more; a filter must not outlive its window."""
        self.timer.stop()
        self.hold.stop()
        leave(self)

    def widgets(self) -> tuple[QWidget, ...]:
        """What is in the frame now."""
        return tuple(self._found.widgets[item] for item in scanning.offered(self.scan))

    # --- time and state -------------------------------------------------------------------------

    def attend(self, kiosk: Kiosk) -> None:
        """The window shows `kiosk` now."""
        self._kiosk = kiosk
        if kiosk.look.scanning is Scanning.OFF:
            self.timer.stop()
            self._frame.hide()
            self.scan = Scan()
        elif not self.timer.isActive():
            self.timer.start()
            self._show()
        elif not self._rests():
            self._show()

    def step(self) -> None:
        """What is offered has had its time."""
        if not self._rests() and self.ready():
            self._look()
            self.scan = scanning.advance(self.scan)
            self._show()

    def _rests(self) -> bool:
        """While a call is out there is nothing to choose; the page that says so can be left."""
        pending = self._kiosk.pending
        out = pending is not None and pending.retry_in is None
        return out and not isinstance(self._kiosk.page, Waiting)

    def _look(self) -> None:
        self._found = scannable(self._window)
        self.scan = scanning.relaid(self.scan, self._found.groups)

    def _show(self) -> None:
        self._look()
        widgets = self.widgets()
        self._frame.hide()
        if not widgets:
            return
        for widget in (widgets[-1], widgets[0]):
            self._window.stage.bring_to_sight(widget)
        self._frame.surround(self._box(widgets), scanning.way(self.scan), self._window.wearing())
        QAccessible.updateAccessibility(QAccessibleEvent(widgets[0], QAccessible.Event.Focus))
        self.offered.emit(widgets, scanning.way(self.scan))

    def _box(self, widgets: tuple[QWidget, ...]) -> QRect:
        """Around all of `widgets`; of those in the column, what is in sight."""
        view = self._window.stage.viewport()
        sight, box = place(view, self._window), QRect()
        for widget in widgets:
            here = place(widget, self._window)
            box = box.united(here.intersected(sight) if view.isAncestorOf(widget) else here)
        return box

    # --- the switch -----------------------------------------------------------------------------

    def press(self) -> None:
        """The switch: a warning is answered by it and nothing else done, as nobody can aim that fast."""
        if self._guard.isActive():
            return
        if self._guard.interval():
            self._guard.start()
        warned = isinstance(self._kiosk.page, IdleWarning)
        self.sent.emit(Activity())
        if warned or self._rests():
            return
        self.timer.start()
        taken = scanning.choose(self.scan)
        self.scan = taken.scan
        widget = self._found.widgets.get(taken.item) if taken.item is not None else None
        if widget is not None:
            self._take(widget)
        if self.timer.isActive() and not self._rests():
            self._show()

    def _take(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._window.keyboard.raise_for(widget)
            self._look()
            self.scan = scanning.inside(self.scan, KEYBOARD)
        elif isinstance(widget, QAbstractButton):
            if not isinstance(widget, KeyButton):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
            widget.click()

    def _turn_on(self) -> None:
        self.sent.emit(PreferenceChosen(Scanning.ON))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Only what comes from outside: the on-screen keyboard's own events are none of the switch."""
        kind = event.type()
        if kind not in WATCHED or not event.spontaneous() or not self._is_ours(watched):
            return False
        on = self._kiosk.look.scanning is Scanning.ON
        if isinstance(event, QKeyEvent):
            return self._switched(event) if on else self._listened(event)
        if not on:
            return False
        if kind in PRESSES:
            event.accept()
            self.press()
        return True

    def _is_ours(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window

    def _switched(self, event: QKeyEvent) -> bool:
        if event.key() not in self._keys:
            return False
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.press()
        return True

    def _listened(self, event: QKeyEvent) -> bool:
        """While scanning is off: its own key turns it on, and so does the switch held on the first page."""
        pressed = event.type() is QEvent.Type.KeyPress
        if self._key is not None and event.key() == self._key:
            if pressed and not event.isAutoRepeat():
                self._turn_on()
            return True
        if not pressed and not event.isAutoRepeat():
            self.hold.stop()
        elif (
            event.key() in COMMON_KEYS and isinstance(self._kiosk.page, Attract) and not event.isAutoRepeat()
        ):
            self.hold.start()
        return False

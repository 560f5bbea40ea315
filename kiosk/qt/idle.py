"""Any key or touch anywhere in the program, as `Activity`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal

from kiosk.core.events import Activity

INTERVAL = 1.0
"""Seconds between two events at most: what matters is that someone is there."""

PRESSES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class ActivityFilter(QObject):
    """An event filter for the application; it never takes an event away.

    Signals:
        sent: an `Activity`, at most one a second.
    """

    sent = Signal(object)

    def __init__(self, elapsed: Callable[[], float]) -> None:
        """`elapsed` gives seconds that never go back."""
        super().__init__()
        self._elapsed = elapsed
        self._last: float | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() in PRESSES:
            self._note(self._elapsed())
        return False

    def _note(self, now: float) -> None:
        if self._last is None or now - self._last >= INTERVAL:
            self._last = now
            self.sent.emit(Activity())

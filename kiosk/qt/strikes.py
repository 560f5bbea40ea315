"""Keys for hands that shake: none repeats while it is held down, and a second strike may be left out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.qt.filters import leave, listen
from kiosk.qt.focus_ring import is_control

PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
WATCHED = PRESSES | {QEvent.Type.KeyPress}


class Strikes(QObject):
    """Filters what comes from outside, before anything else of the station sees it.

    A key held down types once: nobody must be quick to let go (EN 301 549, 5.7). Within `guard` seconds the
    same key, or the same control, is not pressed again (5.8).
    """

    def __init__(self, window: QWidget, guard: float, elapsed: Callable[[], float]) -> None:
        """`elapsed` gives seconds that never go back; with a `guard` of 0 every strike counts."""
        super().__init__(window)
        self._window = window
        self._guard = guard
        self._elapsed = elapsed
        self._last: object = None
        self._at = 0.0
        listen(self, WATCHED)

    def close(self) -> None:
        """Let everything through from now on; a filter must not outlive its window."""
        leave(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() not in WATCHED or not event.spontaneous():
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if isinstance(event, QKeyEvent):
            return event.isAutoRepeat() or (self._is_first(watched) and self._again(event.key()))
        return is_control(watched) and self._again(watched)

    def _is_first(self, watched: QWidget) -> bool:
        """Whether the key is not yet on its way up from a widget that did not want it."""
        return watched is (QApplication.focusWidget() or self._window)

    def _again(self, struck: object) -> bool:
        """Whether `struck` was struck a moment ago."""
        now = self._elapsed()
        again = struck == self._last and now - self._at < self._guard
        if not again:
            self._last, self._at = struck, now
        return again

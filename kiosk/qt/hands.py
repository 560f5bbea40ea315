"""How the window is worked by hands that shake, and by one switch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from kiosk.qt.scanner import Scanner, Switching
from kiosk.qt.strikes import Strikes
from kiosk.qt.window import KioskWindow


class Hands:
    """Both filters; the one of strikes, made last, sees everything first."""

    def __init__(
        self, window: KioskWindow, step: float, key: str, guard: float, elapsed: Callable[[], float]
    ) -> None:
        """Args:
        step: seconds that scanning offers each thing.
        key: the name of the switch's own key, such as ``F9``, or empty.
        guard: seconds in which a second strike is left out.
        elapsed: gives seconds that never go back.
        """
        own = Qt.Key[f"Key_{key}"] if key else None
        self.scanner = Scanner(window, Switching(round(step * 1000), own, round(guard * 1000)))
        self.strikes = Strikes(window, guard, elapsed)

    def close(self) -> None:
        self.strikes.close()
        self.scanner.close()

"""How long one question to the directory may still take, and how it waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticks:
    """Elapsed time and waiting, passed in so that tests need not wait."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Budget:
    """The seconds one question has, from when this is made."""

    def __init__(self, seconds: float, ticks: Ticks) -> None:
        self._ticks = ticks
        self._until = ticks.monotonic() + seconds

    def left(self) -> float:
        return max(0.0, self._until - self._ticks.monotonic())

    def wait(self, seconds: float, *, spare: float) -> bool:
        """Wait, if `spare` seconds are left after it; whether it did."""
        if self.left() < seconds + spare:
            return False
        self._ticks.sleep(seconds)
        return True

"""The machine's two clocks: wall time for signatures, elapsed time for ticks and deadlines."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    def wall(self) -> float:
        """Unix seconds."""

    def elapsed(self) -> float:
        """Seconds from an arbitrary start; never goes back, and counts time spent asleep."""


class SystemClock:
    """`elapsed` is CLOCK_BOOTTIME where there is one: CLOCK_MONOTONIC stands still in suspend."""

    def wall(self) -> float:
        return time.time()

    def elapsed(self) -> float:
        boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

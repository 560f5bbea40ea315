"""A station under pressure slows down and asks for more; nobody can stop it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from backend.core.parts import Parts
from backend.core.records import StoredStation
from backend.core.store import Tx
from backend.core.views import Strength


@dataclass(frozen=True, slots=True)
class Pressure:
    """`slow_down` is in seconds a step; `starts` and `failures` are why."""

    strength: Strength
    slow_down: int
    starts: int
    failures: int


class Mark(Enum):
    """What a step does to a station's failures in a row: (failures added, factor on the earlier ones)."""

    NOTHING = (0, 1)
    FAILED = (1, 1)
    PASSED = (0, 0)


class Gauge:
    """Measures the pressure on stations."""

    def __init__(self, parts: Parts) -> None:
        self._settings = parts.settings.pressure

    def started(self, tx: Tx, station: str, now: datetime) -> None:
        tx.counters.record_if(wanted=True, bucket=_starts(station), now=now)

    def mark(self, tx: Tx, station: str, mark: Mark) -> None:
        failed, keep = mark.value
        tx.stations.mark(station, failed=failed, keep=keep)

    def read(self, tx: Tx, station: StoredStation, now: datetime) -> Pressure:
        starts = tx.counters.usage(_starts(station.id), now - self._settings.window).count
        return self._pressure(station, starts)

    def read_all(self, tx: Tx, stations: tuple[StoredStation, ...], now: datetime) -> tuple[Pressure, ...]:
        """The same for many stations, by one statement."""
        starts = tx.counters.usages(_starts(""), now - self._settings.window)
        return tuple(self._pressure(one, starts.get(_starts(one.id), 0)) for one in stations)

    def _pressure(self, station: StoredStation, starts: int) -> Pressure:
        over = max(starts - self._settings.starts, station.failures - self._settings.failures_in_a_row + 1)
        if over <= 0:
            return Pressure(Strength.CALM, 0, starts, station.failures)
        return Pressure(Strength.STRONG, min(self._settings.slowest, over), starts, station.failures)


def _starts(station: str) -> str:
    return f"starts:{station}"

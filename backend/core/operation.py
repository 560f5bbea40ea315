"""What whoever runs the service sees of its state: what waits, how far the audit is, whether it is ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from backend.core.glimpse import Glimpse, TooSlow
from backend.core.ports import Clock, Directory
from backend.core.views import Channel

NOBODY = "repasse-readiness"
"""Looked up to see that the directory answers; the answer itself does not matter."""


# --- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queue:
    """Letters of one channel that are not closed. `oldest` is when the first of them was written."""

    channel: Channel
    waiting: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Audit records after the end of the chain; counted up to a bound, so that the look stays cheap."""

    sequence: int
    """The newest link's number; 0 before the first."""
    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A station in service, by its name: when it last spoke, and what it then said of its process."""

    station: str
    last_seen: datetime | None
    memory: int = 0
    """Bytes; like the next three 0 where it did not tell."""
    handles: int = 0
    uptime: int = 0
    """Seconds."""
    starts: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the database."""

    at: datetime
    queues: tuple[Queue, ...]
    overdue_since: datetime | None
    """Since when the oldest letter that is due has not been taken by any sender; None when none is due."""
    unlinked: Unlinked
    stations: tuple[Heard, ...]


class OperationStore(Protocol):
    """Raises `StoreUnavailable` when the database does not answer."""

    def state(self, now: datetime, most_stations: int) -> State: ...

    def overdue_since(self, now: datetime) -> datetime | None: ...


# --- readiness ----------------------------------------------------------------------------------


class Part(Enum):
    """What must work so that people can be served."""

    DATABASE = "database"
    DIRECTORY = "directory"
    OUTBOX = "outbox"


class Readiness(Enum):
    READY = "ready"
    FAILING = "failing"
    """It said no, or could not be reached."""
    SLOW = "slow"
    """It has not answered in time."""


class OutboxStuck(Exception):
    """Letters are due and nobody takes them."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds of the looks, in seconds; see `Glimpse`. `outbox_late`: how late a letter may be taken."""

    fresh: float = 5.0
    answer: float = 2.0
    outbox_late: timedelta = timedelta(seconds=60)


class Probes:
    """Looks at every part, at all of them at the same time."""

    def __init__(
        self,
        store: OperationStore,
        directory: Directory,
        clock: Clock,
        patience: Patience,
        monotonic: Callable[[], float],
    ) -> None:
        self._store, self._directory, self._clock = store, directory, clock
        self._late = patience.outbox_late
        looks: Sequence[tuple[Part, Callable[[], object]]] = (
            (Part.DATABASE, self._database),
            (Part.DIRECTORY, self._find_nobody),
            (Part.OUTBOX, self._outbox),
        )
        self._glimpses = tuple(
            (part, Glimpse(look, monotonic, patience.fresh, patience.answer)) for part, look in looks
        )

    def look(self) -> dict[Part, Readiness]:
        """How every part stands, after `Patience.answer` seconds at most."""
        for _, glimpse in self._glimpses:
            glimpse.begin()
        return {part: _standing(glimpse) for part, glimpse in self._glimpses}

    def _database(self) -> None:
        self._store.overdue_since(self._clock.now())

    def _find_nobody(self) -> None:
        self._directory.find((NOBODY,))

    def _outbox(self) -> None:
        now = self._clock.now()
        since = self._store.overdue_since(now)
        if since is not None and now - since > self._late:
            raise OutboxStuck


def _standing(glimpse: Glimpse[object]) -> Readiness:
    try:
        glimpse.get()
    except TooSlow:
        return Readiness.SLOW
    except Exception:  # noqa: BLE001 - whatever it is, the part does not serve; its own log says why
        return Readiness.FAILING
    return Readiness.READY

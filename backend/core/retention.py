"""What is kept for how long, and removing what is older: batch by batch, so that nobody waits for it.

The audit keeps its own time (`backend/core/audit_retention.py`), since it must still be verifiable.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from backend.core.ports import Clock

SHORTEST_COUNT = timedelta(days=2)
"""Limits count a calendar day, which may have 25 hours, and 24 hours before now."""
MOST_AT_ONCE = 5_000


class Kind(Enum):
    """A kind of data that is removed when it is old."""

    RESETS = "resets"
    """Ended resets, with their proofs, challenges, approvals, hand-offs, writes and contact checks."""
    MESSAGES = "messages"
    """Closed letters of the outbox; their destinations are gone already."""
    COUNTERS = "counters"
    SIGN_INS = "sign_ins"
    """How many failed sign-ins at stations an account has had since the last good one."""
    ENROLMENTS = "enrolments"
    MAINTENANCE = "maintenance"
    """One-time codes for staff at a station that have ended."""
    NOTICES = "notices"
    """Notices on stations that have ended."""
    ANSWERS = "answers"
    """First answers to repeated requests."""
    NONCES = "nonces"
    SESSIONS = "sessions"
    """Sessions of staff that have ended, and how their ceremonies, links and failed sign-ins stood."""


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """How long each kind is kept after its end. `batch` rows are removed in one transaction at most.

    `answers` and `nonces` count from the request: an answer is kept at least as long as the longest reset
    and a nonce longer than a signature is accepted (`rules.md`, Signatures). `sign_ins` counts from the last
    one: forgotten before the directory forgets them, stations could be used to lock somebody out.
    """

    resets: timedelta = timedelta(days=2)
    messages: timedelta = timedelta(days=2)
    counters: timedelta = SHORTEST_COUNT
    sign_ins: timedelta = timedelta(days=365)
    enrolments: timedelta = timedelta(days=2)
    answers: timedelta = timedelta(minutes=70)
    nonces: timedelta = timedelta(minutes=5)
    sessions: timedelta = timedelta(0)
    batch: int = 500

    def __post_init__(self) -> None:
        if self.counters < SHORTEST_COUNT:
            raise ValueError("counters must be at least 172800 seconds, two days: limits count whole days")
        if self.sign_ins < SHORTEST_COUNT:
            raise ValueError("sign_ins must be at least 172800 seconds, and as long as the directory counts")
        if self.nonces < timedelta(minutes=5):
            raise ValueError("nonces must be at least 300 seconds, longer than a signature is accepted")
        if not 1 <= self.batch <= MOST_AT_ONCE:
            raise ValueError(f"batch must be between 1 and {MOST_AT_ONCE}")


class PurgeStore(Protocol):
    """Raises `StoreUnavailable` when the database does not answer."""

    def remove(self, kind: Kind, before: datetime, most: int) -> int:
        """Remove at most `most` rows of each table of that kind that ended before then, in a short
        transaction of its own; how many. Rows that another process holds stay for the next time.
        """

    def count(self, kind: Kind, before: datetime) -> int:
        """How many would be removed, children of a removed row not counted."""


class Purge:
    """Any number of processes may purge at the same time."""

    def __init__(self, store: PurgeStore, settings: RetentionSettings, clock: Clock) -> None:
        self._store, self._clock, self._batch = store, clock, settings.batch
        self._kept: Mapping[Kind, timedelta] = {
            Kind.RESETS: settings.resets,
            Kind.MESSAGES: settings.messages,
            Kind.COUNTERS: settings.counters,
            Kind.SIGN_INS: settings.sign_ins,
            Kind.ENROLMENTS: settings.enrolments,
            Kind.MAINTENANCE: timedelta(0),
            Kind.NOTICES: timedelta(0),
            Kind.ANSWERS: timedelta(0),  # these two carry the moment they may be forgotten
            Kind.NONCES: timedelta(0),
            Kind.SESSIONS: settings.sessions,
        }

    def work(self) -> int:
        """A batch of every kind; how many rows that were."""
        return sum(self._store.remove(kind, self._before(kind), self._batch) for kind in Kind)

    def everything(self, told: Callable[[Kind, int], None], pause: Callable[[float], None]) -> None:
        """All that is too old. `told` gets each kind with the number removed so far; between two batches
        it rests as long as a batch took, so that others get their turn.
        """
        for kind in Kind:
            before, removed = self._before(kind), 0
            while batch := self._timed(kind, before, pause):
                removed += batch
                told(kind, removed)

    def would(self) -> Mapping[Kind, int]:
        """How many rows of each kind are too old."""
        return {kind: self._store.count(kind, self._before(kind)) for kind in Kind}

    def _timed(self, kind: Kind, before: datetime, pause: Callable[[float], None]) -> int:
        begun = time.monotonic()
        batch = self._store.remove(kind, before, self._batch)
        pause(time.monotonic() - begun if batch else 0.0)
        return batch

    def _before(self, kind: Kind) -> datetime:
        return self._clock.now() - self._kept[kind]

"""What the state machine tests know without asking the core."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TypeVar

from backend.core.views import Channel

T = TypeVar("T")
_SHM = Path("/dev/shm")  # noqa: S108 - a fresh folder in it; nothing here is about disks
MEMORY = _SHM if _SHM.is_dir() else None
"""Where the databases of a machine are quick; None for the usual place."""


class AtOnce(ThreadPoolExecutor):
    """Runs a call where it is asked, so that every run of the machine is the same."""

    def submit(self, call: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(call(*args, **kwargs))
        return done


class Way(Enum):
    """What a proof shows possession of: two by the same way are one gate (`rules.md`, Proofs)."""

    MAILBOX = "mailbox"
    TELEPHONE = "telephone"
    STAFF = "staff"
    """All gates at once."""


WAYS = {Channel.EMAIL: Way.MAILBOX, Channel.SMS: Way.TELEPHONE, Channel.VOICE: Way.TELEPHONE}


@dataclass
class Expected:
    """What this test knows of one reset, without asking the core."""

    account: str | None
    proofs: list[tuple[datetime, Way]] = field(default_factory=list)
    changes: list[datetime] = field(default_factory=list)
    approved: tuple[str, str] | None = None
    by_staff: datetime | None = None
    contacts: bool = False
    """Whether the write was one that staff allowed: only then a contact may be registered."""

    def gates(self, now: datetime) -> set[Way]:
        """The ways that are proved at `now`."""
        return {way for until, way in self.proofs if until > now}

    def may_reset(self, needed: int, now: datetime) -> bool:
        passed = self.gates(now)
        return Way.STAFF in passed or len(passed) >= needed

"""What the test of any order knows of each reset, told by nobody: the rules of `rules.md` once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

CODE_LIFE = timedelta(minutes=10)
FACT_LIFE = timedelta(minutes=20)
CODE_ANSWERS = 5
A_DAY = 10
STAFF = "staff"
WAYS = {"sms": "telephone", "voice": "telephone", "email": "mailbox"}
"""Two proofs by one way are one gate."""


@dataclass
class Sent:
    """A challenge that was really sent: its code as it arrived, and what became of it."""

    id: str
    reset: str
    code: str
    at: datetime
    channel: str
    wrong: int = 0
    closed: bool = False
    """Used, or replaced by another one."""

    def right(self, typed: str, now: datetime) -> bool:
        live = not self.closed and self.wrong < CODE_ANSWERS and now < self.at + CODE_LIFE
        return live and typed == self.code


@dataclass
class Known:
    """One reset. `key` is the account the facts are about; None for nobody."""

    id: str
    hall: int
    key: str | None
    gates: int = 1
    """How many proofs by different ways a reset takes here; staff are all of them."""
    proofs: list[tuple[datetime, str]] = field(default_factory=list)
    """When each proof stops counting, and by which way it was made."""
    changes: list[datetime] = field(default_factory=list)
    over: bool = False
    """Left, replaced at its station, ended by its owner, or done."""
    approved: tuple[str, str] | None = None
    """The return number and the account it stands for."""

    def may(self, what: str, hall: int, key: str, now: datetime) -> bool:
        """Whether the rules allow this write for this account, asked at this station."""
        mine = not self.over and (hall, key) == (self.hall, self.key)
        if what == "change":
            return mine and any(until > now for until in self.changes)
        ways = {way for until, way in self.proofs if until > now}
        return mine and (STAFF in ways or len(ways) >= self.gates)

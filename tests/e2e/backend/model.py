"""What the test of any order knows of each reset, told by nobody: the rules of `rules.md` once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

CODE_LIFE = timedelta(minutes=10)
FACT_LIFE = timedelta(minutes=20)
CODE_ANSWERS = 5
A_DAY = 10


@dataclass
class Sent:
    """A challenge that was really sent: its code as it arrived, and what became of it."""

    id: str
    reset: str
    code: str
    at: datetime
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
    proofs: list[datetime] = field(default_factory=list)
    """When each proof stops counting."""
    changes: list[datetime] = field(default_factory=list)
    over: bool = False
    """Left, replaced at its station, ended by its owner, or done."""
    approved: tuple[str, str] | None = None
    """The return number and the account it stands for."""

    def may(self, what: str, hall: int, key: str, now: datetime) -> bool:
        """Whether the rules allow this write for this account, asked at this station."""
        facts = self.changes if what == "change" else self.proofs
        return not self.over and (hall, key) == (self.hall, self.key) and any(until > now for until in facts)

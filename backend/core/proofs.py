"""Which facts allow a password write. The table is data; everything else only reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import assert_never

from backend.core.views import Channel


class FactKind(Enum):
    CODE = "code"
    CALL_ACCEPTED = "call_accepted"
    AUTHENTICATOR_CODE = "authenticator_code"
    STAFF_APPROVED = "staff_approved"
    CURRENT_PASSWORD = "current_password"


class Counts(Enum):
    ONE_GATE = "one_gate"
    ALL_GATES = "all_gates"
    CHANGE_ONLY = "change_only"


PROOFS: Mapping[FactKind, Counts] = MappingProxyType(
    {
        FactKind.CODE: Counts.ONE_GATE,
        FactKind.CALL_ACCEPTED: Counts.ONE_GATE,
        FactKind.AUTHENTICATOR_CODE: Counts.ONE_GATE,
        FactKind.STAFF_APPROVED: Counts.ALL_GATES,
        FactKind.CURRENT_PASSWORD: Counts.CHANGE_ONLY,
    }
)


def fact_of(channel: Channel) -> FactKind:
    """What a right answer to a challenge of that channel makes."""
    return FactKind.AUTHENTICATOR_CODE if channel is Channel.AUTHENTICATOR else FactKind.CODE


class Path(Enum):
    """What a fact shows possession of. An SMS and a call reach the same telephone: one path."""

    MAILBOX = "mailbox"
    TELEPHONE = "telephone"
    AUTHENTICATOR = "authenticator"
    PRESENCE = "presence"
    MEMORY = "memory"


class Settling(Enum):
    """Whether the contact behind a fact has been on record long enough to stand alone."""

    SETTLED = "settled"
    FRESH = "fresh"
    SHARED = "shared"
    """Long on record, but for several accounts, where those need a second gate."""


class Grant(Enum):
    """What the facts allow."""

    NOTHING = "nothing"
    CHANGE = "change"
    """The directory's own change, with the old password."""
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is known to hold now."""

    kind: FactKind
    path: Path
    settling: Settling


def path_of(channel: Channel) -> Path:
    match channel:
        case Channel.EMAIL:
            return Path.MAILBOX
        case Channel.SMS | Channel.VOICE:
            return Path.TELEPHONE
        case Channel.AUTHENTICATOR:
            return Path.AUTHENTICATOR
    assert_never(channel)


@dataclass(frozen=True, slots=True)
class _Paths:
    """The paths that facts show, each once, by the best contact it was shown with."""

    settled: frozenset[Path]
    shared: frozenset[Path]
    fresh: frozenset[Path]

    def needed(self, needed: int) -> int:
        return max(needed, 2) if self.shared and len(self.settled) < needed else needed

    def passed(self, total: int) -> int:
        """Recently changed contacts, however many, never open the last gate without a settled one."""
        others = len(self.shared) + len(self.fresh)
        if self.settled:
            return len(self.settled) + others
        return max(len(self.shared), min(others, total - 1))


def _paths(facts: Sequence[Fact]) -> _Paths:
    gates = [fact for fact in facts if PROOFS[fact.kind] is Counts.ONE_GATE]
    settled = frozenset(fact.path for fact in gates if fact.settling is Settling.SETTLED)
    shared = frozenset(fact.path for fact in gates if fact.settling is Settling.SHARED) - settled
    return _Paths(settled, shared, frozenset(fact.path for fact in gates) - settled - shared)


def gates_needed(facts: Sequence[Fact], needed: int) -> int:
    """How many gates there are: `needed`, or two once somebody begins with a shared contact."""
    return _paths(facts).needed(needed)


def gates_left(facts: Sequence[Fact], needed: int) -> int:
    """How many of the `needed` gates are still closed."""
    if any(PROOFS[fact.kind] is Counts.ALL_GATES for fact in facts):
        return 0
    paths = _paths(facts)
    total = paths.needed(needed)
    return max(0, total - paths.passed(total))


def grant(facts: Sequence[Fact], needed: int) -> Grant:
    """What `facts` allow where `needed` gates are set."""
    if gates_left(facts, needed) == 0:
        return Grant.RESET
    if any(PROOFS[fact.kind] is Counts.CHANGE_ONLY for fact in facts):
        return Grant.CHANGE
    return Grant.NOTHING

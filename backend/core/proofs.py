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
    assert_never(channel)


def gates_left(facts: Sequence[Fact], needed: int) -> int:
    """How many of the `needed` gates are still closed."""
    if any(PROOFS[fact.kind] is Counts.ALL_GATES for fact in facts):
        return 0
    gates = [fact for fact in facts if PROOFS[fact.kind] is Counts.ONE_GATE]
    settled = {fact.path for fact in gates if fact.settling is Settling.SETTLED}
    fresh = {fact.path for fact in gates} - settled
    # Recently changed contacts, however many, never open the last gate without a settled one.
    passed = len(settled) + len(fresh) if settled else min(len(fresh), needed - 1)
    return max(0, needed - passed)


def grant(facts: Sequence[Fact], needed: int) -> Grant:
    """What `facts` allow where `needed` gates are set."""
    if gates_left(facts, needed) == 0:
        return Grant.RESET
    if any(PROOFS[fact.kind] is Counts.CHANGE_ONLY for fact in facts):
        return Grant.CHANGE
    return Grant.NOTHING

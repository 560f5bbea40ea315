"""What is counted for whoever runs the service. No label ever names a person, a reset or a destination.

Every label is from a closed list that the program itself makes, so that the number of series is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from backend.core.ports import CallEnd, Sent
from backend.core.records import LetterState, Reported, StoredAudit, WriteState
from backend.core.signals import Cap
from backend.core.views import Channel, Outcome, SignInOutcome

OTHER = "other"
"""Stands for a label that the closed lists do not have."""


class Limit(Enum):
    """A limit that is not one of the sends (those are `send_limit`)."""

    FAILED_PROOFS = "failed_proofs"
    SIGN_INS = "sign_ins"
    STAFF_OPENINGS = "staff_openings"
    STAFF_SEARCHES = "staff_searches"
    STAFF_APPROVALS = "staff_approvals"
    STAFF_UNBLOCKS = "staff_unblocks"
    REQUESTS = "requests"
    HANDOFFS = "handoffs"
    TICKETS = "tickets"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened for good: its transaction is committed. Empty where a word does not apply."""

    name: str
    outcome: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was answered. `route` is the template, never the path; `seconds` from its first byte."""

    address: str
    method: str
    route: str
    status: int
    seconds: float


class Meter(Protocol):
    """Counts. Thread-safe, never raises, and never waits."""

    def step(self, step: Step) -> None: ...

    def throttled(self, limit: str) -> None:
        """A limit stood in somebody's way: the value of a `Limit`, or a `send_limit`."""

    def expects(self, channel: Channel, gateway: str) -> None:
        """There is such a gateway: it is counted from 0 on."""

    def delivered(self, channel: Channel, gateway: str, result: Sent | CallEnd, seconds: float) -> None:
        """What a gateway made of one message or call, after how long."""

    def counted(self, what: str) -> None:
        """One more of a thing that happens to the program itself, by the name of its counter."""

    def answered(self, request: Answered) -> None: ...


class Unmetered:
    """A `Meter` for where nobody looks."""

    def step(self, step: Step) -> None:
        """Nothing."""

    def throttled(self, limit: str) -> None:
        """Nothing."""

    def expects(self, channel: Channel, gateway: str) -> None:
        """Nothing."""

    def delivered(self, channel: Channel, gateway: str, result: Sent | CallEnd, seconds: float) -> None:
        """Nothing."""

    def counted(self, what: str) -> None:
        """Nothing."""

    def answered(self, request: Answered) -> None:
        """Nothing."""


UNMETERED: Meter = Unmetered()
ALARMING = (
    Step("not_me", CallEnd.NOT_ME.value),
    Step("write_not_done", WriteState.UNKNOWN.value),
    Step("station_suspended"),
)
"""Steps that somebody is woken for; counted from 0 on, so that the first one shows as a rise."""


def send_limit(cap: Cap) -> str:
    """The name under which a budget of sends is counted."""
    return f"sends:{cap.value}"


# --- audit records as steps ---------------------------------------------------------------------


def _values(*kinds: Iterable[Enum]) -> frozenset[str]:
    return frozenset(str(one.value) for kind in kinds for one in kind)


OUTCOMES = _values(Outcome, SignInOutcome, CallEnd, LetterState, WriteState, Reported)
"""Every word that a record has under `outcome`, `end` or `state`."""
_CHANNELS = _values(Channel)
_TOLD_UNDER = ("outcome", "end", "state")


def step_of(record: StoredAudit) -> Step:
    """The step behind an audit record: what was done and what came of it, never by whom or for whom."""
    detail = json.loads(record.detail)
    told = next((str(detail[name]) for name in _TOLD_UNDER if name in detail), "")
    return Step(record.kind, _known(told, OUTCOMES), _known(str(detail.get("channel", "")), _CHANNELS))


def _known(text: str, known: frozenset[str]) -> str:
    return text if not text or text in known else OTHER

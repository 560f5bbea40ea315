"""A reset as its stored facts have it: what is allowed now is always computed, never remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.api import RequestStatus
from backend.core.marks import REQUEST_CODE_SECONDS
from backend.core.people import Person
from backend.core.ports import Standing
from backend.core.proofs import Fact, Grant, gates_left, gates_needed, grant, path_of
from backend.core.records import (
    ResetState,
    StoredApproval,
    StoredChallenge,
    StoredContactCheck,
    StoredFact,
    StoredReset,
)
from backend.core.sides import LIVE, Side, StoredHandoff, handoff_status, writer
from backend.core.views import Allowed, ApprovalStatus, Channel, Delivery, HandoffStatus, Method

_STEPS = 128
_DEAD = frozenset({Delivery.FAILED, Delivery.BROKEN})


@dataclass(frozen=True, slots=True)
class Session:
    """Everything a step depends on, read in one transaction. `facts` are genuine and hold now."""

    reset: StoredReset
    person: Person
    facts: tuple[StoredFact, ...]
    challenge: StoredChallenge | None
    approval: StoredApproval | None
    rests: bool
    gates: int
    now: datetime
    handoff: StoredHandoff | None = None
    contact: StoredContactCheck | None = None
    contact_offered: bool = False
    """Staff approved the reset, it is done, nobody else has begun here, and the directory keeps contacts."""
    pass_offered: bool = False
    """The same, and the directory issues temporary passes."""

    @property
    def writer(self) -> Side:
        """The one side that may write now."""
        return writer(self.handoff, self.now)

    @property
    def open(self) -> bool:
        return self.reset.state is ResetState.OPEN and self.reset.expires_at > self.now

    @property
    def grant(self) -> Grant:
        return grant(self._proofs(), self.gates)

    @property
    def gates_needed(self) -> int:
        return gates_needed(self._proofs(), self.gates)

    @property
    def gates_left(self) -> int:
        return gates_left(self._proofs(), self.gates)

    @property
    def live(self) -> StoredChallenge | None:
        """The challenge that still takes an answer."""
        found = self.challenge
        if found is None or found.used_at or found.replaced_at:
            return None
        return found if found.attempts_left > 0 and found.expires_at > self.now else None

    @property
    def locked(self) -> bool:
        return self.person.standing is Standing.LOCKED

    @property
    def known(self) -> bool:
        """Whether the person may see the account's name: proved, or done."""
        finished = self.reset.state in {ResetState.DONE, ResetState.WRITE_UNKNOWN}
        return finished or (self.open and self.grant is not Grant.NOTHING)

    def methods(self) -> tuple[Method, ...]:
        """The ways that would open another gate."""
        if self.rests or not self.open or self.grant is not Grant.NOTHING:
            return ()
        passed = {fact.path for fact in self.facts}
        return tuple(one for one in self.reset.methods if path_of(one.channel) not in passed)

    def _proofs(self) -> tuple[Fact, ...]:
        return tuple(Fact(one.kind, one.path, one.settling) for one in self.facts)


def allowed(session: Session) -> Allowed:
    """The next step, from the facts alone."""
    if session.reset.state is ResetState.DONE:
        return Allowed.DONE
    if session.reset.state is ResetState.WRITE_UNKNOWN:
        return Allowed.WRITE_UNKNOWN
    if not session.open:
        return Allowed.ENDED
    if session.grant is not Grant.NOTHING:
        return Allowed.NEW_PASSWORD
    if session.rests:
        return Allowed.STAFF_ONLY
    live = session.live
    if live is None or live.delivery in _DEAD:
        return Allowed.CHOOSE_METHOD
    return Allowed.ANSWER_CALL if live.channel is Channel.VOICE else Allowed.ANSWER_CODE


def delivery(challenge: StoredChallenge, now: datetime) -> Delivery:
    if challenge.used_at is not None:
        return Delivery.ANSWERED
    if challenge.attempts_left <= 0:
        return Delivery.SPENT
    return Delivery.EXPIRED if challenge.expires_at <= now else challenge.delivery


def approval_status(approval: StoredApproval, now: datetime) -> ApprovalStatus:
    pending = approval.status in {RequestStatus.WAITING, RequestStatus.APPROVED}
    if pending and approval.expires_at <= now:
        return ApprovalStatus.EXPIRED
    return ApprovalStatus(approval.status.value)


def revision_shown(
    stored: int, approval: StoredApproval | None, now: datetime, handoff: StoredHandoff | None = None
) -> int:
    """A revision that also rises when time alone changes the view.

    That is: a new request code, an expired request or hand-off. Between two writes of the reset time does so
    less than `_STEPS` times.
    """
    steps = _steps(approval, now)
    if handoff is not None and handoff.status in LIVE:
        steps += int(handoff_status(handoff, now) is HandoffStatus.ENDED)
    return stored * _STEPS + max(0, min(steps, _STEPS - 1))


def _steps(approval: StoredApproval | None, now: datetime) -> int:
    pending = approval is not None and approval.status in {RequestStatus.WAITING, RequestStatus.APPROVED}
    if approval is None or not pending:
        return 0
    steps = int(approval.expires_at <= now)
    if approval.status is RequestStatus.WAITING:
        steps += _minute(min(now, approval.expires_at)) - _minute(approval.asked_at)
    return steps


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // REQUEST_CODE_SECONDS


def seconds(until: datetime, now: datetime) -> int:
    """Whole seconds from now, rounded up, never negative."""
    return max(0, -((now - until) // timedelta(seconds=1)))

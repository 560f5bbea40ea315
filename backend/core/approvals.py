"""The station's side of an approval: asking, and typing the return number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backend.core.api import NotAllowed, RequestStatus
from backend.core.audit import AuditKind, Scene
from backend.core.facts import Bond, Origin, establish
from backend.core.handoffs import end_handoff
from backend.core.marks import same
from backend.core.meter import Limit
from backend.core.people import NOBODY
from backend.core.pressure import Mark
from backend.core.proofs import FactKind, Grant, Path, Settling
from backend.core.records import StoredApproval, WriteState
from backend.core.reset_session import Session, approval_status
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.sides import EITHER_SIDE
from backend.core.store import Tx
from backend.core.tickets import Tickets
from backend.core.views import ApprovalStatus, Outcome, ResetView
from backend.core.workshop import Workshop

_PENDING = frozenset({ApprovalStatus.WAITING, ApprovalStatus.APPROVED})


class Approvals:
    def __init__(self, shop: Workshop, tickets: Tickets) -> None:
        self._shop = shop
        self._tickets = tickets

    def ask(self, station: str, reset_id: str) -> ResetView:
        """Ask staff; a request that is pending already stays the same one."""
        return self._shop.sessions.change(station, reset_id, self._ask, EITHER_SIDE)

    def give_back(self, station: str, reset_id: str, number: int, typed: Secret) -> ResetView:
        """The return number, typed at the station: only now does the approval become a fact."""

        def step(tx: Tx, session: Session) -> Told:
            return self._return(tx, session, number, typed)

        return self._shop.sessions.change(station, reset_id, step)

    def _ask(self, tx: Tx, session: Session) -> Told:
        settings, reset, now = self._shop.parts.settings, session.reset, session.now
        if session.grant is Grant.RESET:
            raise NotAllowed
        end_handoff(self._shop, tx, session, "staff")
        before = session.approval
        if before is not None and approval_status(before, now) in _PENDING:
            return Told(Outcome.APPROVAL_WAITING)
        number = before.number + 1 if before else 1
        if number > settings.limits.requests_per_reset:
            self._shop.parts.meter.throttled(Limit.REQUESTS.value)
            return Told(Outcome.APPROVAL_CLOSED)
        approval = StoredApproval(
            id=self._shop.parts.randomness.token(),
            number=number,
            reset=reset.id,
            station=reset.station,
            account=None,
            person_sealed=self._shop.sessions.seal_person(NOBODY, reset.id, None),
            status=RequestStatus.WAITING,
            asked_at=now,
            expires_at=now + settings.times.approval,
            tries_left=settings.limits.return_tries,
        )
        tx.approvals.add(approval)
        ticket, end = self._tickets.reference_for(tx, session), extended(self._shop, session, approval)
        tx.resets.save(replace(reset, expires_at=end, ticket=ticket))
        scene = Scene(reset.station, reset.id, reset.subject)
        self._shop.trail.note(tx, AuditKind.APPROVAL_ASKED, now, scene)
        return Told(Outcome.APPROVAL_WAITING)

    def _return(self, tx: Tx, session: Session, number: int, typed: Secret) -> Told:
        approval = session.approval
        if approval is None or approval.number != number or self._written_to(tx, session, approval):
            raise NotAllowed
        taken = tx.approvals.reserve_try(approval.id, session.now)
        outcome = self._judge(tx, session, taken, typed)
        scene = Scene(session.reset.station, session.reset.id, session.reset.subject)
        self._shop.trail.note(tx, AuditKind.RETURN, session.now, scene, {"outcome": outcome.value})
        return Told(outcome)

    def _written_to(self, tx: Tx, session: Session, approval: StoredApproval) -> bool:
        """Whether another account than the approved one is being written: the reset stays whose it is."""
        if approval.account == session.reset.account:
            return False
        started = (one for one in tx.writes.unsettled(session.reset.id) if one.state is WriteState.STARTED)
        return any(one.lease_until > session.now for one in started)

    def _judge(self, tx: Tx, session: Session, taken: StoredApproval | None, typed: Secret) -> Outcome:
        if taken is None:
            tx.resets.save(session.reset)
            return Outcome.APPROVAL_CLOSED
        genuine = same(taken.mac, self._shop.marks.decision(taken)) and taken.account is not None
        right = self._shop.marks.return_number(taken).matches(typed)
        roll = self._shop.parts.staff
        if genuine and not all(roll.approves(one) for one in (taken.approver, taken.second) if one):
            taken = replace(taken, tries_left=0)  # one who approved may do so no more: it counts for nothing
            right = False
        return self._accept(tx, session, taken) if genuine and right else self._miss(tx, session, taken)

    def _accept(self, tx: Tx, session: Session, approval: StoredApproval) -> Outcome:
        """The reset becomes one for the account that staff approved."""
        shop, reset, now = self._shop, session.reset, session.now
        account = approval.account or ""
        tx.approvals.save(replace(approval, status=RequestStatus.RETURNED))
        tx.challenges.spend_live(wanted=account != reset.account, reset_id=reset.id, now=now)
        person = shop.sessions.approved_person(approval)
        bound = replace(
            reset,
            account=account,
            subject=shop.marks.account(account),
            person_sealed=shop.sessions.seal_person(person, reset.id, account),
        )
        tx.resets.save(bound)
        kind, path = FactKind.STAFF_APPROVED, Path.PRESENCE
        origin = Origin(kind, path, Settling.SETTLED, approval.id, approval.approver)
        establish(shop, tx, Bond(reset.id, account, reset.station), origin, now)
        shop.gauge.mark(tx, reset.station, Mark.PASSED)
        return Outcome.RETURN_ACCEPTED

    def _miss(self, tx: Tx, session: Session, approval: StoredApproval) -> Outcome:
        closed = approval.tries_left <= 0
        if closed:
            tx.approvals.save(replace(approval, status=RequestStatus.EXPIRED))
        tx.resets.save(session.reset)
        self._shop.gauge.mark(tx, session.reset.station, Mark.FAILED)
        return Outcome.APPROVAL_CLOSED if closed else Outcome.RETURN_WRONG


def extended(shop: Workshop, session: Session, approval: StoredApproval) -> datetime:
    """A pending approval keeps the reset alive to its own end and a little longer, within the hour."""
    times = shop.parts.settings.times
    wanted = max(session.reset.expires_at, approval.expires_at + times.approval_grace)
    return min(wanted, session.reset.opened_at + times.reset_longest)

"""Whom staff may not reset, and what they are told about the person in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend.core.api import OpenedRequest, RequestRow, RequestStatus
from backend.core.people import served
from backend.core.ports import Account, Standing
from backend.core.records import StoredApproval, StoredReset
from backend.core.reset_session import Session, approval_status
from backend.core.store import Tx
from backend.core.views import ApprovalStatus
from backend.core.workshop import Workshop

_UNFIT = {
    Standing.PRIVILEGED: "This account has special rights; it is reset by its administrators only.",
    Standing.DISABLED: "This account is disabled.",
    Standing.EXPIRED: "This account has expired.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A request with the account it is about, as the directory has it now."""

    approval: StoredApproval
    session: Session
    account: Account | None


class ApprovalRules:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def objection(self, tx: Tx, case: Case, staff: str) -> str:
        """Why `staff` may not approve `case`, in plain English; empty when they may."""
        account = case.account
        if (
            not case.session.open
            or approval_status(case.approval, case.session.now) is ApprovalStatus.EXPIRED
        ):
            return "This request has ended."
        if case.approval.status is not RequestStatus.WAITING:
            return "This request has been decided."
        if account is None:
            return "No account is attached yet: find the person and attach the account."
        if not served(account):
            return _UNFIT.get(account.standing, "This account cannot be reset here.")
        return self._between(account, staff) or self._too_many(tx, case, staff)

    def opened(self, tx: Tx, case: Case, staff: str, where: tuple[str, str]) -> OpenedRequest:
        """What staff see. Time passes between looks, so everything is said anew."""
        objection = self.objection(tx, case, staff)
        session, account, approval = case.session, case.account, case.approval
        mine = approval.status is RequestStatus.APPROVED and approval.approver == staff
        number = self._shop.marks.return_number(approval).reveal() if mine else ""
        return OpenedRequest(
            row=row(approval, session, where),
            identifier_typed=self._shop.sessions.typed(session.reset).reveal(),
            display_name=account.display_name if account else "",
            account_identifier=account.identifier if account else "",
            reasons=self._shop.people.reasons(
                account, session.now, rests=self._rests(tx, session.reset, account)
            ),
            approvable=not objection,
            refusal_reason=objection,
            return_number=number,
        )

    def count(self, tx: Tx, staff: str, case: Case) -> None:
        tx.counters.record_if(wanted=True, bucket=_approvals(staff), now=case.session.now)

    def _rests(self, tx: Tx, reset: StoredReset, account: Account | None) -> bool:
        subject = self._shop.marks.account(account.key) if account else reset.subject
        limits = self._shop.limits
        return limits.rests(limits.failed_today(tx, subject, self._shop.parts.clock.now()))

    def _between(self, account: Account, staff: str) -> str:
        people, roll = self._shop.people, self._shop.parts.staff
        if people.same(account.identifier, roll.own(staff)):
            return "This is your own account: a colleague must approve it."
        if people.same(account.identifier, roll.everyone()):
            return "This account belongs to the desk's staff: it takes a second person."
        return ""

    def _too_many(self, tx: Tx, case: Case, staff: str) -> str:
        bucket, cap = _approvals(staff), self._shop.parts.settings.limits.approvals_per_staff_a_day
        tx.counters.lock((bucket,), case.session.now)
        used = tx.counters.usage(bucket, case.session.now - timedelta(days=1)).count
        return "You have reached today's number of approvals." if used >= cap else ""


def row(approval: StoredApproval, session: Session, where: tuple[str, str]) -> RequestRow:
    """One line of the list: nothing of the person."""
    ended = not session.open and approval.status in {RequestStatus.WAITING, RequestStatus.APPROVED}
    shown = RequestStatus.EXPIRED if ended else RequestStatus(approval_status(approval, session.now).value)
    return RequestRow(approval.id, *where, approval.asked_at, approval.expires_at, shown)


def _approvals(staff: str) -> str:
    return f"approvals:{staff}"[:128]

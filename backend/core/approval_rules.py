"""Whom staff may not reset, who may decide, and what they are told about the person in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend.core.api import FirstApproval, OpenedRequest, ProofSeen, RequestRow, RequestStatus, Seen, Turn
from backend.core.languages import en
from backend.core.marks import same
from backend.core.meter import Limit
from backend.core.people import served
from backend.core.ports import Account, Standing
from backend.core.records import StoredApproval, StoredReset
from backend.core.reset_session import Session, approval_status, seconds
from backend.core.secret import Secret
from backend.core.settings import SecondPerson
from backend.core.store import Tx
from backend.core.views import ApprovalStatus
from backend.core.workshop import Workshop

UNFIT = {
    Standing.PRIVILEGED: en("This account has special rights; it is reset by its administrators only."),
    Standing.DISABLED: en("This account is disabled."),
    Standing.EXPIRED: en("This account has expired."),
    Standing.ELSEWHERE: en("The password of this account is kept in another directory."),
}
CHANGED = en("The account of this request has changed meanwhile. Look at the page again.")


@dataclass(frozen=True, slots=True)
class Case:
    """A request with the account it is about, as the directory has it now."""

    approval: StoredApproval
    session: Session
    account: Account | None


class ApprovalRules:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    # --- who may decide -------------------------------------------------------------------------

    def objection(self, tx: Tx, case: Case, staff: str) -> str:
        """Why `staff` may not approve or confirm `case`, in plain English; empty when they may."""
        account, approval = case.account, case.approval
        if not case.session.open or approval_status(approval, case.session.now) is ApprovalStatus.EXPIRED:
            return en("This request has ended.")
        if approval.status is not RequestStatus.WAITING:
            return en("This request has been decided.")
        if self._one_person(approval.approver, staff):
            return en("You have approved this request: a second person must confirm it.")
        if account is None:
            return en("No account is attached yet: find the person and attach the account.")
        if approval.account not in (None, account.key):
            return CHANGED
        if not served(account):
            return UNFIT.get(account.standing, en("This account cannot be reset here."))
        return self._between(account, staff) or self._too_many(tx, case, staff)

    def incomplete(self, case: Case, seen: Seen) -> str:
        """What is missing in an approval; the account must be the one the approver's page showed."""
        institution, account = self._shop.parts.settings.institution, case.account
        if case.approval.approver:
            return en("A colleague has approved this request meanwhile. Look at the page again.")
        if account is None or not self._shows(case, account, seen.account):
            return CHANGED
        if seen.proof not in self._proofs():
            return en("That proof takes a second person, and this institution has none.")
        if seen.ticked != frozenset(range(len(institution.approval_checklist))):
            return en("Every item of the list must be ticked.")
        return ""

    def unconfirmable(self, case: Case, mark: str) -> str:
        """Why there is nothing to confirm, or not this."""
        approval, account = case.approval, case.account
        if not self._begun(approval):
            return en("Nobody has approved this request yet.")
        if account is None or not self._shows(case, account, mark):
            return CHANGED
        if not self._shop.parts.staff.approves(approval.approver):
            return en("Who approved this request may do so no more.")
        return ""

    def takes_two(self, account: Account, proof: ProofSeen) -> bool:
        match self._shop.parts.settings.institution.second_person:
            case SecondPerson.NEVER:
                return False
            case SecondPerson.ALWAYS:
                return True
            case SecondPerson.WHEN_NEEDED:
                return proof is ProofSeen.KNOWN_IN_PERSON or self._of_the_desk(account)

    # --- what staff see -------------------------------------------------------------------------

    def opened(self, tx: Tx, case: Case, staff: str, where: tuple[str, str]) -> OpenedRequest:
        """What staff see. Time passes between looks, so everything is said anew."""
        objection = self.objection(tx, case, staff)
        session, account, approval = case.session, case.account, case.approval
        institution = self._shop.parts.settings.institution
        capabilities = self._shop.parts.directory.capabilities
        proofs = self._proofs() if account else ()
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
            return_number=self._return_number(approval, staff),
            ends_in=seconds(min(approval.expires_at, session.reset.expires_at), session.now),
            turn=self._turn(case, staff, objection),
            account_mark=self._shop.marks.shown(approval.id, account.key) if account else "",
            checklist=institution.approval_checklist,
            proofs=proofs,
            alone=tuple(one for one in proofs if account and not self.takes_two(account, one)),
            first=self._first(approval),
            photo=capabilities.has_photos and account is not None,
            searches=capabilities.searches,
            temporary_pass=capabilities.issues_temporary_pass,
        )

    def count(self, tx: Tx, staff: str, case: Case) -> None:
        tx.counters.record_if(wanted=True, bucket=_approvals(staff), now=case.session.now)

    def _return_number(self, approval: StoredApproval, staff: str) -> str:
        """For the approver alone, who is with the person."""
        mine = approval.status is RequestStatus.APPROVED and approval.approver == staff
        return self._shop.marks.return_number(approval).reveal() if mine else ""

    def _turn(self, case: Case, staff: str, objection: str) -> Turn:
        begun = self._begun(case.approval)
        if begun and case.approval.approver == staff:
            return Turn.SECOND_PERSON
        if objection:
            return Turn.NOTHING
        return Turn.CONFIRM if begun else Turn.APPROVE

    def _first(self, approval: StoredApproval) -> FirstApproval | None:
        if not self._begun(approval) or approval.proof is None:
            return None
        checked = tuple(line for line in approval.checked.split("\n") if line)
        return FirstApproval(approval.approver, approval.proof, approval.reason, checked)

    def _begun(self, approval: StoredApproval) -> bool:
        """Whether the first of two has genuinely approved."""
        waiting = approval.status is RequestStatus.WAITING and bool(approval.approver)
        return waiting and same(approval.mac, self._shop.marks.decision(approval))

    def _shows(self, case: Case, account: Account, mark: str) -> bool:
        return Secret(self._shop.marks.shown(case.approval.id, account.key)).matches(Secret(mark))

    def _proofs(self) -> tuple[ProofSeen, ...]:
        """Knowing somebody is a proof only together with a second person."""
        alone = self._shop.parts.settings.institution.second_person is SecondPerson.NEVER
        return tuple(one for one in ProofSeen if not (alone and one is ProofSeen.KNOWN_IN_PERSON))

    # --- the account ----------------------------------------------------------------------------

    def _rests(self, tx: Tx, reset: StoredReset, account: Account | None) -> bool:
        subject = self._shop.marks.account(account.key) if account else reset.subject
        limits = self._shop.limits
        return limits.rests(limits.failed_today(tx, subject, self._shop.parts.clock.now()))

    def _between(self, account: Account, staff: str) -> str:
        people, roll = self._shop.people, self._shop.parts.staff
        if people.same(account.identifier, roll.own(staff)):
            return en("This is your own account: a colleague must approve it.")
        never = self._shop.parts.settings.institution.second_person is SecondPerson.NEVER
        if never and self._of_the_desk(account):
            return en("This account belongs to the desk's staff: it takes a second person.")
        return ""

    def _of_the_desk(self, account: Account) -> bool:
        return self._shop.people.same(account.identifier, self._shop.parts.staff.everyone())

    def _one_person(self, first: str, staff: str) -> bool:
        """Also under another name: a link of ours and the OpenID provider make two members of one person."""
        if not first:
            return False
        own = self._shop.parts.staff.own
        mine = [account for account in own(staff) if account]
        return first == staff or any(self._shop.people.same(one, mine) for one in own(first) if one)

    def _too_many(self, tx: Tx, case: Case, staff: str) -> str:
        bucket, cap = _approvals(staff), self._shop.parts.settings.limits.approvals_per_staff_a_day
        tx.counters.lock((bucket,), case.session.now)
        used = tx.counters.usage(bucket, case.session.now - timedelta(days=1)).count
        if used < cap:
            return ""
        self._shop.parts.meter.throttled(Limit.STAFF_APPROVALS.value)
        return en("You have reached today's number of approvals.")


def row(approval: StoredApproval, session: Session, where: tuple[str, str]) -> RequestRow:
    """One line of the list: nothing of the person."""
    ended = not session.open and approval.status in {RequestStatus.WAITING, RequestStatus.APPROVED}
    shown = RequestStatus.EXPIRED if ended else RequestStatus(approval_status(approval, session.now).value)
    return RequestRow(approval.id, *where, approval.asked_at, approval.expires_at, shown)


def _approvals(staff: str) -> str:
    return f"approvals:{staff}"[:128]

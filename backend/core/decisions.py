"""Approving, alone or as one of two, and refusing.

An approval that takes two people stays a waiting request, with the first one's words under a MAC, until the
second has confirmed exactly that account. Only then is there a return number.
"""

from __future__ import annotations

from dataclasses import replace

from backend.core.api import ApprovalRefused, RequestClosed, RequestStatus, Seen
from backend.core.approval_rules import ApprovalRules, Case
from backend.core.approvals import extended
from backend.core.audit import AuditKind
from backend.core.cases import Cases
from backend.core.languages import en
from backend.core.people import person_of
from backend.core.records import StoredApproval
from backend.core.store import Tx
from backend.core.workshop import Workshop

LONGEST_REASON = 500


class Decisions:
    def __init__(self, shop: Workshop, rules: ApprovalRules, cases: Cases) -> None:
        self._shop = shop
        self._rules = rules
        self._cases = cases

    def approve(self, approval_id: str, staff: str, seen: Seen, reason: str) -> None:
        """Raises `ApprovalRefused` when the rules forbid it, which goes on record too."""
        said = _said(reason)
        account = self._cases.account(approval_id, staff)
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, account)
            objection = self._rules.objection(tx, case, staff) or self._rules.incomplete(case, seen)
            if objection:
                self._cases.note(tx, AuditKind.APPROVAL_FORBIDDEN, case, staff, {"why": objection})
            else:
                self._approve(tx, case, staff, seen, said)
        if objection:
            raise ApprovalRefused(objection)

    def confirm(self, approval_id: str, staff: str, mark: str) -> None:
        """The second person's word. Raises `ApprovalRefused`, which goes on record too."""
        account = self._cases.account(approval_id, staff)
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, account)
            objection = self._rules.objection(tx, case, staff) or self._rules.unconfirmable(case, mark)
            if objection:
                self._cases.note(tx, AuditKind.APPROVAL_FORBIDDEN, case, staff, {"why": objection})
            else:
                self._confirm(tx, case, staff)
        if objection:
            raise ApprovalRefused(objection)

    def refuse(self, approval_id: str, staff: str, reason: str) -> None:
        said = _said(reason)
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, None)
            if case.approval.status not in {RequestStatus.WAITING, RequestStatus.APPROVED}:
                raise RequestClosed("This request has been decided.")
            decided = replace(
                case.approval,
                status=RequestStatus.REFUSED,
                approver=staff,
                second="",
                reason=said,
                decided_at=case.session.now,
                mac=b"",
            )
            tx.approvals.save(decided)
            tx.resets.save(case.session.reset)
            self._cases.note(tx, AuditKind.APPROVAL_REFUSED, case, staff, {"reason": said})

    def _approve(self, tx: Tx, case: Case, staff: str, seen: Seen, reason: str) -> None:
        account, checklist = case.account, self._shop.parts.settings.institution.approval_checklist
        if account is None:
            raise ApprovalRefused(en("No account is attached."))
        reset_id, shop = case.session.reset.id, self._shop
        checked = "\n".join(checklist)
        alone = not self._rules.takes_two(account, seen.proof)
        given = replace(
            case.approval,
            account=account.key,
            person_sealed=shop.sessions.seal_person(person_of(account), reset_id, account.key),
            status=RequestStatus.APPROVED if alone else RequestStatus.WAITING,
            approver=staff,
            proof=seen.proof,
            reason=reason,
            checked=checked,
            second="",
        )
        self._keep(tx, case, given, staff)
        kind = AuditKind.APPROVAL_GIVEN if alone else AuditKind.APPROVAL_BEGUN
        detail: dict[str, str | int] = {"proof": seen.proof.value, "reason": reason}
        if checked:
            detail["checked"] = "; ".join(checklist)
        self._cases.note(tx, kind, case, staff, detail)

    def _confirm(self, tx: Tx, case: Case, staff: str) -> None:
        given = replace(case.approval, status=RequestStatus.APPROVED, second=staff)
        self._keep(tx, case, given, staff)
        detail: dict[str, str | int] = {"first": given.approver, "reason": given.reason}
        if given.proof is not None:
            detail["proof"] = given.proof.value
        self._cases.note(tx, AuditKind.APPROVAL_GIVEN, case, staff, detail)

    def _keep(self, tx: Tx, case: Case, given: StoredApproval, staff: str) -> None:
        now, times = case.session.now, self._shop.parts.settings.times
        timed = replace(given, decided_at=now, expires_at=now + times.approval)
        tx.approvals.save(replace(timed, mac=self._shop.marks.decision(timed)))
        end = extended(self._shop, case.session, timed)
        tx.resets.save(replace(case.session.reset, expires_at=end))
        self._rules.count(tx, staff, case)


def _said(reason: str) -> str:
    if not reason.strip():
        raise ApprovalRefused(en("Say why: the reason is part of the audit."))
    return reason.strip()[:LONGEST_REASON]

"""Finding the person in front of the desk, who does not know the identifier, by name or number."""

from __future__ import annotations

from backend.core.api import ApprovalRefused, FoundPerson, RequestClosed, RequestStatus, Unavailable
from backend.core.approval_rules import UNFIT
from backend.core.audit import AuditKind
from backend.core.cases import Cases
from backend.core.languages import en
from backend.core.meter import Limit
from backend.core.ports import DirectoryUnavailable, Match, Standing
from backend.core.workshop import Workshop

MOST_FOUND = 10
SHORTEST = 3
TOO_SHORT = en("Type at least 3 characters of the name, or the student number.")
LONGEST = 100


class PersonSearch:
    def __init__(self, shop: Workshop, cases: Cases) -> None:
        self._shop = shop
        self._cases = cases

    def search(self, approval_id: str, staff: str, text: str) -> tuple[FoundPerson, ...]:
        """Audited with the number of people found, never with what was searched: it holds a name.

        Raises `ApprovalRefused` for a text that is too short, or too many searches; `RequestClosed`.
        """
        wanted = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:LONGEST]
        if len(wanted.replace(" ", "")) < SHORTEST:
            raise ApprovalRefused(TOO_SHORT)
        self.take(approval_id, staff, "searches")
        try:
            found = self._shop.parts.directory.search(wanted, MOST_FOUND)[:MOST_FOUND]
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, None)
            self._cases.note(tx, AuditKind.PERSON_SEARCHED, case, staff, {"found": len(found)})
        return tuple(_row(one) for one in found)

    def take(self, approval_id: str, staff: str, what: str) -> None:
        """One of the looks that a member has at people for requests; each kind is counted by itself.

        Raises `ApprovalRefused` when there were too many, and `RequestClosed`.
        """
        limits, bucket = self._shop.parts.settings.limits, f"{what}:{staff}"[:128]
        with self._shop.parts.store.writing() as tx:
            case = self._cases.case(tx, approval_id, staff, None)
            if case.approval.status is not RequestStatus.WAITING or not case.session.open:
                raise RequestClosed("This request is not open any more.")
            now = case.session.now
            tx.counters.lock((bucket,), now)
            used = tx.counters.usage(bucket, now - limits.staff_window).count
            if used >= limits.searches_per_staff:
                self._shop.parts.meter.throttled(Limit.STAFF_SEARCHES.value)
                raise ApprovalRefused(en("You have searched very often. Wait some minutes."))
            tx.counters.record_if(wanted=True, bucket=bucket, now=now)


def _row(found: Match) -> FoundPerson:
    account = found.account
    objection = UNFIT.get(account.standing, "") if account.standing is Standing.PRIVILEGED else ""
    return FoundPerson(account.identifier, account.display_name, found.student_number, objection)

"""A fake of the desk that staff use, for tests of the console alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.core.api import (
    ApprovalRefused,
    FoundPerson,
    OpenedRequest,
    ProofSeen,
    RequestClosed,
    RequestRow,
    RequestStatus,
    Seen,
    StationNote,
    TracedRecord,
    TrueReason,
    Turn,
)


@dataclass
class FakeStaffDesk:
    """One request, `a1`, opened by the code `K7Q2MD`."""

    opened: OpenedRequest
    seen_by: set[str] = field(default_factory=set)
    decisions: list[tuple[str, str, str]] = field(default_factory=list)
    error: Exception | None = None
    people: tuple[FoundPerson, ...] = ()
    picture: bytes | None = None
    ticked: frozenset[int] = frozenset()

    def requests(self) -> tuple[RequestRow, ...]:
        if self.error is not None:
            raise self.error
        return (self.opened.row,)

    def open(self, request_code: str, staff: str) -> OpenedRequest:
        if request_code != "K7Q2MD":
            raise RequestClosed
        self.seen_by.add(staff)
        return self.opened

    def look(self, approval_id: str, staff: str) -> OpenedRequest:
        if approval_id != "a1" or staff not in self.seen_by:
            raise RequestClosed
        return self.opened

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        self.opened = replace(self.opened, account_identifier=identifier)
        return self.opened

    def search(self, approval_id: str, staff: str, text: str) -> tuple[FoundPerson, ...]:
        self.look(approval_id, staff)
        if len(text) < 3:
            raise ApprovalRefused("Type at least 3 characters.")
        return self.people

    def photo(self, approval_id: str, staff: str) -> bytes | None:
        self.look(approval_id, staff)
        return self.picture

    def approve(self, approval_id: str, staff: str, seen: Seen, reason: str) -> OpenedRequest:
        if not self.opened.approvable:
            raise ApprovalRefused(self.opened.refusal_reason)
        if seen.account != self.opened.account_mark:
            raise ApprovalRefused("The account changed.")
        self.decisions.append((staff, seen.proof.value, reason))
        self.ticked = seen.ticked
        return self._become(RequestStatus.APPROVED, "472")

    def confirm(self, approval_id: str, staff: str, account: str) -> OpenedRequest:
        self.decisions.append((staff, "confirmed", account))
        return self._become(RequestStatus.APPROVED, "")

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest:
        self.decisions.append((staff, "refused", reason))
        return self._become(RequestStatus.REFUSED, "")

    def notes(self) -> tuple[StationNote, ...]:
        return (StationNote("s1", "Library 1", "Library", 4, 12, 9),)

    def trace(self, reference: str, staff: str) -> tuple[TracedRecord, ...]:
        if reference != "ABCD2345":
            return ()
        now = datetime.now(UTC)
        return tuple(
            TracedRecord(now, kind, staff, "s1", "{}", genuine=genuine)
            for kind, genuine in (("write_started", True), ("write_done", False))
        )

    def _become(self, status: RequestStatus, number: str) -> OpenedRequest:
        row = replace(self.opened.row, status=status)
        self.opened = replace(self.opened, row=row, return_number=number)
        return self.opened


def waiting_request() -> OpenedRequest:
    now = datetime.now(UTC)
    row = RequestRow(
        "a1", "Library 1", "Library, ground floor", now, now + timedelta(minutes=10), RequestStatus.WAITING
    )
    return OpenedRequest(
        row=row,
        identifier_typed="francisco.ferrer",
        display_name="Francisco Ferrer",
        account_identifier="FerrerFr2017@he-ferrer.eu",
        reasons=(TrueReason.LOCKED, TrueReason.NO_CONTACT),
        approvable=True,
        refusal_reason="",
        return_number="",
        ends_in=540,
        turn=Turn.APPROVE,
        account_mark="m4rk",
        proofs=tuple(ProofSeen),
        alone=(ProofSeen.STUDENT_CARD, ProofSeen.EID, ProofSeen.PASSPORT),
    )

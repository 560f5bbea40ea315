"""What staff may ask: the supervised path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


class TrueReason(Enum):
    """Why the person stands at the desk; for staff only."""

    ACTIVE = "active"
    NO_CONTACT = "no_contact"
    CONTACT_TOO_NEW = "contact_too_new"
    CONTACT_SHARED = "contact_shared"
    COUNTRY_NOT_SERVED = "country_not_served"
    LOCKED = "locked"
    DISABLED = "disabled"
    EXPIRED = "expired"
    PRIVILEGED = "privileged"
    ELSEWHERE = "elsewhere"
    RESTS = "rests"
    UNKNOWN_ACCOUNT = "unknown_account"


class RequestStatus(Enum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    RETURNED = "returned"


class ProofSeen(Enum):
    """What staff looked at; no document number is ever recorded."""

    STUDENT_CARD = "student_card"
    EID = "eid"
    PASSPORT = "passport"
    KNOWN_IN_PERSON = "known_in_person"


class Turn(Enum):
    """What a request waits for, as the one who looks at it sees it."""

    NOTHING = "nothing"
    APPROVE = "approve"
    CONFIRM = "confirm"
    """A colleague approved it, and the one who looks may be the second person."""
    SECOND_PERSON = "second_person"
    """The one who looks approved it: a second person must confirm."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member of staff had before their eyes when they approved.

    `account` is `OpenedRequest.account_mark` of the page they looked at; `ticked` counts the items of the
    checklist from 0.
    """

    proof: ProofSeen
    account: str
    ticked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FirstApproval:
    """What the first of two people said, for the second."""

    approver: str
    proof: ProofSeen
    reason: str
    checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A row of the search for a person. `objection` says why the account cannot be attached, if so."""

    identifier: str
    display_name: str
    student_number: str
    objection: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One open request in the staff list: nothing of the person. `station` is its name."""

    approval_id: str
    station: str
    place: str
    asked_at: datetime
    expires_at: datetime
    status: RequestStatus


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """What staff see once the request code was typed. `return_number` only after approval."""

    row: RequestRow
    identifier_typed: str
    display_name: str
    account_identifier: str
    reasons: tuple[TrueReason, ...]
    approvable: bool
    refusal_reason: str
    """Why it cannot be approved, in plain English; empty when it can."""
    return_number: str
    ends_in: int = 0
    """Seconds until the request ends."""
    turn: Turn = Turn.NOTHING
    account_mark: str = ""
    """Says which account this page showed, and nothing else; it goes back with the decision."""
    checklist: tuple[str, ...] = ()
    proofs: tuple[ProofSeen, ...] = ()
    """The proofs that may be chosen here."""
    alone: tuple[ProofSeen, ...] = ()
    """Those of them that need no second person."""
    first: FirstApproval | None = None
    photo: bool = False
    """Whether the directory keeps photos."""
    searches: bool = False
    """Whether the directory finds people by their name."""
    temporary_pass: bool = False
    """Whether the directory gives a temporary pass to who has lost their telephone."""


class RequestClosed(Exception):
    """The request is not open (any more), or the code is wrong."""


class ApprovalRefused(Exception):
    """The rules forbid this approval; the text says why, in plain English."""


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """One audit record as staff see it. `genuine` is false when it was changed behind our back.

    `station` is the station's name.
    """

    at: datetime
    kind: str
    actor: str
    station: str
    detail: str
    genuine: bool


@dataclass(frozen=True, slots=True)
class StationNote:
    """A station that slows down, and why, for the people at the desk."""

    station: str
    name: str
    place: str
    slow_down: int
    starts: int
    """Resets begun there in the last minutes."""
    failures: int
    """In a row."""


class StaffDesk(Protocol):
    """The supervised path. `staff` is the staff member's name as it stands in the audit."""

    def requests(self) -> tuple[RequestRow, ...]: ...

    def open(self, request_code: str, staff: str) -> OpenedRequest:
        """Open by the six characters the station shows. Raises `RequestClosed` (throttled, audited)."""

    def look(self, approval_id: str, staff: str) -> OpenedRequest:
        """See a request this member of staff has opened before."""

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        """Name the account when the person does not know the identifier."""

    def search(self, approval_id: str, staff: str, text: str) -> tuple[FoundPerson, ...]:
        """People whose name or number holds `text`, for a request that is open; audited and throttled."""

    def photo(self, approval_id: str, staff: str) -> bytes | None:
        """The photo of the account that the request is about."""

    def approve(self, approval_id: str, staff: str, seen: Seen, reason: str) -> OpenedRequest:
        """Approve, alone or as the first of two. Raises `ApprovalRefused`."""

    def confirm(self, approval_id: str, staff: str, account: str) -> OpenedRequest:
        """Confirm as the second person; `account` as in `Seen`. Raises `ApprovalRefused`."""

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest: ...

    def notes(self) -> tuple[StationNote, ...]:
        """What the desk should know about its stations now."""

    def trace(self, reference: str, staff: str) -> tuple[TracedRecord, ...]:
        """The audit records of the reset whose done page showed that reference; audited."""

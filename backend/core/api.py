"""The use cases the outside may ask for; the web layer knows nothing else of the core.

Expected outcomes are values; the exceptions below are what a caller maps to a problem document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from backend.core.secret import Secret
from backend.core.views import (
    EnrolmentOffer,
    EnrolmentState,
    ResetView,
    SignInResult,
    StationInfo,
)


class ResetGone(Exception):
    """No live reset of that id at this station."""


class NotAllowed(Exception):
    """The stored facts do not allow this step."""


class Unavailable(Exception):
    """Something behind the backend does not answer."""


class ChallengeKind(Enum):
    IMAGE = "image"
    AUDIO = "audio"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class CaptchaTelemetry:
    """For audit and metrics only; nothing else may read it."""

    kind: ChallengeKind
    tries: int
    seconds: int


class ResetDesk(Protocol):
    """What an enrolled station may do. `station` is the station's id, proved by its signature."""

    def station_info(self, station: str) -> StationInfo: ...

    def sign_in(self, station: str, identifier: str, password: Secret, language: str) -> SignInResult: ...

    def start(self, station: str, identifier: str, language: str, captcha: CaptchaTelemetry) -> ResetView: ...

    def view(self, station: str, reset_id: str) -> ResetView: ...

    def revision(self, station: str, reset_id: str) -> int:
        """A cheap look for the long poll; raises `ResetGone`."""

    def send_challenge(
        self,
        station: str,
        reset_id: str,
        method_id: str,
        destination: Secret | None,
        resend: bool,
    ) -> ResetView: ...

    def answer(self, station: str, reset_id: str, challenge_id: str, code: Secret) -> ResetView: ...

    def ask_approval(self, station: str, reset_id: str) -> ResetView: ...

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView: ...

    def set_password(
        self,
        station: str,
        reset_id: str,
        intent: str,
        password: Secret,
        current: Secret | None,
    ) -> ResetView:
        """The three-step write. `intent` is the idempotency key: a retry settles the same attempt."""

    def unlock(self, station: str, reset_id: str, intent: str) -> ResetView: ...

    def leave(self, station: str, reset_id: str) -> None: ...


class KeyStanding(Enum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A station's key as the signature check needs it."""

    station: str
    public_key: bytes
    standing: KeyStanding


@dataclass(frozen=True, slots=True)
class HeartbeatReport:
    version: str
    page_kind: str
    last_error: str
    boot_counter: int
    clock: int


class EnrolmentUnknown(Exception):
    """No pending enrolment has that id or code."""


class StationRegistry(Protocol):
    """Stations and their enrolment (RFC 8628's manners)."""

    def key(self, fingerprint: str) -> KnownKey | None: ...

    def offer(self, public_key: bytes) -> EnrolmentOffer: ...

    def poll(self, enrolment_id: str, fingerprint: str) -> EnrolmentState: ...

    def offered_key(self, enrolment_id: str) -> bytes | None:
        """The public key of a pending or just approved enrolment."""

    def approve(self, code: str, name: str, place: str, operator: str) -> str:
        """Approve the enrolment with that code; returns the station's id. Raises `EnrolmentUnknown`."""

    def refuse(self, code: str, operator: str) -> None: ...

    def withdraw(self, station: str, operator: str) -> None: ...

    def beat(self, station: str, report: HeartbeatReport) -> None: ...

    def listing(self) -> tuple[StationRow, ...]: ...

    def pending(self) -> tuple[PendingEnrolment, ...]: ...


@dataclass(frozen=True, slots=True)
class StationRow:
    id: str
    name: str
    place: str
    fingerprint: str
    standing: KeyStanding
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class PendingEnrolment:
    code: str
    fingerprint: str
    expires_at: datetime


class TrueReason(Enum):
    """Why the person stands at the desk; for staff only."""

    ACTIVE = "active"
    NO_CONTACT = "no_contact"
    CONTACT_TOO_NEW = "contact_too_new"
    LOCKED = "locked"
    DISABLED = "disabled"
    EXPIRED = "expired"
    PRIVILEGED = "privileged"
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
    text: str


class StaffDesk(Protocol):
    """The supervised path. `staff` is the staff member's name as it stands in the audit."""

    def requests(self) -> tuple[RequestRow, ...]: ...

    def open(self, request_code: str, staff: str) -> OpenedRequest:
        """Open by the six characters the station shows. Raises `RequestClosed` (throttled, audited)."""

    def look(self, approval_id: str, staff: str) -> OpenedRequest:
        """See a request this member of staff has opened before."""

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        """Name the account when the person does not know the identifier."""

    def approve(self, approval_id: str, staff: str, proof: ProofSeen, reason: str) -> OpenedRequest: ...

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest: ...

    def notes(self) -> tuple[StationNote, ...]:
        """What the desk should know about its stations now."""

    def trace(self, reference: str, staff: str) -> tuple[TracedRecord, ...]:
        """The audit records of the reset whose done page showed that reference; audited."""


class Postman(Protocol):
    """Drains the outbox; run in a background thread by the server."""

    def drain(self) -> int:
        """Send what is due; returns how many messages were handled."""


class Janitor(Protocol):
    def sweep(self) -> None:
        """Expire resets, blank destinations, purge nonces and idempotency records."""

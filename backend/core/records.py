"""What the store keeps, as frozen values. A record changes by `dataclasses.replace` under its lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from backend.core.api import ProofSeen, RequestStatus
from backend.core.api_reports import Reported as Reported
from backend.core.proofs import FactKind, Path, Settling
from backend.core.station_records import StationStanding as StationStanding
from backend.core.station_records import StoredEnrolment as StoredEnrolment
from backend.core.station_records import StoredStation as StoredStation
from backend.core.views import Channel, Delivery, Method, Work


class ResetState(Enum):
    OPEN = "open"
    DONE = "done"
    WRITE_UNKNOWN = "write_unknown"
    LEFT = "left"
    REPLACED = "replaced"
    """A new reset began at the same station."""
    ENDED_BY_OWNER = "ended_by_owner"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class StoredReset:
    """`account` is the directory's key, or None; `subject` keys the limits of a known and an unknown one.

    `typed_sealed` is the identifier as typed; `person_sealed` is a `people.Person`, empty when unknown.
    """

    id: str
    station: str
    account: str | None
    subject: str
    typed_sealed: bytes
    person_sealed: bytes
    language: str
    state: ResetState
    methods: tuple[Method, ...]
    opened_at: datetime
    expires_at: datetime
    revision: int
    work: Work | None = None
    completed_at: datetime | None = None
    reference: str = ""
    ticket: str = ""
    """The reference of the message to the service desk, if one was sent."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """`source` is the challenge or approval it came from; `mac` covers every field but `consumed_at`."""

    id: str
    reset: str
    account: str
    station: str
    kind: FactKind
    path: Path
    settling: Settling
    source: str
    approver: str
    made_at: datetime
    expires_at: datetime
    mac: bytes
    consumed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredChallenge:
    """Never the code, nor where it went. `mac` covers all that decides what an answer proves."""

    id: str
    reset: str
    account: str
    station: str
    method_id: str
    channel: Channel
    mask: str
    settling: Settling
    generation: int
    created_at: datetime
    expires_at: datetime
    attempts_left: int
    resends_left: int
    resend_at: datetime
    delivery: Delivery
    used_at: datetime | None = None
    replaced_at: datetime | None = None
    mac: str = ""


@dataclass(frozen=True, slots=True)
class StoredApproval:
    """`mac` covers the decision, so that a row changed by hand approves nothing."""

    id: str
    number: int
    reset: str
    station: str
    account: str | None
    person_sealed: bytes
    status: RequestStatus
    asked_at: datetime
    expires_at: datetime
    tries_left: int
    approver: str = ""
    proof: ProofSeen | None = None
    reason: str = ""
    decided_at: datetime | None = None
    mac: bytes = b""
    second: str = ""
    """The second person; while the request waits for one, `approver` stands and `second` is empty."""
    checked: str = ""
    """The items of the institution's checklist that were ticked, one a line."""


@dataclass(frozen=True, slots=True)
class StoredContactCheck:
    """A contact that is being registered. Never the code; the destination is sealed until it is used.

    `destination` is the name its sends are counted under, and part of what the code is derived from.
    """

    id: str
    reset: str
    account: str
    station: str
    channel: Channel
    mask: str
    destination: str
    sealed: bytes
    created_at: datetime
    expires_at: datetime
    attempts_left: int
    delivery: Delivery
    used_at: datetime | None = None
    replaced_at: datetime | None = None


class WriteKind(Enum):
    RESET = "reset"
    CHANGE = "change"
    UNLOCK = "unlock"


class WriteState(Enum):
    STARTED = "started"
    DONE = "done"
    REFUSED = "refused"
    """The directory's policy refused it."""
    DOWN = "down"
    """The directory was not reached, or is known not to have done it."""
    UNKNOWN = "unknown"
    SUPERSEDED = "superseded"
    """Its lease ran out and the person sent another one."""


@dataclass(frozen=True, slots=True)
class StoredWrite:
    """One attempt of the three-step write, named by the intent."""

    reset: str
    intent: str
    account: str
    kind: WriteKind
    state: WriteState
    started_at: datetime
    lease_until: datetime
    finished_at: datetime | None = None
    broken_sealed: bytes = b""


class LetterKind(Enum):
    CODE = "code"
    CALL = "call"
    NOTICE = "notice"
    CONTACT = "contact"
    """The code for a contact that is being registered."""
    TICKET = "ticket"


class LetterState(Enum):
    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    """Not worth sending any more."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """The delivery report of one gateway for one letter."""

    letter: str
    gateway: str
    outcome: Reported
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A row of the outbox. `sealed` holds the destination, and is blanked when the letter is closed.

    `gateway` is who took it.
    """

    id: str
    kind: LetterKind
    channel: Channel
    reset: str
    challenge: str
    account: str
    station: str
    language: str
    sealed: bytes
    state: LetterState
    created_at: datetime
    lease_until: datetime
    not_after: datetime
    tries: int = 0
    gateway: str = ""


@dataclass(frozen=True, slots=True)
class StoredAudit:
    """`subject` is a keyed hash of the account; no code, number, address or password is ever in here."""

    at: datetime
    kind: str
    actor: str
    station: str
    reset: str
    subject: str
    reference: str
    detail: str
    mac: bytes
    nonce: str = ""
    """Makes every record one of its kind: a genuine one that was copied is a copy. Empty before 0.2."""


@dataclass(frozen=True, slots=True)
class StoredMaintenance:
    """A one-time code for staff at one station; `mac` covers the code, the station and the end."""

    station: str
    mac: bytes
    expires_at: datetime
    tries_left: int
    operator: str

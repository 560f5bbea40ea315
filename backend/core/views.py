"""What a station is told: the response bodies of `docs/protocol.md`, as frozen values.

FastAPI renders these as they are, so this module is the schema. Durations are whole seconds from the
moment of the answer. The station keeps its own copy (`kiosk/core/results.py`): two programs, one contract,
compared by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from backend.core.station_info import (
    CharacterClass as CharacterClass,
)
from backend.core.station_info import (
    Desk as Desk,
)
from backend.core.station_info import (
    IdentifierRule as IdentifierRule,
)
from backend.core.station_info import (
    IdleTimes as IdleTimes,
)
from backend.core.station_info import (
    PasswordRules as PasswordRules,
)
from backend.core.station_info import (
    Propagation as Propagation,
)
from backend.core.station_info import (
    StationInfo as StationInfo,
)
from backend.core.station_info import (
    Strength as Strength,
)

# --- a reset as the backend sees it -------------------------------------------------------------


class Channel(Enum):
    EMAIL = "email"
    SMS = "sms"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to receive a challenge; `mask` shows what is stored, e.g. ``*****23``."""

    id: str
    channel: Channel
    mask: str


class Allowed(Enum):
    """What the facts allow next (the backend's `step`)."""

    CHOOSE_METHOD = "choose_method"
    ANSWER_CODE = "answer_code"
    ANSWER_CALL = "answer_call"
    NEW_PASSWORD = "new_password"
    STAFF_ONLY = "staff_only"
    DONE = "done"
    WRITE_UNKNOWN = "write_unknown"
    ENDED = "ended"


class Delivery(Enum):
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    ANSWERED = "answered"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Challenge:
    """The live challenge. `digit` is the one the station shows for a call to press."""

    id: str
    method_id: str
    channel: Channel
    mask: str
    delivery: Delivery
    attempts_left: int
    resends_left: int
    resend_in: int
    expires_in: int
    digit: str | None


class ApprovalStatus(Enum):
    WAITING = "waiting"
    APPROVED = "approved"
    """Staff approved; the return number must still be typed here."""
    REFUSED = "refused"
    EXPIRED = "expired"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Approval:
    number: int
    status: ApprovalStatus
    request_code: str
    code_renews_in: int
    url: str
    tries_left: int
    expires_in: int


@dataclass(frozen=True, slots=True)
class ProvedAccount:
    """Shown only after a proof."""

    display_name: str
    identifier: str
    locked: bool


class Work(Enum):
    PASSWORD = "password"
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True)
class Completed:
    work: Work
    at: str
    """Local date and time, ISO 8601 without seconds."""
    reference: str


class Outcome(Enum):
    """What the last write came to; the closed list of `docs/protocol.md`."""

    NONE = "none"
    STARTED = "started"
    SENT = "sent"
    RESENT = "resent"
    DESTINATION_MISMATCH = "destination_mismatch"
    DESTINATION_UNREADABLE = "destination_unreadable"
    SEND_LIMITED = "send_limited"
    RESTS = "rests"
    """Self-service rests until tomorrow; staff stay open."""
    PROVED = "proved"
    WRONG_CODE = "wrong_code"
    CODE_EXPIRED = "code_expired"
    CODE_SPENT = "code_spent"
    APPROVAL_WAITING = "approval_waiting"
    RETURN_ACCEPTED = "return_accepted"
    RETURN_WRONG = "return_wrong"
    APPROVAL_CLOSED = "approval_closed"
    PASSWORD_SET = "password_set"
    PASSWORD_REFUSED = "password_refused"
    UNLOCKED = "unlocked"
    NOT_LOCKED = "not_locked"
    WRITE_UNKNOWN = "write_unknown"
    DIRECTORY_DOWN = "directory_down"
    ENDED_BY_OWNER = "ended_by_owner"
    """The person called pressed 9: not me."""
    EXPIRED = "expired"


class Rule(Enum):
    """A password rule the directory or the station found broken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SPECIAL = "special"
    CLASSES = "classes"
    CHARACTER = "character"
    COMMON = "common"
    COLLEGE_WORD = "college_word"
    OWN_NAME = "own_name"
    HISTORY = "history"
    TOO_RECENT = "too_recent"
    CURRENT_WRONG = "current_wrong"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """`detail` is the offending character or word where naming it helps."""

    rule: Rule
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ResetView:
    """The whole of what is allowed now; every write answers with one."""

    id: str
    revision: int
    allowed: Allowed
    outcome: Outcome
    gates_needed: int
    gates_left: int
    methods: tuple[Method, ...]
    challenge: Challenge | None
    approval: Approval | None
    account: ProvedAccount | None
    unlock_offered: bool
    broken: tuple[BrokenRule, ...]
    completed: Completed | None
    expires_in: int
    retry_in: int
    """Seconds until a limited send may be tried again; 0 when it does not apply."""
    pad: str
    """Filler that makes answers about different people the same size."""


class SignInOutcome(Enum):
    ACCEPTED = "accepted"
    ACCEPTED_MUST_CHANGE = "accepted_must_change"
    REFUSED = "refused"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class SignInResult:
    outcome: SignInOutcome
    reset: ResetView | None
    pad: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentOffer:
    id: str
    code: str
    fingerprint: str
    console_url: str
    interval: int
    expires_in: int


class EnrolmentStatus(Enum):
    PENDING = "pending"
    SLOW_DOWN = "slow_down"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class EnrolmentState:
    status: EnrolmentStatus

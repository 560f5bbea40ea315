"""A reset as the backend sees it: what a station is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Channel(Enum):
    EMAIL = "email"
    SMS = "sms"
    VOICE = "voice"
    AUTHENTICATOR = "authenticator"
    """The person's own app: nothing is sent."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to receive a challenge; `mask` shows what is stored, e.g. ``*****23``, and nothing of an app."""

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
    NONE = "none"
    """Nothing is sent: the person's own app makes the code."""
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    BROKEN = "broken"
    """A call that broke off on our side; it does not count, and can be asked for again."""
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


class HandoffStatus(Enum):
    OFFERED = "offered"
    """The link is shown; nobody has tapped it."""
    CLAIMED = "claimed"
    """A phone tapped it; the person compares the digits and confirms at the station."""
    CONFIRMED = "confirmed"
    """The phone writes and the station follows."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Handoff:
    """The newest hand-off. `url` stands only while offered, `digits` (two) only while claimed."""

    number: int
    status: HandoffStatus
    url: str
    digits: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class ContactCheck:
    """A contact being registered: a code was sent there, and proves that it is the person's own."""

    channel: Channel
    mask: str
    delivery: Delivery
    attempts_left: int
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
    CODE_AWAITED = "code_awaited"
    """Nothing was sent: a code of the person's own app may be answered now."""
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
    HANDOFF_OFFERED = "handoff_offered"
    HANDOFF_CONFIRMED = "handoff_confirmed"
    HANDOFF_ENDED = "handoff_ended"
    CONTACT_SENT = "contact_sent"
    CONTACT_REGISTERED = "contact_registered"
    CONTACT_REFUSED = "contact_refused"
    """A locked mailbox of the institution, a country that is not allowed, or no mobile number."""
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
    handoff: Handoff | None = None
    contact: ContactCheck | None = None
    contact_offered: bool = False
    """Whether the facts allow to register a contact: staff approved, and the directory can keep one."""
    ticket: str = ""
    """The reference of the message sent to the service desk while the desk is closed."""
    pass_offered: bool = False
    """Whether a temporary pass may be asked for: staff approved, and the directory issues them."""

"""What the backend's core needs from outside. All calls block; the web layer runs them in threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, PasswordRules, Propagation

# --- clock and randomness -----------------------------------------------------------------------


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""


class Randomness(Protocol):
    def token(self) -> str:
        """128 random bits as 32 hex digits."""

    def below(self, limit: int) -> int:
        """A uniform integer in ``range(limit)``."""


# --- directory ----------------------------------------------------------------------------------


class DirectoryUnavailable(Exception):
    """The directory did not answer in time, or not sensibly; nothing is known to have changed."""


class DirectoryOutcomeUnknown(DirectoryUnavailable):
    """A write was sent and no answer came: it may or may not have happened."""


class Standing(Enum):
    """Why an account may or may not reset; told to staff, never to a stranger."""

    ACTIVE = "active"
    LOCKED = "locked"
    DISABLED = "disabled"
    EXPIRED = "expired"
    PRIVILEGED = "privileged"


@dataclass(frozen=True, slots=True)
class Contact:
    """A stored destination: an E.164 number or an e-mail address, and when it last changed."""

    channel: Channel
    destination: Secret
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the directory. `key` is stable (an objectGUID, a row id) and keys every limit."""

    key: str
    identifier: str
    display_name: str
    own_words: tuple[str, ...]
    """Names and identifier parts that must not be the password."""
    standing: Standing
    contacts: tuple[Contact, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    verifies_password: bool
    unlocks: bool
    enforces_history: bool
    lockout_threshold: int
    """Failed sign-ins after which the directory locks; 0 when it never does."""
    lockout_window: int
    """Seconds in which they are counted."""
    propagation: tuple[Propagation, ...]


class Verified(Enum):
    ACCEPTED = "accepted"
    MUST_CHANGE = "must_change"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Written:
    """The directory did it."""


@dataclass(frozen=True, slots=True)
class RefusedWrite:
    """The directory's policy refused; `broken` names every rule it told of."""

    broken: tuple[BrokenRule, ...]


WriteResult = Written | RefusedWrite


class Directory(Protocol):
    """Where the accounts live. Every method may raise `DirectoryUnavailable`; every wait is bounded."""

    @property
    def capabilities(self) -> Capabilities: ...

    def rules(self) -> PasswordRules: ...

    def find(self, candidates: Sequence[str]) -> Account | None:
        """The one account that any of the (canonical) identifiers names; None when none or several do."""

    def verify(self, key: str | None, password: Secret) -> Verified:
        """Try to sign in. With `key` None the same work is done and the answer is REFUSED."""

    def reset(self, key: str, password: Secret) -> WriteResult:
        """Set the password as an administrator does, and unlock, in one operation."""

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        """Change it as the owner does, with the old one."""

    def unlock(self, key: str) -> WriteResult: ...

    def holds(self, key: str, password: Secret) -> bool | None:
        """Whether `password` is set now, to settle an interrupted write; None if it cannot be told."""

    def locked(self, key: str) -> bool: ...


# --- channels -----------------------------------------------------------------------------------


class Sent(Enum):
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel delivers. `id` deduplicates; `subject` is empty for SMS."""

    id: str
    destination: Secret
    language: str
    subject: str
    body: Secret


@dataclass(frozen=True, slots=True)
class CallScript:
    """What a call says. `digit` proves; pressing 0 has `code_text` spoken twice; 9 is *not me*."""

    id: str
    destination: Secret
    language: str
    greeting: str
    digit: str
    code_text: Secret
    expires_at: datetime


class CallEnd(Enum):
    PROVED = "proved"
    NOT_ME = "not_me"
    HEARD = "heard"
    """Hung up after the code was spoken: the person now types it at the station."""
    NO_ANSWER = "no_answer"
    FAILED = "failed"


class MessageChannel(Protocol):
    """Sends e-mail or SMS. Never raises: what went wrong is FAILED, and logged without the message."""

    def send(self, message: Message) -> Sent: ...


class CallChannel(Protocol):
    def call(self, script: CallScript) -> CallEnd:
        """Place the call and stay with it to its end or `expires_at`. Blocks."""


# --- numbers and keys ---------------------------------------------------------------------------


class Numbers(Protocol):
    """Telephone numbers as people type them."""

    def e164(self, typed: str) -> str | None:
        """The number in E.164, or None when it cannot be read."""

    def same(self, typed: str, stored: str) -> bool | None:
        """Whether `typed` is the `stored` E.164 number; None, whatever is stored, when it cannot be read."""


class Keys(Protocol):
    """Keys from a master key that is kept outside the database."""

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose, always the same."""


class SealBrokenError(Exception):
    """What was sealed was changed, cut, sealed with another key, or for another purpose."""


class Sealer(Protocol):
    """Encrypts short texts at rest, bound to a context that is not stored."""

    def seal(self, plain: Secret, context: str) -> bytes: ...

    def open(self, sealed: bytes, context: str) -> Secret:
        """Raises `SealBrokenError`."""


class StaffRoll(Protocol):
    """Which directory identifiers belong to the people who staff the desk."""

    def own(self, staff: str) -> tuple[str, ...]:
        """The identifiers of that member of staff."""

    def everyone(self) -> tuple[str, ...]:
        """The identifiers of all staff: none of them is reset by a colleague alone."""

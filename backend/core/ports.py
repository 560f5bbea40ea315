"""What the backend's core needs from outside. All calls block; the web layer runs them in threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from backend.core.ports_calls import CallChannel as CallChannel
from backend.core.ports_calls import CallEnd as CallEnd
from backend.core.ports_calls import CallScript as CallScript
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
    ELSEWHERE = "elsewhere"
    """Its password is kept in a directory that this one cannot write."""


class Holders(Enum):
    """Whose a contact is, where contacts of several accounts need a second gate."""

    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Contact:
    """An E.164 number, an e-mail address, or the packed key of an app, and when it last changed."""

    channel: Channel
    destination: Secret
    changed_at: datetime
    holders: Holders = Holders.ONE


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
    reads_cards: bool = False
    """Whether the directory knows the numbers of student cards."""
    has_photos: bool = False
    searches: bool = False
    """Whether people are found by a part of their name or by their student number."""
    registers_contacts: bool = False
    issues_temporary_pass: bool = False
    """Whether the directory gives out one-time passes (a Temporary Access Pass of Entra ID, say)."""


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


@dataclass(frozen=True, slots=True)
class TemporaryPass:
    """A pass the directory accepts once in place of a lost telephone; for its owner's eyes only."""

    value: Secret
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody found by a search. `student_number` is empty where the directory has none."""

    account: Account
    student_number: str


class Directory(Protocol):
    """Where the accounts live. Every method may raise `DirectoryUnavailable`; every wait is bounded."""

    @property
    def capabilities(self) -> Capabilities: ...

    def rules(self) -> PasswordRules: ...

    def find(self, candidates: Sequence[str]) -> Account | None:
        """The one account that any of the (canonical) identifiers names; None when none or several do."""

    def find_card(self, number: Secret) -> Account | None:
        """The account whose student card has this number (of `backend.core.cards`); None where none has,
        and from a directory that does not do `reads_cards`.
        """

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

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        """At most `most` people whose names begin with the words of `text`, or whose student number,
        identifier or alias it is; none from a directory that does not do `searches`.
        """

    def photo(self, key: str) -> bytes | None:
        """A JPEG or PNG of the person; None where there is none."""

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        """Keep `contact` in the place of the one of its kind, changed now whatever it says.

        Asked only of a directory that `registers_contacts`; any other refuses.
        """

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        """A new pass; None from a directory that issues none."""


# --- channels -----------------------------------------------------------------------------------


class Sent(Enum):
    ACCEPTED = "accepted"
    """Somebody else has it now and will try; only a report can say more."""
    DELIVERED = "delivered"
    DEFERRED = "deferred"
    """Not taken now: unreachable, too slow, busy, or refused for a reason that is not the message's."""
    FAILED = "failed"
    """Refused for good: sending the same again is of no use."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel delivers. `id` deduplicates; `subject` is empty for SMS.

    `code` is the code as it stands in `body`, for channels that can show it large; `expires_at` is when the
    message is worth nothing any more. Either may be missing.
    """

    id: str
    destination: Secret
    language: str
    subject: str
    body: Secret
    code: Secret = field(default_factory=lambda: Secret(""))
    expires_at: datetime | None = None


class MessageChannel(Protocol):
    """Sends e-mail or SMS. Never raises: problems are DEFERRED or FAILED, and logged without the text."""

    def send(self, message: Message) -> Sent: ...


# --- numbers and keys ---------------------------------------------------------------------------


class Numbers(Protocol):
    """Telephone numbers as people type them."""

    def e164(self, typed: str) -> str | None:
        """The number in E.164, or None when it cannot be read."""

    def mobile(self, number: str) -> bool:
        """Whether the E.164 `number` can be one of a mobile telephone."""

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

    def approves(self, staff: str) -> bool:
        """Whether that person is, at this moment, a member of staff who may approve."""

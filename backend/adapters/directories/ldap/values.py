"""What goes to a directory server and what comes back, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum


class Code(IntEnum):
    """Result codes that somebody here acts on (RFC 4511 section 4.1.9, appendix A; RFC 4528)."""

    SUCCESS = 0
    OPERATIONS_ERROR = 1
    PROTOCOL_ERROR = 2
    SIZE_LIMIT_EXCEEDED = 4
    STRONGER_AUTH_REQUIRED = 8
    REFERRAL = 10
    UNAVAILABLE_CRITICAL_EXTENSION = 12
    CONFIDENTIALITY_REQUIRED = 13
    NO_SUCH_ATTRIBUTE = 16
    CONSTRAINT_VIOLATION = 19
    NO_SUCH_OBJECT = 32
    INVALID_DN_SYNTAX = 34
    INAPPROPRIATE_AUTHENTICATION = 48
    INVALID_CREDENTIALS = 49
    INSUFFICIENT_ACCESS = 50
    BUSY = 51
    UNAVAILABLE = 52
    UNWILLING_TO_PERFORM = 53
    ASSERTION_FAILED = 122


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a request (RFC 4511 section 4.1.11); `value` is its BER, None for none."""

    oid: str
    critical: bool = False
    value: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one operation. `diagnostic` is the server's own words, for staff at most.

    `controls` holds the raw values of the response's controls by OID, `value` that of an extended response.
    """

    code: int
    diagnostic: str = field(default="", repr=False)
    controls: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    value: bytes | None = field(default=None, repr=False)

    @property
    def done(self) -> bool:
        return self.code == Code.SUCCESS


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry found. Names of attributes are in lower case; values are as the server sent them."""

    dn: str
    attributes: Mapping[str, tuple[bytes, ...]] = field(repr=False)

    def values(self, name: str) -> tuple[bytes, ...]:
        return self.attributes.get(name.lower(), ()) if name else ()

    def value(self, name: str) -> bytes | None:
        """The first value, None for none."""
        return next(iter(self.values(name)), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values that are text; what is not UTF-8 is left out (RFC 4517: strings are UTF-8)."""
        found = (_text(value) for value in self.values(name))
        return tuple(text for text in found if text is not None)

    def text(self, name: str) -> str:
        """The first value as text, empty for none."""
        return next(iter(self.texts(name)), "")


def _text(value: bytes) -> str | None:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


class Scope(Enum):
    BASE = "base"
    LEVEL = "level"
    SUBTREE = "subtree"


ALL = 0
"""As `Query.most`: everything there is, fetched page by page (RFC 2696)."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. `filter` is an RFC 4515 string whose values were escaped by `filters`.

    `attributes` empty asks for none of them; ``*`` and ``+`` are all user and all operational ones.
    `most` entries are wanted at most; `ALL` pages through.
    """

    base: str
    filter: str = field(repr=False)
    attributes: tuple[str, ...] = ()
    scope: Scope = Scope.SUBTREE
    most: int = ALL
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; not `complete` when there was more than wanted, or than the server gives."""

    entries: tuple[Entry, ...]
    complete: bool = True


class Operation(Enum):
    ADD = "add"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a modify request. DELETE and REPLACE without values take the whole attribute away."""

    operation: Operation
    attribute: str
    values: tuple[bytes, ...] = field(default=(), repr=False)

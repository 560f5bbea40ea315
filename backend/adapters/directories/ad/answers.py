"""What Active Directory means by a result code and the Win32 code in its diagnostic message.

The first eight hex digits of the message are a Win32 code (MS-ADTS 3.1.1.3.1.9); a refused bind carries
``data xxx`` instead. Only those numbers are read: the rest of the message differs between versions.
"""

from __future__ import annotations

import re
from enum import Enum

SUCCESS = 0
UNAVAILABLE_CRITICAL_EXTENSION = 12
CONSTRAINT_VIOLATION = 19
NO_SUCH_OBJECT = 32
INVALID_CREDENTIALS = 49
INSUFFICIENT_ACCESS = 50
UNWILLING_TO_PERFORM = 53
_PASSING = frozenset({1, 3, 11, 51, 52})
"""operationsError, timeLimitExceeded, adminLimitExceeded, busy, unavailable: another server may do it."""

_WIN32 = re.compile(r"\s*([0-9A-Fa-f]{8}):")
_DATA = re.compile(r"\bdata ([0-9A-Fa-f]{1,8})\b")

ACCOUNT_LOCKED_OUT = 0x775
ILL_FORMED_PASSWORD = 0x52C
PASSWORD_RESTRICTION = 0x52D
_OLD_WRONG = frozenset({0x56, 0x52B})
"""ERROR_INVALID_PASSWORD and ERROR_WRONG_PASSWORD."""


class Answer(Enum):
    """What became of a write."""

    DONE = "done"
    POLICY = "policy"
    """Length, complexity, history, age or a filter: one code for all of them."""
    CHARACTERS = "characters"
    OLD_WRONG = "old_wrong"
    LOCKED = "locked"
    """A change by the owner of an account that is locked."""
    GONE = "gone"
    FORBIDDEN = "forbidden"
    """The service account lacks the right, or the account is protected (AdminSDHolder)."""
    NO_SUCH_CONTROL = "no_such_control"
    """A critical control that this server does not know; nothing was done."""
    PASSING = "passing"
    """The server cannot now."""
    FAULT = "fault"
    """We or the server are set up wrongly: no encryption, a value badly formed."""


class Bind(Enum):
    """What became of a sign-in."""

    ACCEPTED = "accepted"
    MUST_CHANGE = "must_change"
    """Right, and to be changed before anything else: set by an administrator (773) or too old (532)."""
    RESTRICTED = "restricted"
    """Right, at a time (530) or from a machine (531) that the account may not sign in at."""
    WRONG = "wrong"
    LOCKED = "locked"
    DISABLED = "disabled"
    EXPIRED = "expired"
    CLOSED = "closed"
    """Another restriction of the account (52f)."""
    FAULT = "fault"
    """No answer about the password at all."""


RIGHT = frozenset({Bind.ACCEPTED, Bind.MUST_CHANGE, Bind.RESTRICTED})
"""The password is the account's: what a verification bind asks."""

_BIND_DATA = {
    0x525: Bind.WRONG,
    0x52E: Bind.WRONG,
    0x52F: Bind.CLOSED,
    0x530: Bind.RESTRICTED,
    0x531: Bind.RESTRICTED,
    0x532: Bind.MUST_CHANGE,
    0x533: Bind.DISABLED,
    0x701: Bind.EXPIRED,
    0x773: Bind.MUST_CHANGE,
    0x775: Bind.LOCKED,
}


def win32(message: str) -> int:
    """The Win32 code of a diagnostic message; 0 when it has none."""
    found = _WIN32.match(message)
    return int(found[1], 16) if found else 0


def of_bind(code: int, message: str) -> Bind:
    """What a bind result says of the password and the account."""
    if code == SUCCESS:
        return Bind.ACCEPTED
    if code != INVALID_CREDENTIALS:
        return Bind.FAULT
    found = _DATA.search(message)
    return _BIND_DATA.get(int(found[1], 16), Bind.WRONG) if found else Bind.WRONG


def of_write(code: int, message: str) -> Answer:
    """What a modify result says; a refusal about the password is 19 or 53, depending on the version."""
    if code in (CONSTRAINT_VIOLATION, UNWILLING_TO_PERFORM):
        return _of_refusal(code, win32(message))
    if code in _PASSING:
        return Answer.PASSING
    return {
        SUCCESS: Answer.DONE,
        UNAVAILABLE_CRITICAL_EXTENSION: Answer.NO_SUCH_CONTROL,
        NO_SUCH_OBJECT: Answer.GONE,
        INSUFFICIENT_ACCESS: Answer.FORBIDDEN,
    }.get(code, Answer.FAULT)


def _of_refusal(code: int, number: int) -> Answer:
    if number == PASSWORD_RESTRICTION:
        return Answer.POLICY
    if number == ILL_FORMED_PASSWORD:
        return Answer.CHARACTERS
    if number == ACCOUNT_LOCKED_OUT:
        return Answer.LOCKED
    if number in _OLD_WRONG:
        return Answer.OLD_WRONG
    # A constraint without a code of passwords is still one; unwilling without one is a fault of the set-up
    # (0000001F: the value was not quoted, or the line not encrypted).
    return Answer.POLICY if code == CONSTRAINT_VIOLATION else Answer.FAULT

"""The password modify operation (RFC 3062), and what servers answer to it and to sign-ins."""

from __future__ import annotations

from enum import Enum

from backend.adapters.directories.ldap import ber, ppolicy
from backend.adapters.directories.ldap.ppolicy import PolicyError
from backend.adapters.directories.ldap.values import Answer, Code
from backend.core.ports import RefusedWrite, WriteResult, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Rule

MODIFY = "1.3.6.1.4.1.4203.1.11.1"
_USER, _OLD, _NEW = 0x80, 0x81, 0x82

_RULES = {
    PolicyError.PASSWORD_TOO_SHORT: Rule.TOO_SHORT,
    PolicyError.PASSWORD_TOO_LONG: Rule.TOO_LONG,
    PolicyError.PASSWORD_TOO_YOUNG: Rule.TOO_RECENT,
    PolicyError.PASSWORD_IN_HISTORY: Rule.HISTORY,
    PolicyError.MUST_SUPPLY_OLD_PASSWORD: Rule.CURRENT_WRONG,
}
"""All others (quality, not allowed) are rules that have no name of ours."""

NO_ACCOUNT = RefusedWrite((BrokenRule(Rule.OTHER),))
IN_HISTORY = RefusedWrite((BrokenRule(Rule.HISTORY),))
CURRENT_WRONG = RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))


def request(dn: str, new: Secret, old: Secret | None = None) -> bytes:
    """PasswdModifyRequestValue. `dn` empty: whoever is signed in. Without a new one servers invent one.

    Raises:
        ValueError: a password is empty or no UTF-8.
    """
    fields = ber.element(_USER, dn.encode("utf-8")) if dn else b""
    for tag, password in ((_OLD, old), (_NEW, new)):
        if password is not None:
            fields += ber.element(tag, _octets(password))
    return ber.element(ber.SEQUENCE, fields)


def _octets(password: Secret) -> bytes:
    try:
        octets = password.reveal().encode("utf-8")
    except UnicodeEncodeError:
        octets = b""
    if not octets:
        raise ValueError("a password is empty or cannot be written")
    return octets


class NotAllowedToWrite(Exception):
    """The directory gives the service account no right to do it: an administrator must look."""


def result(answer: Answer) -> WriteResult | None:
    """What a write of a password came to; None for an answer that says nothing about the password.

    Raises:
        NotAllowedToWrite: result 50 without a word of the policy.
    """
    error = ppolicy.said(answer).error
    match answer.code:
        case Code.SUCCESS:
            return Written()
        case Code.CONSTRAINT_VIOLATION | Code.UNWILLING_TO_PERFORM:
            rule = Rule.OTHER if error is None else _RULES.get(error, Rule.OTHER)
            return RefusedWrite((BrokenRule(rule),))
        case Code.NO_SUCH_OBJECT:
            return NO_ACCOUNT
        case Code.INSUFFICIENT_ACCESS if error is not None:
            return RefusedWrite((BrokenRule(_RULES.get(error, Rule.OTHER)),))
        case Code.INSUFFICIENT_ACCESS:
            raise NotAllowedToWrite
        case _:
            return None


def unexplained(answer: Answer) -> bool:
    """Whether a rule was broken, and the server did not say which."""
    return answer.code == Code.CONSTRAINT_VIOLATION and ppolicy.said(answer).error is None


class Tried(Enum):
    """What a sign-in came to."""

    RIGHT = "right"
    RIGHT_MUST_CHANGE = "right_must_change"
    """Accepted for changing it only: after a reset, or on one of the last sign-ins of an expired one."""
    WRONG = "wrong"
    """Or the account is closed; the directory does not say which."""
    CLOSED = "closed"
    """Locked, or the password has expired. Whether it was the right one is not said: a server may say
    this to anybody, so it opens nothing.
    """
    UNCLEAR = "unclear"
    """Neither accepted nor refused: the server has another trouble."""


_REFUSALS = frozenset(
    {
        Code.INVALID_CREDENTIALS,
        Code.INAPPROPRIATE_AUTHENTICATION,
        Code.CONSTRAINT_VIOLATION,
        Code.NO_SUCH_OBJECT,
        Code.INVALID_DN_SYNTAX,
        Code.INSUFFICIENT_ACCESS,
        Code.UNWILLING_TO_PERFORM,
    }
)


def tried(answer: Answer) -> Tried:
    policy = ppolicy.said(answer)
    if answer.done:
        expired = policy.error is PolicyError.PASSWORD_EXPIRED or policy.grace is not None
        must = expired or policy.error is PolicyError.CHANGE_AFTER_RESET
        return Tried.RIGHT_MUST_CHANGE if must else Tried.RIGHT
    if answer.code not in _REFUSALS:
        return Tried.UNCLEAR
    closed = {PolicyError.ACCOUNT_LOCKED, PolicyError.PASSWORD_EXPIRED}
    return Tried.CLOSED if policy.error in closed else Tried.WRONG

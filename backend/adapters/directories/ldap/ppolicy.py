"""The password policy control (draft-behera-ldap-password-policy-10 and -11, sections 6.1 and 6.2)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import IntEnum

from backend.adapters.directories.ldap import ber
from backend.adapters.directories.ldap.values import Answer, Control

OID = "1.3.6.1.4.1.42.2.27.8.5.1"
ASK = Control(OID)
RELAX = Control("1.3.6.1.4.1.4203.666.5.12", critical=True)
"""Lets who has the right `manage` write what else the server writes (draft-zeilenga-ldap-relax-03)."""
_WARNING, _ERROR = 0xA0, 0x81
_GRACE_LEFT = 0x81
_log = logging.getLogger(__name__)


class PolicyError(IntEnum):
    PASSWORD_EXPIRED = 0
    ACCOUNT_LOCKED = 1
    CHANGE_AFTER_RESET = 2
    PASSWORD_MOD_NOT_ALLOWED = 3
    MUST_SUPPLY_OLD_PASSWORD = 4
    INSUFFICIENT_PASSWORD_QUALITY = 5
    PASSWORD_TOO_SHORT = 6
    PASSWORD_TOO_YOUNG = 7
    PASSWORD_IN_HISTORY = 8
    PASSWORD_TOO_LONG = 9
    """Since draft -11."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a server said of its policy. `grace` sign-ins are left to an expired password."""

    error: PolicyError | None = None
    grace: int | None = None


def said(answer: Answer) -> Policy:
    """Nothing, when the server sent no such control, or one that cannot be read."""
    value = answer.controls.get(OID)
    if not value:
        return Policy()
    try:
        return _read(value)
    except ber.NotBerError:
        _log.warning("the directory sent a password policy control that cannot be read")
        return Policy()


def _read(value: bytes) -> Policy:
    error: PolicyError | None = None
    grace: int | None = None
    for tag, content in ber.elements(ber.only(value, ber.SEQUENCE)):
        if tag == _ERROR:
            number = ber.integer(content)
            error = PolicyError(number) if number in set(PolicyError) else None
        elif tag == _WARNING:
            for kind, inner in ber.elements(content):
                grace = ber.integer(inner) if kind == _GRACE_LEFT else grace
    return Policy(error, grace)

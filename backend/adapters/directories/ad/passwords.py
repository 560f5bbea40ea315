"""The password on the wire, the control that has history enforced, and the complexity rule.

MS-ADTS 3.1.1.3.1.5 (unicodePwd), 3.1.1.3.4.1.27 (LDAP_SERVER_POLICY_HINTS_OID); the complexity rule is
Windows' *Password must meet complexity requirements*. A directory tells by one code that *some* rule was
broken, so the rules are checked here first and the broken one is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from backend.core.secret import Secret
from backend.core.views import BrokenRule, Rule

POLICY_HINTS = "1.2.840.113556.1.4.2239"
POLICY_HINTS_DEPRECATED = "1.2.840.113556.1.4.2066"
ENFORCE = b"\x30\x03\x02\x01\x01"
"""PolicyHintsRequestValue ::= SEQUENCE { Flags INTEGER }, Flags 1: history holds for a reset too."""

LONGEST = 127
"""Characters that Windows' own sign-in field takes."""

CLASSES_NEEDED = 3
SHORTEST_TOKEN = 3
_SPECIAL = frozenset("'-!\"#$%&()*,./:;?@[]^_`{|}~+<=>\\")
_DELIMITERS = re.compile(r"[,.\-\u2010\u2011\u2012\u2013\u2014_ #\t]+")


def quoted(password: Secret) -> bytes | None:
    """The value of unicodePwd: in quotation marks, UTF-16LE; None for half characters."""
    try:
        return f'"{password.reveal()}"'.encode("utf-16-le")
    except UnicodeEncodeError:
        return None


def hints(offered: Collection[str]) -> str | None:
    """The control that makes a reset respect the history, by `offered` (rootDSE supportedControl)."""
    return next((oid for oid in (POLICY_HINTS, POLICY_HINTS_DEPRECATED) if oid in offered), None)


def complexity_broken(password: Secret, account_name: str, display_name: str) -> tuple[BrokenRule, ...]:
    """The parts of the complexity rule that `password` breaks.

    `account_name` is the sAMAccountName, compared whole; of `display_name` every token of three characters
    or more may not appear, upper and lower case alike.
    """
    text = password.reveal()
    few = () if _classes(text) >= CLASSES_NEEDED else (BrokenRule(Rule.CLASSES),)
    folded = text.casefold()
    names = dict.fromkeys(_names(account_name, display_name))
    return (*few, *(BrokenRule(Rule.OWN_NAME, name) for name in names if name in folded))


def _names(account_name: str, display_name: str) -> Iterator[str]:
    for name in (account_name, *_DELIMITERS.split(display_name)):
        if len(name) >= SHORTEST_TOKEN:
            yield name.casefold()


def _classes(text: str) -> int:
    """Of five: upper case, lower case, the digits 0 to 9, special, and letters that have no case."""
    return len({found for found in map(_class, text) if found})


def _class(mark: str) -> str:
    if mark in "0123456789":
        return "digit"
    if mark in _SPECIAL:
        return "special"
    match unicodedata.category(mark):
        case "Lu" | "Lt":
            return "upper"
        case "Ll":
            return "lower"
        case "Lo" | "Lm":
            return "letter"
        case _:
            return ""

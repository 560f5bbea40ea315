"""The number pad as the only keys: what each means where the focus is, and letters by repeated presses.

Nothing is timed (EN 301 549, 5.7 and 5.8): a letter stands until the same key changes it, or any other key
goes on. A letter twice in a row is made by taking the first with Enter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never


class Where(Enum):
    """What has the focus."""

    CONTROL = "control"
    NUMBERS = "numbers"
    LETTERS = "letters"


class Do(Enum):
    NEXT = "next"
    PREVIOUS = "previous"
    TAKE = "take"
    REPEAT = "repeat"
    PAGE = "page"
    SOFTER = "softer"
    LOUDER = "louder"
    ERASE = "erase"
    CASE = "case"
    TAP = "tap"
    TYPE = "type"
    NOTHING = "nothing"


EVERYWHERE = {"+": Do.NEXT, "-": Do.PREVIOUS, "enter": Do.TAKE, "/": Do.REPEAT}
ON_CONTROLS = {
    "2": Do.NEXT,
    "6": Do.NEXT,
    "8": Do.PREVIOUS,
    "4": Do.PREVIOUS,
    "5": Do.TAKE,
    "0": Do.PAGE,
    "7": Do.SOFTER,
    "9": Do.LOUDER,
}
IN_FIELDS = {".": Do.ERASE}


def meaning(sign: str, where: Where) -> Do:
    """What the key `sign` (a digit, ``+ - * / .`` or ``enter``) does."""
    if sign in EVERYWHERE:
        return EVERYWHERE[sign]
    match where:
        case Where.CONTROL:
            return ON_CONTROLS.get(sign, Do.NOTHING)
        case Where.NUMBERS:
            return Do.TYPE if sign.isdecimal() else IN_FIELDS.get(sign, Do.PAGE)
        case Where.LETTERS:
            return Do.TAP if sign.isdecimal() else IN_FIELDS.get(sign, Do.CASE)
        case unreachable:
            assert_never(unreachable)


class Case(Enum):
    SMALL = "small"
    CAPITAL = "capital"
    DIGITS = "digits"


NEXT_CASE = {Case.SMALL: Case.CAPITAL, Case.CAPITAL: Case.DIGITS, Case.DIGITS: Case.SMALL}
GROUPS = {
    "1": ".@-_+!?&#*",
    "2": "abc",
    "3": "def",
    "4": "ghi",
    "5": "jkl",
    "6": "mno",
    "7": "pqrs",
    "8": "tuv",
    "9": "wxyz",
    "0": " =~;:,/%$()[]{}<>'\"\\^|`",
}
"""The letters of ITU-T E.161; together with the digits every ASCII character that can be typed."""


@dataclass(frozen=True, slots=True)
class Taps:
    """`key` is the one whose last character may still change; empty when none may."""

    case: Case = Case.SMALL
    key: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Tapped:
    """Take `erase` characters before the cursor away, then type `sign`."""

    sign: str
    erase: int


def tap(taps: Taps, key: str) -> tuple[Taps, Tapped]:
    """The digit `key` was pressed."""
    if taps.case is Case.DIGITS:
        return replace(taps, key=""), Tapped(key, 0)
    group = GROUPS[key]
    again = key == taps.key
    turn = (taps.turn + 1) % len(group) if again else 0
    sign = group[turn].upper() if taps.case is Case.CAPITAL else group[turn]
    return replace(taps, key=key, turn=turn), Tapped(sign, 1 if again else 0)


def settled(taps: Taps) -> Taps:
    """The last character stays as it is."""
    return replace(taps, key="", turn=0)


def other_case(taps: Taps) -> Taps:
    return Taps(NEXT_CASE[taps.case])

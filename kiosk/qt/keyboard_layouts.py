"""The layouts of the on-screen keyboard, as data.

AZERTY is the Belgian one. Digits stand in their own row, as identifiers carry a year; accents and symbols
are one layer away. Widths are in half keys; every row is as wide as the layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What a key does that types no character."""

    SHIFT = "shift"
    BACKSPACE = "backspace"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"
    HIDE = "hide"
    LETTERS = "letters"
    SYMBOLS = "symbols"
    ACCENTS = "accents"
    SWITCH = "switch"


class Board(Enum):
    AZERTY = "azerty"
    QWERTY = "qwerty"
    SYMBOLS = "symbols"
    ACCENTS = "accents"
    DIGITS = "digits"
    CAPTCHA = "captcha"


@dataclass(frozen=True, slots=True)
class TextKey:
    """Types `text`, in upper case while shift is on."""

    text: str
    width: int = 2


@dataclass(frozen=True, slots=True)
class ActKey:
    act: Act
    width: int = 2


@dataclass(frozen=True, slots=True)
class DomainKey:
    """Types `@` and the institution's domain; on other fields the space bar takes its place."""

    width: int = 5


Key = TextKey | ActKey | DomainKey
Row = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of keys; `width` is that of every row, in half keys."""

    width: int
    rows: tuple[Row, ...]
    width_px: int
    """The widest it is drawn, at 96 dpi."""


WIDE = 22
NARROW_PX = 640
FULL_PX = 1240


def _keys(characters: str, width: int = 2) -> Row:
    return tuple(TextKey(character, width) for character in characters)


def _bottom(*switches: Key) -> Row:
    """The lowest row: layer switches, domain, space, cursor, next field, hide."""
    used = sum(key.width for key in switches)
    fixed: Row = (ActKey(Act.LEFT), ActKey(Act.RIGHT), ActKey(Act.NEXT), ActKey(Act.HIDE))
    space = WIDE - used - sum(key.width for key in fixed)
    return (*switches, TextKey(" ", space), *fixed)


_LETTER_BOTTOM = _bottom(ActKey(Act.SYMBOLS), ActKey(Act.ACCENTS), ActKey(Act.SWITCH), DomainKey())
_DIGITS = (*_keys("1234567890"), ActKey(Act.BACKSPACE))

AZERTY = Layout(
    WIDE,
    (
        _DIGITS,
        (*_keys("azertyuiop"), TextKey("@")),
        (*_keys("qsdfghjklm"), TextKey(".")),
        (ActKey(Act.SHIFT, 4), *_keys("wxcvbn"), *_keys("-_"), TextKey("'")),
        _LETTER_BOTTOM,
    ),
    FULL_PX,
)
QWERTY = Layout(
    WIDE,
    (
        _DIGITS,
        (*_keys("qwertyuiop"), TextKey("@")),
        (*_keys("asdfghjkl"), *_keys("'.")),
        (ActKey(Act.SHIFT, 4), *_keys("zxcvbnm"), *_keys("-_")),
        _LETTER_BOTTOM,
    ),
    FULL_PX,
)
SYMBOLS = Layout(
    WIDE,
    (
        _DIGITS,
        _keys("!?\"#$%&'()*"),
        _keys("+-=/\\|<>[]{"),
        _keys(".,:;@_^~`}€"),
        _bottom(ActKey(Act.LETTERS, 4), ActKey(Act.ACCENTS), *_keys("£§µ")),
    ),
    FULL_PX,
)
ACCENTS = Layout(
    WIDE,
    (
        _DIGITS,
        _keys("éèêëàâäáãåæ"),
        _keys("çùûüúîïíñýÿ"),
        (ActKey(Act.SHIFT, 4), *_keys("ôöóòõøœß"), TextKey("¨")),
        _bottom(ActKey(Act.LETTERS, 4), ActKey(Act.SYMBOLS), *_keys("-'")),
    ),
    FULL_PX,
)
DIGITS = Layout(
    10,
    (
        (*_keys("123"), ActKey(Act.BACKSPACE, 4)),
        (*_keys("456"), ActKey(Act.LEFT), ActKey(Act.RIGHT)),
        (*_keys("789"), ActKey(Act.NEXT, 4)),
        (TextKey("+"), TextKey("0"), TextKey(" "), ActKey(Act.HIDE, 4)),
    ),
    NARROW_PX,
)
CAPTCHA = Layout(
    14,
    (
        _keys("ACEHMPS"),
        (*_keys("TUXZ39"), ActKey(Act.BACKSPACE)),
        (ActKey(Act.LEFT, 3), ActKey(Act.RIGHT, 3), ActKey(Act.NEXT, 4), ActKey(Act.HIDE, 4)),
    ),
    820,
)

LAYOUTS: dict[Board, Layout] = {
    Board.AZERTY: AZERTY,
    Board.QWERTY: QWERTY,
    Board.SYMBOLS: SYMBOLS,
    Board.ACCENTS: ACCENTS,
    Board.DIGITS: DIGITS,
    Board.CAPTCHA: CAPTCHA,
}


def rows_of(layout: Layout, domain: str) -> tuple[Row, ...]:
    """The rows with the key for `domain`, or with a longer space bar when there is no domain to type."""
    return layout.rows if domain else tuple(_without_domain(row) for row in layout.rows)


def _without_domain(row: Row) -> Row:
    freed = sum(key.width for key in row if isinstance(key, DomainKey))
    kept = (key for key in row if not isinstance(key, DomainKey))
    return tuple(TextKey(" ", key.width + freed) if key == TextKey(" ", key.width) else key for key in kept)


def default_letters(language: str) -> Board:
    """The letters people of `language` expect in Belgium: AZERTY for French and Dutch."""
    return Board.AZERTY if language in {"fr", "nl"} else Board.QWERTY

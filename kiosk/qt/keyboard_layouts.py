"""What the layouts of the on-screen keyboard are made of, and the rows that a field is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """The next layout of Latin letters."""
    SCRIPT = "script"
    """From Latin to Arabic letters, or back."""


class Board(Enum):
    AZERTY = "azerty"
    QWERTY = "qwerty"
    QWERTZ = "qwertz"
    ARABIC = "arabic"
    SYMBOLS = "symbols"
    ACCENTS = "accents"
    DIGITS = "digits"
    CAPTCHA = "captcha"


class Script(Enum):
    LATIN = "latin"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class TextKey:
    """Types `text`, or while shift is on `shifted`; its upper case when that is empty."""

    text: str
    width: int = 2
    shifted: str = ""


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


@dataclass(frozen=True, slots=True)
class Offer:
    """What a field gets besides letters.

    `domain` for an identifier, `endings` for an address; `script` is that of the person's language: where it
    is not Latin, one key leads from one script to the other.
    """

    domain: str = ""
    endings: tuple[str, ...] = ()
    script: Script = Script.LATIN


LATIN = (Board.AZERTY, Board.QWERTY, Board.QWERTZ)
"""In the order in which the key *other layout* goes round."""
LETTERS = (*LATIN, Board.ARABIC)
COMMON_ENDINGS = (".com", ".be", ".org")
DEFAULTS = {"fr": Board.AZERTY, "nl": Board.AZERTY, "de": Board.QWERTZ}
"""The letters people expect in Belgium: AZERTY for French and Dutch."""
SCRIPTS = {"ar": Script.ARABIC}


def script_of(language: str) -> Script:
    return SCRIPTS.get(language, Script.LATIN)


def default_letters(language: str, taken: Script = Script.LATIN) -> Board:
    """The letters people of `language` expect, on a field that mostly takes the script `taken`."""
    if taken is Script.ARABIC and script_of(language) is Script.ARABIC:
        return Board.ARABIC
    return DEFAULTS.get(language, Board.QWERTY)


def following(board: Board) -> Board:
    """The layout of Latin letters after `board`."""
    place = LATIN.index(board) if board in LATIN else -1
    return LATIN[(place + 1) % len(LATIN)]


def endings(domain: str) -> tuple[str, ...]:
    """How addresses commonly end: like the institution's own, and the common ones."""
    _name, dot, last = domain.rpartition(".")
    own = (f".{last}",) if dot else ()
    return tuple(dict.fromkeys((*own, *COMMON_ENDINGS)))


def rows_of(layout: Layout, offer: Offer) -> tuple[Row, ...]:
    """The rows as `offer` wants them, each as wide as before.

    Where the person's script is not Latin, the letters' key for accents leads to that script; the accents
    stay within reach on the symbols.
    """
    return tuple(_offered(row, offer) for row in layout.rows)


def _offered(row: Row, offer: Offer) -> Row:
    if offer.script is not Script.LATIN and ActKey(Act.SWITCH) in row:
        row = tuple(ActKey(Act.SCRIPT) if key == ActKey(Act.ACCENTS) else key for key in row)
    if offer.domain or not any(isinstance(key, DomainKey) for key in row):
        return row
    return _with_endings(row, offer.endings) if offer.endings else _without_domain(row)


def _without_domain(row: Row) -> Row:
    freed = sum(key.width for key in row if isinstance(key, DomainKey))
    kept = (key for key in row if not isinstance(key, DomainKey))
    return tuple(replace(key, width=key.width + freed) if _is_space(key) else key for key in kept)


def _with_endings(row: Row, texts: tuple[str, ...]) -> Row:
    """An address has no spaces: its endings stand where the space bar and the domain would."""
    freed = sum(key.width for key in row if isinstance(key, DomainKey) or _is_space(key))
    shown = texts[: freed // 2]
    width, more = divmod(freed, len(shown))
    keys = tuple(TextKey(text, width + (n < more), text) for n, text in enumerate(shown))
    kept = [key for key in row if not isinstance(key, DomainKey)]
    place = next(n for n, key in enumerate(kept) if _is_space(key))
    return (*kept[:place], *keys, *kept[place + 1 :])


def _is_space(key: Key) -> bool:
    return isinstance(key, TextKey) and key.text == " "

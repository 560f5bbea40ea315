"""The layouts of the on-screen keyboard, as data.

AZERTY is the Belgian one, Arabic the 101 keys of the Arab countries with its own second layer. Digits
stand in their own row, as identifiers carry a year; accents and symbols are one layer away. `@ . - _` are
on every board of Latin letters, so that addresses need no other.
"""

from __future__ import annotations

from kiosk.qt.keyboard_layouts import Act, ActKey, Board, DomainKey, Key, Layout, Row, TextKey

WIDE = 22
WIDEST = 24
NARROW_PX = 640
FULL_PX = 1240


def _keys(characters: str, width: int = 2) -> Row:
    return tuple(TextKey(character, width) for character in characters)


def _pairs(texts: str, shifted: str) -> Row:
    """Keys with both layers, each given as words between spaces."""
    both = zip(texts.split(), shifted.split(), strict=True)
    return tuple(TextKey(text, 2, other) for text, other in both)


def _bottom(width: int, *switches: Key) -> Row:
    """The lowest row: layer switches, domain, space, cursor, next field, hide."""
    used = sum(key.width for key in switches)
    fixed: Row = (ActKey(Act.LEFT), ActKey(Act.RIGHT), ActKey(Act.NEXT), ActKey(Act.HIDE))
    space = width - used - sum(key.width for key in fixed)
    return (*switches, TextKey(" ", space), *fixed)


def _letters_bottom(width: int) -> Row:
    return _bottom(width, ActKey(Act.SYMBOLS), ActKey(Act.ACCENTS), ActKey(Act.SWITCH), DomainKey())


_DIGITS = (*_keys("1234567890"), ActKey(Act.BACKSPACE))

AZERTY = Layout(
    WIDE,
    (
        _DIGITS,
        (*_keys("azertyuiop"), TextKey("@")),
        (*_keys("qsdfghjklm"), TextKey(".")),
        (ActKey(Act.SHIFT, 4), *_keys("wxcvbn"), *_keys("-_"), TextKey("'")),
        _letters_bottom(WIDE),
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
        _letters_bottom(WIDE),
    ),
    FULL_PX,
)
QWERTZ = Layout(
    WIDEST,
    (
        (*_keys("1234567890ß"), ActKey(Act.BACKSPACE)),
        (*_keys("qwertzuiopü"), TextKey("@")),
        (*_keys("asdfghjklöä"), TextKey(".")),
        (ActKey(Act.SHIFT, 4), *_keys("yxcvbnm"), *_keys("-_'")),
        _letters_bottom(WIDEST),
    ),
    FULL_PX,
)
ARABIC = Layout(
    WIDEST,
    (
        (*_keys("1234567890"), *_pairs("ذ", "\u0651"), ActKey(Act.BACKSPACE)),
        _pairs("ض ص ث ق ف غ ع ه خ ح ج د", "\u064e \u064b \u064f \u064c لإ إ - _ @ ؛ < >"),
        _pairs("ش س ي ب ل ا ت ن م ك ط .", '\u0650 \u064d ] [ لأ أ ـ ، / : " ؟'),
        (ActKey(Act.SHIFT, 4), *_pairs("ئ ء ؤ ر لا ى ة و ز ظ", "~ \u0652 } { لآ آ ' × ÷ `")),
        _bottom(WIDEST, ActKey(Act.SYMBOLS), ActKey(Act.SCRIPT, 4), DomainKey()),
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
        _bottom(WIDE, ActKey(Act.LETTERS, 4), ActKey(Act.ACCENTS), *_keys("£§µ")),
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
        _bottom(WIDE, ActKey(Act.LETTERS, 4), ActKey(Act.SYMBOLS), *_keys("-'")),
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
    Board.QWERTZ: QWERTZ,
    Board.ARABIC: ARABIC,
    Board.SYMBOLS: SYMBOLS,
    Board.ACCENTS: ACCENTS,
    Board.DIGITS: DIGITS,
    Board.CAPTCHA: CAPTCHA,
}

"""Key codes of Linux's input layer as a US keyboard prints them.

A reader that acts as a keyboard presses the keys of a US keyboard, whatever the layout of this machine:
under a Belgian one its 1 would arrive as &. The codes are those of linux/input-event-codes.h, which are
those of the PC's scan code set 1 in this range.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.core.cards.rule import ENTER, TAB

LEFT_SHIFT, RIGHT_SHIFT = 42, 54
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
_SAME = {15: TAB, 28: ENTER, 57: " ", 96: ENTER, 98: "/"}
_PAD = (71, "789-456+1230.")


def _table() -> Mapping[int, tuple[str, str]]:
    found = {code: (sign, sign) for code, sign in _SAME.items()}
    found |= {_PAD[0] + place: (sign, sign) for place, sign in enumerate(_PAD[1])}
    for first, plain, shifted in _ROWS:
        found |= {first + place: pair for place, pair in enumerate(zip(plain, shifted, strict=True))}
    return found


_KEYS = _table()


def character(code: int, *, shift: bool) -> str:
    """What the key types on a US keyboard; Enter is ``\\n``, Tab ``\\t``; empty for every other key."""
    return _KEYS.get(code, ("", ""))[shift]

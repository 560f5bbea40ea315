"""One call's keys: what each of them does, whoever carries the call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from backend.core import messages
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret

HEAR_CODE = "0"
NOT_ME = "9"
WRONG_DIGITS = 3
_DIGITS = frozenset("12345678")


class Manner(Enum):
    """How something is said."""

    ONCE = "once"
    TWICE_SLOWLY = "twice_slowly"


@dataclass(frozen=True, slots=True)
class Said:
    """What a call says next. Only what is said `TWICE_SLOWLY` holds a code."""

    text: Secret
    manner: Manner = Manner.ONCE


NOTHING = Said(Secret(""))


class Line:
    """The keys of one call, in their order. Nothing secret is said before `HEAR_CODE` was pressed."""

    def __init__(self, script: CallScript) -> None:
        self._script = script
        self._wrong = 0
        self.silence = CallEnd.NO_ANSWER
        """How the call ends when nothing more is pressed."""

    def greeting(self) -> Said:
        return Said(Secret(self._script.greeting))

    def press(self, key: str) -> CallEnd | Said:
        """How the call ends, or what is said now; `NOTHING` for a key that means nothing."""
        if key == NOT_ME:
            return CallEnd.NOT_ME
        if key == HEAR_CODE:
            self.silence = CallEnd.HEARD
            return Said(self._script.code_text, Manner.TWICE_SLOWLY)
        if key == self._script.digit:
            return CallEnd.PROVED
        return self._wrong_digit() if key in _DIGITS else NOTHING

    def _wrong_digit(self) -> CallEnd | Said:
        self._wrong += 1
        if self._wrong >= WRONG_DIGITS:
            return CallEnd.WRONG
        return Said(Secret(messages.call_again(self._script.language)))

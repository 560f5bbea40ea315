"""How soon a password would be guessed, estimated offline by zxcvbn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # ships no types
from zxcvbn.matching import RANKED_DICTIONARIES  # type: ignore[import-untyped]

from kiosk.core.ports import PasswordAdvice

LOOKED_AT = 64
"""Characters rated: the estimate takes quadratic time and no longer password is weak by its tail."""
_WEAK_BELOW = 3


class ZxcvbnMeter:
    def rate(self, password: str, own_words: tuple[str, ...]) -> PasswordAdvice:
        """Return the score 0 to 4 of `password`, and the known word in it that makes it weak."""
        if not password:
            return PasswordAdvice(0, "")
        try:
            found: Mapping[str, object] = zxcvbn(password[:LOOKED_AT], list(own_words))
        finally:
            RANKED_DICTIONARIES.pop("user_inputs", None)  # zxcvbn keeps them in a global
        score = cast("int", found["score"])
        parts = cast("list[Mapping[str, object]]", found["sequence"])
        return PasswordAdvice(score, _weak_word(parts) if score < _WEAK_BELOW else "")


def _weak_word(parts: list[Mapping[str, object]]) -> str:
    words = [str(part["token"]) for part in parts if part["pattern"] == "dictionary"]
    return max(words, key=len, default="")

"""Numbers from a reader that has a line of its own: one card a line, at most so many characters."""

from __future__ import annotations

from kiosk.core.cards.rule import ENTER, TAB, CardRule
from kiosk.core.secret import Secret

MOST = 256
"""Characters kept of one line, far more than any card's; the rest of a longer one is dropped."""


class Lines:
    """Collects the characters of one reader."""

    def __init__(self, rule: CardRule) -> None:
        self._rule = rule
        self._line: list[str] = []

    def add(self, character: str) -> Secret | None:
        """Take one character; returns the number when it ends the line of a card."""
        if len(self._line) < MOST:
            self._line.append(character)
        return self._ended(character) if character in ("\r", ENTER, TAB) else None

    def quiet(self) -> Secret | None:
        """Nothing has come for a while: what has no end of line is complete, or the rest of a bad read."""
        return self._ended("")

    def forget(self) -> None:
        self._line.clear()

    def _ended(self, last: str) -> Secret | None:
        long = len(self._line) >= MOST
        line = "".join(self._line[:-1] if last else self._line)
        self._line.clear()
        return None if long else self._rule.number(line + last)

"""The number on a student card: it says who somebody is, and never proves it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend.core.secret import Secret

LONGEST = 64
_NUMBER = re.compile(rf"[A-Z0-9-]{{1,{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it was read. `number` is in the one form under which it is stored and looked up."""

    number: Secret

    def typed(self) -> str:
        """The text that stands for the card where an identifier as typed would stand; sealed like it."""
        return f"card:{self.number.reveal()}"


def read(text: str) -> Card | None:
    """The card with the number `text`, or None when no card has such a number.

    Letters are taken as capitals, since a reader that acts as a keyboard follows Caps Lock.
    """
    number = text.strip().upper()
    return Card(Secret(number)) if text.isascii() and _NUMBER.fullmatch(number) else None

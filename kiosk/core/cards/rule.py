"""What a card's number looks like, and how a reader sends it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.core.secret import Secret

LONGEST = 64
"""The longest number the backend takes (`docs/protocol.md`)."""
ENTER, TAB = "\n", "\t"
_NUMBER = re.compile(r"[A-Z0-9-]+")


@dataclass(frozen=True, slots=True)
class CardRule:
    """`prefix` and `suffix` stand around the number; a `suffix` of Enter or Tab is a control character.

    `pattern` is a regular expression that the whole number must fit; empty for any number.
    """

    prefix: str = ""
    suffix: str = ENTER
    longest: int = 32
    pattern: str = ""

    def number(self, sent: str) -> Secret | None:
        """The number in what a reader sent for one card, or None when it sent something else.

        Letters become capitals: a reader that acts as a keyboard follows Caps Lock.
        """
        text = sent.replace("\r", ENTER).upper()
        bare = text.rstrip(ENTER + TAB)
        if self.suffix in (ENTER, TAB):
            whole = self.suffix in text[len(bare) :]
        else:
            whole = bare.endswith(self.suffix.upper())
            bare = bare.removesuffix(self.suffix.upper())
        number = bare.removeprefix(self.prefix.upper())
        whole = whole and bare.startswith(self.prefix.upper())
        return Secret(number) if whole and self._fits(number) else None

    def _fits(self, number: str) -> bool:
        if len(number) > self.longest or not _NUMBER.fullmatch(number):
            return False
        return not self.pattern or re.fullmatch(self.pattern, number) is not None

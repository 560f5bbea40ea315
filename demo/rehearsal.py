"""The randomness that the unattended player gives to the CAPTCHA generator, so that it knows what was drawn.

It takes the generator's documented parameter; the shipped station always uses the operating system's.
"""

from __future__ import annotations

import secrets
from collections import deque

from kiosk.captcha.scheme import SYMBOLS

KEPT = 256
"""Choices that are remembered, far more than the two drawings of one picture."""


class ToldChance:
    """`Chance` that remembers which symbols it chose."""

    def __init__(self) -> None:
        self._chosen: deque[int] = deque(maxlen=KEPT)

    def random(self) -> float:
        return secrets.randbits(53) / (1 << 53)

    def below(self, limit: int) -> int:
        value = secrets.randbelow(limit)
        if limit == len(SYMBOLS):
            self._chosen.append(value)
        return value

    def text(self, length: int) -> str:
        """The newest picture's text. A drawing chooses its symbols first, then a font for each."""
        drawing = list(self._chosen)[-2 * length :]
        return "".join(SYMBOLS[value] for value in drawing[:length])

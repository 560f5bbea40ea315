"""Randomness from the operating system."""

from __future__ import annotations

import secrets

_BITS = 53  # what a float's mantissa holds


class SystemChance:
    """Implements `Chance` with `secrets`."""

    def random(self) -> float:
        return secrets.randbits(_BITS) / (1 << _BITS)

    def below(self, limit: int) -> int:
        return secrets.randbelow(limit)

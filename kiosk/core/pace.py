"""How much time a person needs, and the call that lengthens a reset which is open already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Pace(Enum):
    """Who listens, scans or reaches gets a reset that lives longer (rules.md, Time)."""

    ORDINARY = "ordinary"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class LengthenReset:
    """Give the reset the longer life: the person chose the voice, one switch or low buttons on the way."""

    reset_id: str

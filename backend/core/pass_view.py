"""What a station is told when it asks for a temporary pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class PassOutcome(Enum):
    ISSUED = "issued"
    NONE = "none"
    """The directory gives this person none: staff know another way."""
    LIMITED = "limited"
    """This reset has had as many as it may."""


@dataclass(frozen=True, slots=True)
class PassResult:
    """`value` is shown to its owner and kept nowhere; it ends after `expires_in` seconds."""

    outcome: PassOutcome
    value: str = field(default="", repr=False)
    expires_in: int = 0

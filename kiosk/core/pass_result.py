"""What the backend says of a temporary pass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.secret import Secret


class PassOutcome(Enum):
    ISSUED = "issued"
    NONE = "none"
    """The directory gives this person none."""
    LIMITED = "limited"
    """This reset has had as many as it may."""


@dataclass(frozen=True, slots=True)
class PassAnswered:
    """`value` is empty unless a pass was issued; it works for `expires_in` seconds."""

    outcome: PassOutcome
    value: Secret
    expires_in: int

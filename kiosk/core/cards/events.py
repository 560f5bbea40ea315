"""What may happen with a card and its reader, and why a reader may not work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.secret import Secret


@dataclass(frozen=True, slots=True)
class CardScanned:
    """A card was read: it says who stands there, and proves nothing."""

    number: Secret


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """Type the identifier instead of the card that was read."""


class ReaderFault(Enum):
    """Why the card reader does not work; the station goes on without."""

    MISSING = "missing"
    """Not plugged in, or unplugged."""
    FORBIDDEN = "forbidden"
    """The station's user may not open it."""
    BUSY = "busy"
    """Another program holds it."""
    BROKEN = "broken"
    """The device is there but is no such reader, or fails."""


@dataclass(frozen=True, slots=True)
class CardReaderSaid:
    """The reader works (None), or does not."""

    fault: ReaderFault | None

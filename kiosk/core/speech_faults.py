"""Why the station's voice may not be heard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SpeechFault(Enum):
    """Why nothing is heard; the station goes on without."""

    NO_SYNTHESISER = "no_synthesiser"
    NO_VOICE = "no_voice"
    """None for the language."""
    NO_DEVICE = "no_device"


@dataclass(frozen=True, slots=True)
class SpeechSaid:
    """Speech works (None), or does not."""

    fault: SpeechFault | None

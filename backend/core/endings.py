"""How a reset ended without its station's doing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EndedReset:
    """What the audit says of a reset that somebody else, or time, ended."""

    id: str
    station: str
    subject: str

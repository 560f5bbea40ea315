"""What staff do at the station itself."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.secret import Secret


@dataclass(frozen=True, slots=True)
class MaintenanceWanted:
    """The hidden gesture."""


@dataclass(frozen=True, slots=True)
class MaintenanceCodeSubmitted:
    code: Secret


@dataclass(frozen=True, slots=True)
class RestartWanted:
    pass


@dataclass(frozen=True, slots=True)
class QuitWanted:
    """Leave kiosk mode; only after the code."""

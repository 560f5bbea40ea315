"""The backend of a station that cannot start: there is none to be trusted."""

from __future__ import annotations

from kiosk.core.effects import Call
from kiosk.core.results import Failed, FaultKind, Result


class NoBackend:
    """Implements `ResetBackend`; makes no call."""

    def perform(self, _call: Call, _intent: str) -> Result:
        return Failed(FaultKind.UNAVAILABLE, "")

    def forget(self) -> None:
        """It holds nothing."""

    def close(self) -> None:
        """It holds nothing."""

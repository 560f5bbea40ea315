"""What gateways may tell: delivery reports."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Reported(Enum):
    """What a gateway told later of a message it had accepted."""

    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryReports(Protocol):
    """Where gateways tell what became of the messages they accepted."""

    def report(self, letter_id: str, gateway: str, proof: str, outcome: Reported) -> bool:
        """Keep a report. False when `proof` (`Marks.report`) is not that of this letter and gateway."""

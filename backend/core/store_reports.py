"""The store of delivery reports, as the core needs it."""

from __future__ import annotations

from typing import Protocol

from backend.core.records import StoredReport


class Reports(Protocol):
    def keep(self, report: StoredReport) -> None:
        """One for each gateway and letter: the newest stands, but `DELIVERED` is never taken back."""

    def of(self, letter_id: str) -> tuple[StoredReport, ...]: ...

"""A machine for the maintenance page."""

from __future__ import annotations

from kiosk.core.ports import Fact, FactKind


class FakeMachine:
    """A `Machine` of a usual size."""

    def facts(self) -> tuple[Fact, ...]:
        return (
            Fact(FactKind.VERSION, "0.1.0"),
            Fact(FactKind.SCREEN, "1280 × 800"),
            Fact(FactKind.INPUT, "Keyboard, TouchScreen"),
            Fact(FactKind.DISK, "53.2 GB"),
            Fact(FactKind.CLOCK, "2026-11-23T10:42:00"),
            Fact(FactKind.SERVICE, "https://backend.he-ferrer.eu:8444"),
            Fact(FactKind.STARTS, "42"),
        )

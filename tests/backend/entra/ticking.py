"""Elapsed time that moves only when somebody waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend.adapters.directories.entra.budget import Ticks


@dataclass
class FakeTicks:
    at: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds

    def ticks(self) -> Ticks:
        return Ticks(lambda: self.at, self.sleep)

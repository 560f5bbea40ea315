"""The fixed moment at which answers about a person leave, whoever the person is (`rules.md`, Time)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from backend.web.metrics import Metric, Metrics

_log = structlog.stdlib.get_logger("repasse.web")


@dataclass(frozen=True, slots=True)
class Pace:
    """Monotonic seconds and how to wait for them; replaced in tests."""

    monotonic: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]


class Deadline:
    """Holds an answer back until `seconds` after its request arrived, and counts those that came too late."""

    def __init__(self, pace: Pace, metrics: Metrics, seconds: float) -> None:
        self._pace = pace
        self._metrics = metrics
        self._seconds = seconds

    def arrived(self) -> float:
        return self._pace.monotonic()

    async def wait(self, arrived: float, route: str) -> None:
        """Sleep for what is left since `arrived`; an overrun is a metric and a log line."""
        left = arrived + self._seconds - self._pace.monotonic()
        if left >= 0:
            await self._pace.sleep(left)
            return
        count = self._metrics.count(Metric.DEADLINE_OVERRUNS)
        _log.warning("deadline_overrun", route=route, late_ms=round(-left * 1000), count=count)

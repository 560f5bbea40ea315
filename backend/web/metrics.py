"""Counters and the state of health, kept by this process for its operator; a meter gets them too."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum

from backend.core.meter import Answered, Meter, Unmetered


class Metric(Enum):
    REQUESTS = "requests"
    PROBLEMS = "problems"
    DEADLINE_OVERRUNS = "deadline_overruns"
    UNKNOWN_ERRORS = "unknown_errors"


class Health(Enum):
    OK = "ok"
    DEGRADED = "degraded"


class Metrics:
    """Thread-safe counters. `meter` is where the same figures go to be collected."""

    def __init__(self, meter: Meter | None = None) -> None:
        self._meter = meter or Unmetered()
        self._lock = threading.Lock()
        self._counts: Counter[Metric] = Counter()

    def count(self, metric: Metric) -> int:
        """Add one and return the new figure."""
        self._meter.counted(metric.value)
        with self._lock:
            self._counts[metric] += 1
            return self._counts[metric]

    def answered(self, request: Answered) -> None:
        """A request has its answer."""
        self._meter.answered(request)

    def figure(self, metric: Metric) -> int:
        with self._lock:
            return self._counts[metric]


class Condition:
    """What is wrong at this moment, by part.

    A part that works again takes itself off the list (`well`); a shock without such a moment, like one
    request that failed for an unknown reason, counts for `hold` seconds of `monotonic`.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, hold: float = 300.0) -> None:
        self._monotonic = monotonic
        self._hold = hold
        self._lock = threading.Lock()
        self._failing_until: dict[str, float] = {}

    def failing(self, part: str) -> None:
        with self._lock:
            self._failing_until[part] = math.inf

    def shocked(self, part: str) -> None:
        with self._lock:
            self._failing_until[part] = self._monotonic() + self._hold

    def well(self, part: str) -> None:
        with self._lock:
            self._failing_until.pop(part, None)

    def parts(self) -> Mapping[str, bool]:
        """Every part that ever failed, and whether it fails now."""
        with self._lock:
            now = self._monotonic()
            return {part: end > now for part, end in self._failing_until.items()}

    @property
    def health(self) -> Health:
        with self._lock:
            now = self._monotonic()
            return Health.DEGRADED if any(end > now for end in self._failing_until.values()) else Health.OK

"""Which server is asked next: in the order of the settings, those that failed lately last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

REFUSED_PAUSE = 60.0
"""Seconds, at least, before a server that refused the service account hears its password again."""


class Health(Enum):
    WORKS = "works"
    FAILED = "failed"
    REFUSED = "refused"
    """It does not accept the service account, which further tries might lock."""


@dataclass(slots=True)
class _State:
    health: Health = Health.WORKS
    rests_until: float = 0.0


class Ranking:
    """Thread-safe. `pause` is in seconds of the `monotonic` clock."""

    def __init__(self, servers: int, pause: float, monotonic: Callable[[], float]) -> None:
        self._states = [_State() for _ in range(servers)]
        self._pause = pause
        self._monotonic = monotonic
        self._lock = threading.Lock()

    def order(self) -> list[int]:
        """Those that may be tried now, best first. One that failed is tried before its pause is over only
        when no other works; one that refused us never is.
        """
        now = self._monotonic()
        with self._lock:
            numbered = list(enumerate(self._states))
        ready = [i for i, state in numbered if state.health is Health.WORKS or state.rests_until <= now]
        resting = [i for i, state in numbered if state.health is Health.FAILED and i not in ready]
        return ready + resting

    def others_work(self, number: int) -> bool:
        """Whether a server besides this one is thought to work."""
        with self._lock:
            return any(one.health is Health.WORKS for i, one in enumerate(self._states) if i != number)

    def trying(self, number: int) -> None:
        """One caller tries a server after its pause: meanwhile the others go elsewhere."""
        with self._lock:
            state = self._states[number]
            if state.health is not Health.WORKS:
                state.rests_until = self._monotonic() + self._rest(state.health)

    def works(self, number: int) -> bool:
        """Whether this is news."""
        with self._lock:
            news = self._states[number].health is not Health.WORKS
            self._states[number].health = Health.WORKS
            return news

    def failed(self, number: int, health: Health = Health.FAILED) -> bool:
        """Whether this is news."""
        with self._lock:
            state = self._states[number]
            news = state.health is not health
            state.health, state.rests_until = health, self._monotonic() + self._rest(health)
            return news

    def _rest(self, health: Health) -> float:
        return max(REFUSED_PAUSE, self._pause) if health is Health.REFUSED else self._pause

"""Counts how many threads do something at the same time."""

from __future__ import annotations

import threading


class Crowd:
    """Each thread that comes stays for so many seconds."""

    def __init__(self, seconds: float = 0.05) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0
        """How many there ever were at the same time."""
        self.all = 0

    def stay(self) -> None:
        with self._lock:
            self._now += 1
            self.all += 1
            self.most = max(self.most, self._now)
        threading.Event().wait(self._seconds)
        with self._lock:
            self._now -= 1

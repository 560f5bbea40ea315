"""The connections to one server: at most so many at a time, kept open between uses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backend.adapters.directories.ldap.session import Session

LONGEST_IDLE = 240.0
"""Seconds; Active Directory closes idle connections after 900, many firewalls after 300."""
LONGEST_LIFE = 3_600.0
"""Seconds, so that a new password of the service account and a changed name come into use."""


class PoolFullError(Exception):
    """All connections to the server were in use for as long as may be waited."""


class Pool:
    """Thread-safe. A connection in use belongs to one thread; an idle one waits here."""

    def __init__(self, size: int, monotonic: Callable[[], float]) -> None:
        self._places = threading.BoundedSemaphore(size)
        self._monotonic = monotonic
        self._size = size
        self._in_use = 0
        self._idle: list[Session] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def place(self, wait: float) -> Iterator[None]:
        """A place among those who may be connected. Raises `PoolFullError`."""
        if not self._places.acquire(timeout=max(0.0, wait)):
            raise PoolFullError
        with self._lock:
            self._in_use += 1
        try:
            yield
        finally:
            with self._lock:
                self._in_use -= 1
            self._places.release()

    def make_room(self) -> None:
        """Close idle ones until a further connection is within the size."""
        while True:
            with self._lock:
                full = self._idle and len(self._idle) + self._in_use > self._size
                session = self._idle.pop(0) if full else None
            if session is None:
                return
            session.close()

    def take(self) -> Session | None:
        """An idle connection that seems well; those that are not are closed."""
        while True:
            with self._lock:
                session = self._idle.pop() if self._idle else None
            if session is None:
                return None
            if self._fresh(session) and session.well():
                return session
            session.close()

    def give_back(self, session: Session) -> None:
        """Keep it for the next one, unless it is broken or the pool was closed."""
        if not session.broken and self._fresh(session):
            with self._lock:
                if not self._closed:
                    self._idle.append(session)
                    return
        session.close()

    def clear(self) -> None:
        """Close what is idle."""
        with self._lock:
            sessions, self._idle = self._idle, []
        for session in sessions:
            session.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self.clear()

    def _fresh(self, session: Session) -> bool:
        now = self._monotonic()
        return now - session.used < LONGEST_IDLE and now - session.born < LONGEST_LIFE

"""Looks at something that may be slow or hang, without ever waiting long for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


class TooSlow(Exception):
    """The look has not ended in time; it goes on, and its end is used later."""


@dataclass(frozen=True, slots=True)
class _Look(Generic[T]):
    begun: float
    result: Future[T] = field(default_factory=Future)


class Glimpse(Generic[T]):
    """The newest result of `look`.

    One thread looks at a time, however many ask: what hangs costs one thread, and every question only
    `patience` seconds in all.

    Args:
        look: may block, and may raise.
        monotonic: seconds that never go back.
        fresh: seconds a result, or a failure, is used again.
        patience: seconds from the beginning of a look until who asks is told that it is too slow.
    """

    def __init__(
        self, look: Callable[[], T], monotonic: Callable[[], float], fresh: float, patience: float
    ) -> None:
        self._look, self._monotonic = look, monotonic
        self._fresh, self._patience = fresh, patience
        self._lock = threading.Lock()
        self._newest: _Look[T] | None = None
        self._ended = 0.0

    def begin(self) -> None:
        """Look now, unless the last result is fresh enough or a look is under way."""
        self._current()

    def get(self) -> T:
        """The result.

        Raises:
            TooSlow: see there.
            Exception: whatever the look raised.
        """
        newest = self._current()
        left = newest.begun + self._patience - self._monotonic()
        try:
            return newest.result.result(timeout=max(0.0, left))
        except TimeoutError as error:
            if newest.result.done():
                raise  # the look's own
            raise TooSlow from error

    def _current(self) -> _Look[T]:
        with self._lock:
            old, now = self._newest, self._monotonic()
            if old is not None and not (old.result.done() and now - self._ended >= self._fresh):
                return old
            made: _Look[T] = _Look(now)
            self._newest = made
            threading.Thread(target=self._run, args=(made.result,), name="glimpse", daemon=True).start()
            return made

    def _run(self, made: Future[T]) -> None:
        try:
            result = self._look()
        except Exception as error:  # noqa: BLE001 - handed to whoever asks, who names it
            self._ended = self._monotonic()
            made.set_exception(error)
        else:
            self._ended = self._monotonic()
            made.set_result(result)

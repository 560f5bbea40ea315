"""Work that goes on beside the requests: deliveries and housekeeping, in threads that survive errors."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from backend.web.metrics import Condition

_log = structlog.stdlib.get_logger("repasse.background")
JOIN = 5.0


class Repeated:
    """Does `work` again and again until stopped.

    Args:
        name: of the part, in the log and in the state of health.
        work: returns how much it did; again after `rest` seconds when that was something, else after `pause`.
        condition: where a failure becomes visible until the work succeeds again.
    """

    def __init__(
        self, name: str, work: Callable[[], int], pause: float, condition: Condition, rest: float = 0.0
    ) -> None:
        self._name = name
        self._work = work
        self._pause = pause
        self._rest = rest
        self._condition = condition
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end; `join` waits for it."""
        self._stopping.set()

    def join(self) -> None:
        """Wait up to `JOIN` seconds; a part that was never started has ended."""
        if self._thread.ident is not None:
            self._thread.join(JOIN)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(self._rest if self.once() else self._pause)

    def once(self) -> int:
        """One round, here and now; 0 when it failed, which is shown."""
        try:
            done = self._work()
        except Exception as error:  # noqa: BLE001 - the documented last resort; the state of health shows it
            _log.error("background_failed", part=self._name, exc_info=error)
            self._condition.failing(self._name)
            return 0
        self._condition.well(self._name)
        return done

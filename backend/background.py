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
        work: returns how much it did; at once again when that was something, else after `pause` seconds.
        condition: where a failure becomes visible until the work succeeds again.
    """

    def __init__(self, name: str, work: Callable[[], int], pause: float, condition: Condition) -> None:
        self._name = name
        self._work = work
        self._pause = pause
        self._condition = condition
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end; `join` waits for it."""
        self._stopping.set()

    def join(self) -> None:
        self._thread.join(JOIN)

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._once():
                self._stopping.wait(self._pause)

    def _once(self) -> int:
        try:
            done = self._work()
        except Exception as error:  # noqa: BLE001 - the documented last resort; the state of health shows it
            _log.error("background_failed", part=self._name, exc_info=error)
            self._condition.failing(self._name)
            return 0
        self._condition.well(self._name)
        return done

"""Plays a person at the real window: waits for what is on the screen, then types and presses.

A script is a generator that yields what it waits for; a timer in the station's own event loop looks again
and again, so that nothing is nested and the station runs as it always does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal


@dataclass(frozen=True, slots=True)
class Until:
    """Go on when `condition` holds; `what` says for what it waits, `seconds` for how long at most."""

    condition: Callable[[], bool]
    what: str
    seconds: float = 60.0


Script = Iterator[Until]


class ScriptFailed(Exception):
    """The station did not come to what the script waits for."""


class Player(QObject):
    """Runs one script.

    Signals:
        finished: the script came to its end, or failed; `failure` then says why.
    """

    finished = Signal()
    INTERVAL_MS = 15

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.failure: str = ""
        self._script = script
        self._waiting: Until | None = None
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(self.INTERVAL_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._timer.start()

    def _look(self) -> None:
        if self._waiting is not None and not self._waiting.condition():
            if time.monotonic() - self._since > self._waiting.seconds:
                self._end(f"waited {self._waiting.seconds:.0f} s in vain for {self._waiting.what}")
            return
        self._advance()

    def _advance(self) -> None:
        try:
            self._waiting = next(self._script)
            self._since = time.monotonic()
        except StopIteration:
            self._end("")
        except ScriptFailed as failure:
            self._end(str(failure))

    def _end(self, failure: str) -> None:
        self._timer.stop()
        self.failure = failure
        self.finished.emit()

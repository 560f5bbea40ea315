"""A bound on every wait for a gateway, whatever the library behind it does."""

from __future__ import annotations

import logging
import queue
from datetime import timedelta
from threading import BoundedSemaphore, Thread

from backend.core.ports import Message, MessageChannel, Sent

MOST_LEFT_BEHIND = 8
_LOG = logging.getLogger(__name__)


class Bounded:
    """Implements `MessageChannel`: lets `inner` send, and goes on without it after `patience`.

    Name resolution, a TLS handshake or a server that sends one byte a minute have no common time limit; a
    thread that is left behind has. It ends when its own waits do; while `MOST_LEFT_BEHIND` of them have not,
    nothing more is tried. A message may still leave afterwards: that is why its id stays the same.
    """

    def __init__(self, name: str, inner: MessageChannel, patience: timedelta) -> None:
        self._name, self._inner, self._patience = name, inner, patience
        self._room = BoundedSemaphore(MOST_LEFT_BEHIND)

    def send(self, message: Message) -> Sent:
        if not self._room.acquire(blocking=False):
            _LOG.warning("%s: not asked, too many earlier messages still hang there", self._name)
            return Sent.DEFERRED
        answer: queue.SimpleQueue[Sent] = queue.SimpleQueue()
        Thread(target=self._work, args=(message, answer), name=f"send {self._name}", daemon=True).start()
        try:
            return answer.get(timeout=self._patience.total_seconds())
        except queue.Empty:
            _LOG.warning("%s: no answer within %g s", self._name, self._patience.total_seconds())
            return Sent.DEFERRED

    def _work(self, message: Message, answer: queue.SimpleQueue[Sent]) -> None:
        try:
            answer.put(self._inner.send(message))
        except Exception as error:  # noqa: BLE001 - a library's surprise is a message that was not taken
            # Without its text, which may hold what was to be sent.
            _LOG.warning("%s: failed by %s", self._name, type(error).__name__)
            answer.put(Sent.DEFERRED)
        finally:
            self._room.release()

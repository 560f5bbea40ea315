"""The threading policy of the station, whole: work runs on a few threads, its result comes back to this one.

Nothing else starts a thread that Qt knows of. A worker never touches a QObject other than this bridge,
whose private signal is queued because the bridge lives in the main thread: a signal object
owned by the work would be gone before its results arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


@dataclass(frozen=True)
class _Delivery(Generic[T]):
    """What to do with a result, and the result or the exception."""

    done: Callable[[T], None]
    future: Future[T]

    def hand_over(self) -> None:
        self.done(self.future.result())


class ThreadRunner(QObject):
    """`Runner` over a thread pool.

    Signals:
        crashed: an exception left a piece of work; carries it, in the main thread.
    """

    crashed = Signal(object)
    _finished = Signal(object)

    def __init__(self, name: str, threads: int) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run `work` on a thread, then `done` with its result on this one; nothing after `close`."""
        if self._closed:
            return
        future = self._pool.submit(work)
        future.add_done_callback(_Return(self, done))

    def close(self) -> None:
        """Drop what has not begun, wait for what has, deliver nothing more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def post(self, delivery: object) -> None:
        """Queue a delivery; called by worker threads."""
        if not self._closed:
            self._finished.emit(delivery)

    @Slot(object)
    def _deliver(self, delivery: _Delivery[object]) -> None:
        if self._closed:
            return
        try:
            error = delivery.future.exception()
        except CancelledError:
            return
        if error is not None:
            self.crashed.emit(error)
            return
        delivery.hand_over()


class _Return(Generic[T]):
    """Brings one future home; an object rather than a closure, so that it names all it holds."""

    def __init__(self, runner: ThreadRunner, done: Callable[[T], None]) -> None:
        self._runner = runner
        self._done = done

    def __call__(self, future: Future[T]) -> None:
        self._runner.post(_Delivery(self._done, future))

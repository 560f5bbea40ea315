"""Exceptions that reached nobody, from any thread, as one signal in the main thread."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

MOST = 20
WITHIN = 60.0
"""Past `MOST` crashes in `WITHIN` seconds the program ends, so that its supervisor starts it anew."""


class CrashHooks(QObject):
    """Takes over `sys.excepthook` and `threading.excepthook` while installed.

    PySide6 calls the former for an exception in a slot, in the thread of that slot.

    Signals:
        crashed: the reference under which the exception was logged.
        too_many: crashes come faster than the station can live with.
    """

    crashed = Signal(str)
    too_many = Signal()
    _happened = Signal(str, float)

    def __init__(self, report: Callable[[BaseException], str], elapsed: Callable[[], float]) -> None:
        super().__init__()
        self._report = report
        self._elapsed = elapsed
        self._times: deque[float] = deque(maxlen=MOST)
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.in_slot
        threading.excepthook = self.in_thread

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def in_slot(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._happened.emit(self._report(error), self._elapsed())

    def in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._happened.emit(self._report(args.exc_value), self._elapsed())

    def _tell(self, reference: str, now: float) -> None:
        self._times.append(now)
        if len(self._times) == MOST and now - self._times[0] < WITHIN:
            self.too_many.emit()
            return
        self.crashed.emit(reference)

"""Ctrl+C never comes between the start of a process and the care for its end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold every signal that would raise `KeyboardInterrupt` until the block ends.

    The block starts a process and notes how to end it. Only the main thread is ever interrupted, so elsewhere
    this does nothing.

    Raises:
        KeyboardInterrupt: at the end, if one came.
    """
    came: list[int] = []
    held: list[signal.Signals] = []
    try:
        if threading.current_thread() is threading.main_thread():
            held += [one for one in signal.Signals if signal.getsignal(one) is signal.default_int_handler]
        for one in held:
            signal.signal(one, lambda number, _frame: came.append(number))
        yield
    finally:
        for one in held:
            signal.signal(one, signal.default_int_handler)
        if came:
            raise KeyboardInterrupt

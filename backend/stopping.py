"""Ends the backend when the system asks for it."""

from __future__ import annotations

import asyncio
import signal
from types import FrameType


def stop_on_signals(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    """Set `stopping` on SIGTERM and SIGINT, and on Windows also when Ctrl+Break is pressed.

    Windows' event loops have no signal handlers of their own (`NotImplementedError`); there the
    interpreter's handler runs between two bytecodes, so it only hands the news to the loop.
    """

    def heard(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stopping.set)

    for number in _asking():
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:
            signal.signal(number, heard)


def _asking() -> list[signal.Signals]:
    known = signal.Signals.__members__
    return [known[name] for name in ("SIGTERM", "SIGINT", "SIGBREAK") if name in known]

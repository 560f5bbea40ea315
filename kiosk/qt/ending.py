"""The end that the operating system asks for: SIGTERM and SIGINT."""

from __future__ import annotations

import signal
from functools import partial
from types import FrameType

from PySide6.QtCore import QCoreApplication, QTimer


def end_on_signals() -> None:
    """Let SIGTERM and SIGINT end the event loop with status 0; a loop not yet running ends as it begins."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Python runs this between two events; the driver's tick brings one every second.

    `exit`, not `quit`: that asks the window, which refuses in kiosk mode.
    """
    QTimer.singleShot(0, partial(QCoreApplication.exit, 0))

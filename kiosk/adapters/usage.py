"""What this process uses of the machine, so that a drift over months is seen."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

SELF = Path("/proc/self")
_BEGUN = time.monotonic()


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes of memory that are resident, open handles, threads, and seconds since the start.

    0 where the system does not tell: of the first three only Linux does (proc(5)).
    """

    memory: int
    handles: int
    threads: int
    uptime: int


def usage(folder: Path = SELF) -> Usage:
    """Of this process, now. `folder` is its folder of proc(5)."""
    return Usage(_memory(folder), _entries(folder / "fd"), _entries(folder / "task"), _uptime())


def _memory(folder: Path) -> int:
    try:
        pages = int((folder / "statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _entries(folder: Path) -> int:
    try:
        return sum(1 for _ in folder.iterdir())
    except OSError:
        return 0


def _uptime() -> int:
    return int(time.monotonic() - _BEGUN)

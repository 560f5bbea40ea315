"""Programs whose clock is wrong, by libfaketime. Wall time only: waits take as long as they do."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY = "faketime/libfaketimeMT.so.1"
WALL_ONLY = {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
OF_PYTHON = {"FAKETIME_FORCE_MONOTONIC_FIX": "0", "NO_FAKE_STAT": "1"}
"""That fix, meant for an older libc, makes each wait for the interpreter's lock spin; moved times of files
would have all modules compiled anew."""


class FaketimeMissingError(Exception):
    """It is not installed. Tests that need it fail then; they never skip."""


class MovedClock:
    """The clock of the programs that were started with `environment`; moved while they run, as by NTP.

    Python's `time.sleep` fails in them, and so the wait for the end of a child: libfaketime 0.9.10 refuses an
    absolute `clock_nanosleep`.
    """

    def __init__(self, folder: Path, ahead: int) -> None:
        """`ahead` in seconds; less than zero for a clock that is behind. `folder` is for its file."""
        self._file = folder / "clock"
        self.move(ahead)

    def move(self, ahead: int) -> None:
        """From now on; seconds from the true time, not from where it was."""
        draft = self._file.with_suffix(".new")
        draft.write_text(f"{ahead:+d}\n", encoding="ascii")
        draft.replace(self._file)

    @property
    def environment(self) -> dict[str, str]:
        """Added to a program's own. With its cache libfaketime would see a move up to ten seconds later."""
        followed = {"FAKETIME_TIMESTAMP_FILE": str(self._file), "FAKETIME_NO_CACHE": "1"}
        return {"LD_PRELOAD": _library()} | followed | WALL_ONLY | OF_PYTHON


def environment(ahead: int) -> dict[str, str]:
    """For a process whose clock is `ahead` seconds ahead."""
    if not ahead:
        return dict(os.environ)
    return os.environ | {"LD_PRELOAD": _library(), "FAKETIME": f"+{ahead}"} | WALL_ONLY


def _library() -> str:
    found = next(Path("/usr/lib").glob(f"*/{LIBRARY}"), None)
    if found is None:
        raise FaketimeMissingError("libfaketime is not installed: apt-get install libfaketime")
    return str(found)

"""Servers whose clock is ahead, by libfaketime."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY = "faketime/libfaketimeMT.so.1"


class FaketimeMissingError(Exception):
    """It is not installed. `make test-servers` fails then; it never skips."""


def environment(ahead: int) -> dict[str, str]:
    """For a process whose clock is `ahead` seconds ahead. Wall time only: waits take as long as they do."""
    return dict(os.environ) | (_faked() | {"FAKETIME": f"+{ahead}"} if ahead else {})


def following(file: Path) -> dict[str, str]:
    """What is added for a process whose clock is moved by `file`, in which ``+0`` leaves it right."""
    return _faked() | {"FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1"}


def _faked() -> dict[str, str]:
    found = next(Path("/usr/lib").glob(f"*/{LIBRARY}"), None)
    if found is None:
        raise FaketimeMissingError("libfaketime is not installed: apt-get install libfaketime")
    return {"LD_PRELOAD": str(found), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

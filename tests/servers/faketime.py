"""Servers whose clock is ahead, by libfaketime."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY = "faketime/libfaketimeMT.so.1"


class FaketimeMissingError(Exception):
    """It is not installed. `make test-servers` fails then; it never skips."""


def environment(ahead: int) -> dict[str, str]:
    """For a process whose clock is `ahead` seconds ahead. Wall time only: waits take as long as they do."""
    if not ahead:
        return dict(os.environ)
    found = next(Path("/usr/lib").glob(f"*/{LIBRARY}"), None)
    if found is None:
        raise FaketimeMissingError("libfaketime is not installed: apt-get install libfaketime")
    faked = {"LD_PRELOAD": str(found), "FAKETIME": f"+{ahead}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    return os.environ | faked

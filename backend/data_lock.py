"""Who uses the data folder: any number of processes that serve, or one that puts a copy back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "data.lock"


class DataInUseError(Exception):
    """Somebody else uses the folder in a way that does not go together; the sentence says who."""


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Held from before the first file is opened, so that a copy is never put back below it.

    Raises:
        DataInUseError: a copy is being put back.
    """
    with _held(data, f"a copy is being put back into {data}: start again when that has ended", alone=False):
        yield


@contextmanager
def replacing(data: Path) -> Iterator[None]:
    """Held while files are moved away and others take their place.

    Raises:
        DataInUseError: a backend serves from there, or another copy is being put back.
    """
    with _held(data, f"a backend uses {data}: stop the backend first", alone=True):
        yield


@contextmanager
def _held(data: Path, why: str, *, alone: bool) -> Iterator[None]:
    """The lock ends with the process, however that ends; what the file holds says nothing. Not on Windows."""
    handle = os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DataInUseError(why) from None
        yield
    finally:
        os.close(handle)

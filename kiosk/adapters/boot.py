"""The boot counter of a station: a number that only grows, kept in a file of its own.

The backend suspends a key whose counter goes back: the disk was copied (`rules.md`, trust).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def count_start(path: Path) -> int:
    """Add one to the number in `path` and return it; a missing file counts from 1.

    The file is replaced in one step and reaches the disk first, so that a power cut cannot take it back.

    Raises:
        OSError: the folder cannot be written.
        ValueError: the file holds something else than a number.
    """
    number = last_start(path) + 1
    with _draft(path, number) as draft:
        draft.replace(path)
    return number


def would_count(path: Path) -> int:
    """Do what `count_start` does, but leave the number as it is; returns the next one."""
    number = last_start(path) + 1
    with _draft(path, number):
        return number


@contextmanager
def _draft(path: Path, number: int) -> Iterator[Path]:
    """A file beside `path` with `number` in it; whatever happens it does not stay: a disk may be full."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{number}\n")
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def last_start(path: Path) -> int:
    """Return the number in `path`; 0 when there is no such file.

    Raises:
        OSError: it cannot be read.
        ValueError: it holds something else than a number.
    """
    try:
        text = path.read_bytes().strip()
    except FileNotFoundError:
        return 0
    if not text.isdigit():  # of bytes: ASCII digits only
        raise ValueError(f"{path} holds no number")
    return int(text)

"""The boot counter of a station: a number that only grows, kept in a file of its own.

The backend suspends a key whose counter goes back: the disk was copied (`rules.md`, trust).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def count_start(path: Path) -> int:
    """Add one to the number in `path` and return it; a missing file counts from 1.

    The file is replaced in one step and reaches the disk first, so that a power cut cannot take it back.

    Raises:
        OSError: the folder cannot be written.
        ValueError: the file holds something else than a number.
    """
    number = _read(path) + 1
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    return number


def _read(path: Path) -> int:
    try:
        text = path.read_bytes().strip()
    except FileNotFoundError:
        return 0
    if not text.isdigit():  # of bytes: ASCII digits only
        raise ValueError(f"{path} holds no number")
    return int(text)

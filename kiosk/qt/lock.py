"""One station a user: a lock in its state folder."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile


def take_lock(folder: Path) -> QLockFile | None:
    """Return the lock of the one station of this user, or None when another holds it.

    A folder that cannot be written is no reason here: the start-up page says it. Neither is a file that a
    killed station left: whether somebody holds it counts, not what stands in it.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "station.lock"
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)
    if lock.tryLock(100) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    writable = os.access(folder, os.W_OK)  # Qt would print that it cannot remove the file
    if writable and lock.removeStaleLockFile() and lock.tryLock(100):
        return lock
    return None if _held(file) else lock


def _held(file: Path) -> bool:
    """Whether a process holds `file`, which could not be removed. Windows is not asked."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        with file.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return isinstance(error, BlockingIOError)  # where nobody can say, better two stations than none
    return False

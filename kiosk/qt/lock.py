"""One station a user: a lock in its state folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile


def take_lock(folder: Path) -> QLockFile | None:
    """Return the lock of the one station of this user, or None when another holds it.

    A folder that cannot be written is no reason here: the start-up page says it.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = QLockFile(str(folder / "station.lock"))
    lock.setStaleLockTime(0)
    taken = lock.tryLock(100)
    return None if not taken and lock.error() is QLockFile.LockError.LockFailedError else lock

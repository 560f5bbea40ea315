"""What must be right before a station can start: the CA, and a folder that takes the count of starts."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.adapters.boot import count_start, last_start, would_count
from kiosk.adapters.pinning import CaUnavailableError, kept_ca, pinned_ca
from kiosk.adapters.transport import trust, trust_nobody
from kiosk.config import Settings, load
from kiosk.core.events import DiskFault, StartFailed, StartFaultKind

Recheck = Callable[[], Settings | StartFailed]
"""Reads the settings anew and looks at what they stand on; returns them once a start would succeed."""


def read_defaults() -> Settings | StartFailed:
    """The `Recheck` of a station without a settings file."""
    settings = load(None)
    return would_start(settings) or settings


DISK = {
    errno.ENOSPC: DiskFault.FULL,
    errno.EDQUOT: DiskFault.FULL,
    errno.EFBIG: DiskFault.FULL,  # no more room for this process: setrlimit(2), RLIMIT_FSIZE
    errno.EROFS: DiskFault.READ_ONLY,
    errno.EACCES: DiskFault.FORBIDDEN,
    errno.EPERM: DiskFault.FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class Footing:
    """What must be right before the station can work, or the fault for its start-up page.

    `unready`: the CA must be fetched first, which takes its time. `disk` is why the start was not counted.
    """

    context: ssl.SSLContext
    boot_counter: int
    fault: StartFailed | None
    disk: DiskFault | None = None
    unready: bool = False

    @property
    def holds(self) -> bool:
        return self.fault is None and not self.unready


def no_footing(fault: StartFailed | None) -> Footing:
    """Nothing but the start-up page works. Without a fault the CA is still to be fetched."""
    return Footing(trust_nobody(), 0, fault, unready=fault is None)


def quick_footing(settings: Settings) -> Footing:
    """As `footing`, but ask nobody: a CA that is not here yet is left to the station, which shows a page."""
    wanted = settings.ca_fingerprint
    if wanted and kept_ca(wanted, settings.state_folder) is None:
        return no_footing(None)
    return footing(settings)


def footing(settings: Settings) -> Footing:
    """Load the CA and count the start; after a fault nothing but the start-up page works."""
    fault = check(settings)
    if fault is not None:
        return no_footing(fault)
    counted = _count(settings.state_folder, count_start)
    if isinstance(counted, StartFailed):
        return no_footing(counted)
    number, disk = counted
    return Footing(_context(settings), number, None, disk)


def check(settings: Settings) -> StartFailed | None:
    """Return what would keep a station with these settings from starting, without counting a start."""
    try:
        _context(settings)
    except CaUnavailableError as error:
        return StartFailed(StartFaultKind.NO_CA, str(error))
    except OSError as error:
        return StartFailed(StartFaultKind.NO_CA, _unreadable(settings, error))
    return None


def would_start(settings: Settings) -> StartFailed | None:
    """Return what `footing` would find wrong, without counting a start."""
    counted = _count(settings.state_folder, would_count)
    return check(settings) or (counted if isinstance(counted, StartFailed) else None)


def _count(folder: Path, count: Callable[[Path], int]) -> tuple[int, DiskFault | None] | StartFailed:
    """A start that cannot be counted repeats the last number: only one that goes back looks like a copy.

    Without a number there is none to repeat, and a wrong one would suspend the key.
    """
    file = folder / "starts"
    try:
        try:
            return count(file), None
        except OSError as error:
            if last := last_start(file):
                return last, disk_fault(error)
            raise
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return StartFailed(StartFaultKind.STATE_FOLDER, f"[station] state_folder: {folder}: {reason}")


def disk_fault(error: OSError) -> DiskFault:
    return DISK.get(error.errno or 0, DiskFault.BROKEN)


def _unreadable(settings: Settings, error: OSError) -> str:
    if settings.ca_fingerprint:
        return f"[station] state_folder: {settings.state_folder}: {error.strerror}"
    reason = "no certificate in it" if isinstance(error, ssl.SSLError) else error.strerror
    return f"[backend] ca_file: {settings.ca_file}: {reason}. Name the CA's file, or start the backend once."


def _context(settings: Settings) -> ssl.SSLContext:
    if settings.ca_fingerprint:
        return trust(pinned_ca(settings.address, settings.ca_fingerprint, settings.state_folder))
    file = settings.ca_file
    if file is not None and file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "is no file")  # a pipe would be waited for
    return trust(file)

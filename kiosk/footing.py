"""What must be right before a station can start: the CA, and a folder that takes the count of starts."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from kiosk.adapters.boot import count_start
from kiosk.adapters.pinning import CaUnavailableError, pinned_ca
from kiosk.adapters.transport import trust
from kiosk.config import Settings
from kiosk.core.events import StartFailed, StartFaultKind


@dataclass(frozen=True, slots=True)
class Footing:
    """What must be right before the station can work, or the fault for its start-up page."""

    context: ssl.SSLContext
    boot_counter: int
    fault: StartFailed | None


def footing(settings: Settings) -> Footing:
    """Load the CA and count the start; after a fault nothing but the start-up page works."""
    fault = check(settings)
    if fault is not None:
        return Footing(trust(None), 0, fault)
    try:
        return Footing(_context(settings), count_start(settings.state_folder / "starts"), None)
    except (OSError, ValueError) as error:
        detail = f"[station] state_folder: {settings.state_folder}: {error}"
        return Footing(trust(None), 0, StartFailed(StartFaultKind.SETTINGS, detail))


def check(settings: Settings) -> StartFailed | None:
    """Return what would keep a station with these settings from starting, without counting a start."""
    try:
        _context(settings)
    except CaUnavailableError as error:
        return StartFailed(StartFaultKind.NO_CA, str(error))
    except OSError as error:
        return StartFailed(StartFaultKind.NO_CA, _unreadable(settings, error))
    return None


def _unreadable(settings: Settings, error: OSError) -> str:
    reason = "no certificate in it" if isinstance(error, ssl.SSLError) else error.strerror
    return f"[backend] ca_file: {settings.ca_file}: {reason}. Name the CA's file, or start the backend once."


def _context(settings: Settings) -> ssl.SSLContext:
    if settings.ca_fingerprint:
        return trust(pinned_ca(settings.address, settings.ca_fingerprint, settings.state_folder))
    return trust(settings.ca_file)

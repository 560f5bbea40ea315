"""What mends a fault of the station, said to the staff who stand before it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.events import StartFaultKind
from kiosk.core.results import FaultKind


def station(kind: FaultKind) -> str:
    """What staff do while the station is out of service; it tries again by itself all the time."""
    match kind:
        case FaultKind.UNREACHABLE | FaultKind.UNAVAILABLE:
            return QCoreApplication.translate(
                "Remedy", "Staff: if it lasts, check the network of this station."
            )
        case FaultKind.TLS:
            return QCoreApplication.translate(
                "Remedy", "Staff: tell the operators, who check the certificate of the service."
            )
        case FaultKind.CLOCK_SKEW:
            return QCoreApplication.translate("Remedy", "Staff: tell the operators, who set the clock.")
        case FaultKind.KEY_WITHDRAWN:
            return QCoreApplication.translate(
                "Remedy", "Staff: tell the operators, who can connect the station again."
            )
        case FaultKind.NETWORK_REFUSED:
            return QCoreApplication.translate(
                "Remedy", "Staff: bring it back to its place, or tell the operators, who set its network."
            )
        case FaultKind.KEY_UNKNOWN:
            return QCoreApplication.translate(
                "Remedy", "Staff: tell the operators, who approve it at the backend."
            )
        case FaultKind.CRASHED:
            return QCoreApplication.translate(
                "Remedy", "Staff: if it happens again, tell the operators the reference."
            )
        case FaultKind.MALFORMED | FaultKind.RESET_GONE | FaultKind.NOT_ALLOWED | FaultKind.REJECTED:
            return QCoreApplication.translate(
                "Remedy",
                "Staff: tell the operators the reference; station and service may differ in version.",
            )
        case unreachable:
            assert_never(unreachable)


def start(kind: StartFaultKind) -> str:
    """What an operator does before the station can start."""
    match kind:
        case StartFaultKind.NO_KEYRING:
            return QCoreApplication.translate("Remedy", "Install the keyring, then restart the station.")
        case StartFaultKind.KEYRING_LOCKED:
            return QCoreApplication.translate("Remedy", "Unlock the keyring, then restart the station.")
        case StartFaultKind.KEYRING_TIMEOUT:
            return QCoreApplication.translate(
                "Remedy", "Restart the station. If it happens again, check the keyring."
            )
        case StartFaultKind.SETTINGS:
            return QCoreApplication.translate("Remedy", "Correct the settings, then restart the station.")
        case StartFaultKind.NO_CA:
            return QCoreApplication.translate(
                "Remedy", "Put the certificate authority in place, then restart the station."
            )
        case unreachable:
            assert_never(unreachable)

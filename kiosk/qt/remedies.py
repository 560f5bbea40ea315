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
        case FaultKind.CERTIFICATE_TIME:
            return QCoreApplication.translate(
                "Remedy", "Staff: tell the operators, who check the clock and the certificate of the service."
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
    """What an operator does before the station can start; it tries again by itself all the time."""
    match kind:
        case StartFaultKind.NO_KEYRING:
            return QCoreApplication.translate("Remedy", "Install the keyring, or start it.")
        case StartFaultKind.KEYRING_LOCKED:
            return QCoreApplication.translate("Remedy", "Unlock the keyring.")
        case StartFaultKind.KEYRING_TIMEOUT:
            return QCoreApplication.translate(
                "Remedy", "If it lasts, check the keyring and restart the station."
            )
        case StartFaultKind.SETTINGS:
            return QCoreApplication.translate("Remedy", "Correct the settings.")
        case StartFaultKind.NO_CA:
            return QCoreApplication.translate(
                "Remedy", "Put the certificate authority in place, or check the network."
            )
        case StartFaultKind.STATE_FOLDER:
            return QCoreApplication.translate(
                "Remedy", "Make room on the disk, or let the station write to its folder."
            )
        case unreachable:
            assert_never(unreachable)

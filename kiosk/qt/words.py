"""Words that stand on more than one page: the buttons of the bar, the desk, faults, delivery."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.core.events import StartFaultKind
from kiosk.core.results import Channel, Delivery, Desk, FaultKind
from kiosk.qt.counted import Counted
from kiosk.qt.pages.parts import ltr
from kiosk.qt.wall_time import spoken


def back() -> str:
    return QCoreApplication.translate("Bar", "Back")


def cancel() -> str:
    return QCoreApplication.translate("Bar", "Cancel")


def following() -> str:
    return QCoreApplication.translate("Bar", "Next")


def finish() -> str:
    return QCoreApplication.translate("Bar", "Finish")


def hours(desk: Desk) -> str:
    """When the desk is there; empty when nobody said so."""
    if desk.open_until is not None:
        return QCoreApplication.translate("Desk", "Open until {time}").format(time=desk.open_until)
    if desk.opens is not None:
        return QCoreApplication.translate("Desk", "Opens {time}").format(time=spoken(desk.opens))
    return ""


def reference(text: str) -> str:
    """The short reference that staff can search for; empty without one."""
    if not text:
        return ""
    return QCoreApplication.translate("Bar", "Reference {reference}").format(reference=ltr(text))


def verification_step(number: int) -> str:
    """The sheet's "étape de vérification 1", as a title."""
    return QCoreApplication.translate("Bar", "Verification step {number}").format(number=number)


def delivery(channel: Channel, state: Delivery) -> str:
    """Where the message is on its way, in words."""
    match state:
        case Delivery.QUEUED:
            return QCoreApplication.translate("Delivery", "It is being sent.")
        case Delivery.SENT:
            return QCoreApplication.translate("Delivery", "It is on its way.")
        case Delivery.DELIVERED if channel is Channel.EMAIL:
            return QCoreApplication.translate("Delivery", "It is in your mailbox.")
        case Delivery.DELIVERED:
            return QCoreApplication.translate("Delivery", "It has reached your phone.")
        case Delivery.FAILED:
            return QCoreApplication.translate("Delivery", "It could not be delivered: choose another method.")
        case Delivery.BROKEN:
            return QCoreApplication.translate("Delivery", "The call broke off: try again.")
        case Delivery.EXPIRED:
            return QCoreApplication.translate("Delivery", "It has expired: try again.")
        case Delivery.NONE | Delivery.ANSWERED | Delivery.SPENT:
            return ""
        case unreachable:
            assert_never(unreachable)


def fault(kind: FaultKind, skew: int) -> str:
    """Why the station is out of service. `skew` in seconds, of its clock."""
    match kind:
        case FaultKind.UNREACHABLE | FaultKind.UNAVAILABLE:
            return QCoreApplication.translate("Fault", "The service cannot be reached at the moment.")
        case FaultKind.TLS:
            return QCoreApplication.translate(
                "Fault", "The service could not prove that it is the right one."
            )
        case FaultKind.CERTIFICATE_TIME:
            return QCoreApplication.translate(
                "Fault", "By the clock of this station the certificate of the service is not valid."
            )
        case FaultKind.CLOCK_SKEW:
            return Counted().clock_wrong(abs(skew))
        case FaultKind.KEY_WITHDRAWN:
            return QCoreApplication.translate("Fault", "This station has been withdrawn by its operators.")
        case FaultKind.NETWORK_REFUSED:
            return QCoreApplication.translate("Fault", "This station stands in a network it may not use.")
        case FaultKind.KEY_UNKNOWN:
            return QCoreApplication.translate("Fault", "This station is not connected yet.")
        case FaultKind.CRASHED:
            return QCoreApplication.translate("Fault", "An error occurred. Everything you typed was erased.")
        case FaultKind.MALFORMED | FaultKind.RESET_GONE | FaultKind.NOT_ALLOWED | FaultKind.REJECTED:
            return QCoreApplication.translate("Fault", "The service gave an answer that makes no sense.")
        case unreachable:
            assert_never(unreachable)


def start_fault(kind: StartFaultKind) -> str:
    match kind:
        case StartFaultKind.NO_KEYRING:
            return QCoreApplication.translate("Fault", "There is no keyring for the key of this station.")
        case StartFaultKind.KEYRING_LOCKED:
            return QCoreApplication.translate("Fault", "The keyring with the key of this station is locked.")
        case StartFaultKind.KEYRING_TIMEOUT:
            return QCoreApplication.translate("Fault", "The keyring did not answer in time.")
        case StartFaultKind.SETTINGS:
            return QCoreApplication.translate("Fault", "The settings of this station cannot be used.")
        case StartFaultKind.NO_CA:
            return QCoreApplication.translate("Fault", "The certificate authority of the service is missing.")
        case StartFaultKind.STATE_FOLDER:
            return QCoreApplication.translate("Fault", "This station cannot keep its files on the disk.")
        case unreachable:
            assert_never(unreachable)

"""The pages of the station itself, on which nobody's session is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.machine_events import StartFaultKind
from kiosk.core.results import EnrolmentOffer, EnrolmentStatus, FaultKind


@dataclass(frozen=True, slots=True)
class Starting:
    """`checking`: what the start stands on is looked at first; until it is right no call can be made."""

    checking: bool = False


@dataclass(frozen=True, slots=True)
class Faulted:
    """Start-up cannot go on without an operator; tried again by itself when `retry_in` seconds are over."""

    kind: StartFaultKind
    detail: str
    retry_in: int = 5


@dataclass(frozen=True, slots=True)
class Enrolling:
    """`offer` is None until the backend has made one; `status` is of the newest poll."""

    offer: EnrolmentOffer | None
    status: EnrolmentStatus = EnrolmentStatus.PENDING
    age: int = 0
    interval: int = 5
    next_poll_in: int = 0


@dataclass(frozen=True, slots=True)
class Attract:
    pass


@dataclass(frozen=True, slots=True)
class OutOfService:
    """Retried every few seconds; `retry_in` counts down. `skew` in seconds, of the clock fault."""

    reason: FaultKind
    reference: str
    skew: int = 0
    retry_in: int = 5
    pause: int = 5
    """Seconds the next countdown starts from; grows while the fault lasts."""


class MaintenanceAccess(Enum):
    CLOSED = "closed"
    """Anybody may see the hardware and restart the program."""
    OPEN = "open"
    """The console's one-time code was typed."""


class MaintenanceProblem(Enum):
    CODE_EMPTY = "code_empty"
    CODE_WRONG = "code_wrong"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Staff at the station. Whatever session was open has ended; `back` is where closing leads."""

    back: Attract | OutOfService | Enrolling | Faulted
    access: MaintenanceAccess = MaintenanceAccess.CLOSED
    problem: MaintenanceProblem | None = None

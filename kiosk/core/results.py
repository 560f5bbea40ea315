"""What the backend tells the station: settings, views of a reset, outcomes and faults.

Every type is a frozen value without behaviour; `kiosk.adapters.wire` makes them from JSON and is the
only place where a reply can be malformed. Durations are whole seconds counted from the reply's arrival.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.faults import Failed as Failed
from kiosk.core.faults import FaultKind as FaultKind
from kiosk.core.pass_result import PassAnswered as PassAnswered
from kiosk.core.pass_result import PassOutcome as PassOutcome
from kiosk.core.reset_view import Allowed as Allowed
from kiosk.core.reset_view import Approval as Approval
from kiosk.core.reset_view import ApprovalStatus as ApprovalStatus
from kiosk.core.reset_view import BrokenRule as BrokenRule
from kiosk.core.reset_view import Challenge as Challenge
from kiosk.core.reset_view import Channel as Channel
from kiosk.core.reset_view import Completed as Completed
from kiosk.core.reset_view import ContactCheck as ContactCheck
from kiosk.core.reset_view import Delivery as Delivery
from kiosk.core.reset_view import Handoff as Handoff
from kiosk.core.reset_view import HandoffStatus as HandoffStatus
from kiosk.core.reset_view import Method as Method
from kiosk.core.reset_view import Outcome as Outcome
from kiosk.core.reset_view import ProvedAccount as ProvedAccount
from kiosk.core.reset_view import ResetView as ResetView
from kiosk.core.reset_view import Rule as Rule
from kiosk.core.reset_view import Work as Work
from kiosk.core.station_info import (
    CaptchaDemand as CaptchaDemand,
)
from kiosk.core.station_info import (
    CharacterClass as CharacterClass,
)
from kiosk.core.station_info import (
    Desk as Desk,
)
from kiosk.core.station_info import (
    GuestWifi as GuestWifi,
)
from kiosk.core.station_info import (
    IdentifierRule as IdentifierRule,
)
from kiosk.core.station_info import (
    IdleTimes as IdleTimes,
)
from kiosk.core.station_info import (
    PasswordRules as PasswordRules,
)
from kiosk.core.station_info import (
    Propagation as Propagation,
)
from kiosk.core.station_info import (
    StationInfo as StationInfo,
)
from kiosk.core.station_info import (
    Strength as Strength,
)


class SignInOutcome(Enum):
    ACCEPTED = "accepted"
    ACCEPTED_MUST_CHANGE = "accepted_must_change"
    REFUSED = "refused"
    NOT_CHECKABLE = "not_checkable"


# --- results of backend calls -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StationFetched:
    info: StationInfo


@dataclass(frozen=True, slots=True)
class SignInAnswered:
    outcome: SignInOutcome
    view: ResetView | None


@dataclass(frozen=True, slots=True)
class ResetAnswered:
    """The answer to any call about a reset."""

    view: ResetView


class MaintenanceOutcome(Enum):
    GRANTED = "granted"
    WRONG_CODE = "wrong_code"
    """Wrong, used, too old, or for another station: the same answer for each."""


@dataclass(frozen=True, slots=True)
class MaintenanceAnswered:
    outcome: MaintenanceOutcome


@dataclass(frozen=True, slots=True)
class LeaveAnswered:
    pass


@dataclass(frozen=True, slots=True)
class HeartbeatAnswered:
    pass


@dataclass(frozen=True, slots=True)
class EnrolmentOffer:
    id: str
    code: str
    fingerprint: str
    console_url: str
    interval: int
    expires_in: int


@dataclass(frozen=True, slots=True)
class EnrolmentOffered:
    offer: EnrolmentOffer


class EnrolmentStatus(Enum):
    PENDING = "pending"
    SLOW_DOWN = "slow_down"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class EnrolmentPolled:
    status: EnrolmentStatus


Result = (
    StationFetched
    | SignInAnswered
    | ResetAnswered
    | LeaveAnswered
    | MaintenanceAnswered
    | PassAnswered
    | HeartbeatAnswered
    | EnrolmentOffered
    | EnrolmentPolled
    | Failed
)

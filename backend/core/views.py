"""What a station is told: the response bodies of `docs/protocol.md`, as frozen values.

FastAPI renders these as they are, so this module is the schema. Durations are whole seconds from the
moment of the answer. The station keeps its own copy (`kiosk/core/results.py`): two programs, one contract,
compared by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from backend.core.reset_view import Allowed as Allowed
from backend.core.reset_view import Approval as Approval
from backend.core.reset_view import ApprovalStatus as ApprovalStatus
from backend.core.reset_view import BrokenRule as BrokenRule
from backend.core.reset_view import Challenge as Challenge
from backend.core.reset_view import Channel as Channel
from backend.core.reset_view import Completed as Completed
from backend.core.reset_view import ContactCheck as ContactCheck
from backend.core.reset_view import Delivery as Delivery
from backend.core.reset_view import Handoff as Handoff
from backend.core.reset_view import HandoffStatus as HandoffStatus
from backend.core.reset_view import Method as Method
from backend.core.reset_view import Outcome as Outcome
from backend.core.reset_view import ProvedAccount as ProvedAccount
from backend.core.reset_view import ResetView as ResetView
from backend.core.reset_view import Rule as Rule
from backend.core.reset_view import Work as Work
from backend.core.station_info import (
    CaptchaDemand as CaptchaDemand,
)
from backend.core.station_info import (
    CharacterClass as CharacterClass,
)
from backend.core.station_info import (
    Desk as Desk,
)
from backend.core.station_info import (
    GuestWifi as GuestWifi,
)
from backend.core.station_info import (
    IdentifierRule as IdentifierRule,
)
from backend.core.station_info import (
    IdleTimes as IdleTimes,
)
from backend.core.station_info import (
    PasswordRules as PasswordRules,
)
from backend.core.station_info import (
    Propagation as Propagation,
)
from backend.core.station_info import (
    StationInfo as StationInfo,
)
from backend.core.station_info import (
    Strength as Strength,
)


class SignInOutcome(Enum):
    ACCEPTED = "accepted"
    ACCEPTED_MUST_CHANGE = "accepted_must_change"
    REFUSED = "refused"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class SignInResult:
    outcome: SignInOutcome
    reset: ResetView | None
    pad: str = ""


class MaintenanceOutcome(Enum):
    GRANTED = "granted"
    WRONG_CODE = "wrong_code"
    """Wrong, used, too old, or for another station: the same answer for each."""


@dataclass(frozen=True, slots=True)
class MaintenanceResult:
    outcome: MaintenanceOutcome


@dataclass(frozen=True, slots=True)
class EnrolmentOffer:
    id: str
    code: str
    fingerprint: str
    console_url: str
    interval: int
    expires_in: int


class EnrolmentStatus(Enum):
    PENDING = "pending"
    SLOW_DOWN = "slow_down"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class EnrolmentState:
    status: EnrolmentStatus

"""The use cases the outside may ask for; the web layer knows nothing else of the core.

Expected outcomes are values; the exceptions below are what a caller maps to a problem document.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from backend.core.api_reports import DeliveryReports as DeliveryReports
from backend.core.api_reports import Reported as Reported
from backend.core.api_staff import ApprovalRefused as ApprovalRefused
from backend.core.api_staff import FirstApproval as FirstApproval
from backend.core.api_staff import FoundPerson as FoundPerson
from backend.core.api_staff import OpenedRequest as OpenedRequest
from backend.core.api_staff import ProofSeen as ProofSeen
from backend.core.api_staff import RequestClosed as RequestClosed
from backend.core.api_staff import RequestRow as RequestRow
from backend.core.api_staff import RequestStatus as RequestStatus
from backend.core.api_staff import Seen as Seen
from backend.core.api_staff import StaffDesk as StaffDesk
from backend.core.api_staff import StationNote as StationNote
from backend.core.api_staff import TracedRecord as TracedRecord
from backend.core.api_staff import TrueReason as TrueReason
from backend.core.api_staff import Turn as Turn
from backend.core.api_stations import EnrolmentUnknown as EnrolmentUnknown
from backend.core.api_stations import HeartbeatReport as HeartbeatReport
from backend.core.api_stations import KeyStanding as KeyStanding
from backend.core.api_stations import KnownKey as KnownKey
from backend.core.api_stations import PendingEnrolment as PendingEnrolment
from backend.core.api_stations import StationRegistry as StationRegistry
from backend.core.api_stations import StationRow as StationRow
from backend.core.cards import Card as Card
from backend.core.pass_view import PassResult
from backend.core.secret import Secret
from backend.core.sides import AT_STATION, Decision, Side
from backend.core.views import (
    Channel,
    MaintenanceResult,
    ResetView,
    SignInResult,
    StationInfo,
)


class ResetGone(Exception):
    """No live reset of that id at this station."""


class NotAllowed(Exception):
    """The stored facts do not allow this step."""


class Unavailable(Exception):
    """Something behind the backend does not answer."""


class ChallengeKind(Enum):
    IMAGE = "image"
    AUDIO = "audio"
    WAIVED = "waived"
    """Only staff may go on with it: they were asked instead."""
    ATTENDED = "attended"
    """The station was told that it need not ask (`CaptchaDemand.WAIVED`)."""


class Pace(Enum):
    """How long a reset lives: who listens, scans or reaches needs more time (EN 301 549 clause 9.2.2.1)."""

    ORDINARY = "ordinary"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class CaptchaTelemetry:
    """For audit and metrics only; nothing else may read it."""

    kind: ChallengeKind
    tries: int
    seconds: int


class RefusalRecord(Protocol):
    """Puts on record what the web layer refuses by itself; each kind at most so often an hour."""

    def form(self, surface: str, actor: str = "") -> None:
        """A form that `surface` (`console`, `phone`) had not shown to that browser."""

    def stranger(self) -> None:
        """A session of the console that is none, or none any more."""


class ResetDesk(Protocol):
    """What an enrolled station may do. `station` is the station's id, proved by its signature.

    `side` says who writes: the station, or the phone that the reset was handed to.
    """

    def station_info(self, station: str) -> StationInfo: ...

    def sign_in(
        self,
        station: str,
        identifier: str,
        password: Secret,
        language: str,
        pace: Pace = Pace.ORDINARY,
    ) -> SignInResult: ...

    def start(
        self,
        station: str,
        identifier: str | Card,
        language: str,
        captcha: CaptchaTelemetry,
        pace: Pace = Pace.ORDINARY,
    ) -> ResetView:
        """Open a reset for the person of that identifier or card, or for nobody in the same way."""

    def view(self, station: str, reset_id: str) -> ResetView: ...

    def revision(self, station: str, reset_id: str) -> int:
        """A cheap look for the long poll; raises `ResetGone`."""

    def lengthen(self, station: str, reset_id: str) -> ResetView:
        """The person has chosen to be read to, to scan or to reach: an open reset lives longer."""

    def send_challenge(
        self,
        station: str,
        reset_id: str,
        method_id: str,
        destination: Secret | None,
        resend: bool,
        side: Side = AT_STATION,
    ) -> ResetView: ...

    def answer(
        self, station: str, reset_id: str, challenge_id: str, code: Secret, side: Side = AT_STATION
    ) -> ResetView: ...

    def offer_handoff(self, station: str, reset_id: str) -> ResetView:
        """Show a link for the person's own phone; it ends the one before."""

    def decide_handoff(self, station: str, reset_id: str, number: int, decision: Decision) -> ResetView:
        """The digits are the same, or the person goes on at the station."""

    def open_maintenance(self, station: str, code: Secret) -> MaintenanceResult: ...

    def ask_approval(self, station: str, reset_id: str) -> ResetView: ...

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView: ...

    def set_password(
        self,
        station: str,
        reset_id: str,
        intent: str,
        password: Secret,
        current: Secret | None,
        side: Side = AT_STATION,
    ) -> ResetView:
        """The three-step write. `intent` is the idempotency key: a retry settles the same attempt."""

    def unlock(self, station: str, reset_id: str, intent: str, side: Side = AT_STATION) -> ResetView: ...

    def register_contact(
        self, station: str, reset_id: str, channel: Channel, destination: Secret
    ) -> ResetView:
        """Send a code to a contact that is to be registered, after a reset that staff approved."""

    def answer_contact(self, station: str, reset_id: str, code: Secret) -> ResetView:
        """The code that was received there: the directory then keeps the contact."""

    def issue_pass(self, station: str, reset_id: str) -> PassResult:
        """A temporary pass for who has lost their telephone, after a reset that staff approved."""

    def leave(self, station: str, reset_id: str) -> None: ...


class Postman(Protocol):
    """Drains the outbox; run in a background thread by the server."""

    def drain(self) -> int:
        """Send what is due; returns how many messages were handled."""

    def renew(self) -> int:
        """Say that the calls of this process are alive; every second or so. Returns how many there are."""


class Janitor(Protocol):
    def sweep(self) -> None:
        """Expire resets, and blank destinations."""

"""The use cases of the core, composed: `Desks` is all that the outside builds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backend.core.answers import Answers
from backend.core.api import CaptchaTelemetry, Card, DeliveryReports, Pace, Unavailable
from backend.core.api_calls import CallDesk
from backend.core.approval_rules import ApprovalRules
from backend.core.approvals import Approvals
from backend.core.call_hooks import CallHooks
from backend.core.call_log import CallLog
from backend.core.calls import Calls
from backend.core.challenges import Challenges, Wish
from backend.core.contacts import Contacts
from backend.core.deliveries import Deliveries
from backend.core.handoffs import Handoffs
from backend.core.janitor import Sweeper
from backend.core.letters import Letters
from backend.core.maintenance import MaintenanceDesk
from backend.core.openings import Openings, Visit
from backend.core.parts import Parts
from backend.core.pass_view import PassResult
from backend.core.passes import Passes
from backend.core.phone_claims import PhoneClaims
from backend.core.phone_desk import Phones
from backend.core.ports import DirectoryUnavailable
from backend.core.postman import OutboxPostman
from backend.core.refusals import Refusals
from backend.core.restored import Restored
from backend.core.secret import Secret
from backend.core.settings_record import SettingsRecord
from backend.core.sides import AT_STATION, Decision, Side
from backend.core.sign_ins import SignIns
from backend.core.staff_desk import Staff
from backend.core.station_view import StationView
from backend.core.stations import Registry
from backend.core.supervision import Supervision
from backend.core.tickets import Tickets
from backend.core.views import Channel, MaintenanceResult, ResetView, SignInResult, StationInfo
from backend.core.workshop import Workshop, workshop
from backend.core.write_ledger import Ledger, Place
from backend.core.writes import Writes


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except DirectoryUnavailable as error:
        raise Unavailable(str(error)) from error


class Resets:
    """Implements `ResetDesk`. Whatever does not answer becomes `Unavailable`."""

    def __init__(self, shop: Workshop, letters: Letters, stations: StationView) -> None:
        self._stations = stations
        self._openings = Openings(shop)
        self._sign_ins = SignIns(shop, self._openings)
        self._challenges = Challenges(shop, letters)
        self._answers = Answers(shop)
        self._approvals = Approvals(shop, Tickets(shop, letters))
        self._contacts = Contacts(shop, letters)
        self._passes = Passes(shop)
        self._handoffs = Handoffs(shop)
        self._maintenance = MaintenanceDesk(shop)
        self._writes = Writes(shop, Ledger(shop, letters))
        self._refusals = Refusals(shop)

    def station_info(self, station: str) -> StationInfo:
        with _answering():
            return self._stations.info(station)

    def sign_in(
        self,
        station: str,
        identifier: str,
        password: Secret,
        language: str,
        pace: Pace = Pace.ORDINARY,
    ) -> SignInResult:
        with _answering():
            return self._sign_ins.sign_in(Visit(station, identifier, language, pace=pace), password)

    def start(
        self,
        station: str,
        identifier: str | Card,
        language: str,
        captcha: CaptchaTelemetry,
        pace: Pace = Pace.ORDINARY,
    ) -> ResetView:
        with _answering():
            if isinstance(identifier, Card):
                visit = Visit(station, identifier.typed(), language, identifier, pace)
            else:
                visit = Visit(station, identifier, language, pace=pace)
            return self._openings.start(visit, captcha)

    def view(self, station: str, reset_id: str) -> ResetView:
        with _answering(), self._refusals.of_look(station, reset_id):
            return self._openings.view(station, reset_id)

    def revision(self, station: str, reset_id: str) -> int:
        with _answering(), self._refusals.of_look(station, reset_id):
            return self._openings.revision(station, reset_id)

    def lengthen(self, station: str, reset_id: str) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "extension"):
            return self._openings.lengthen(station, reset_id)

    def send_challenge(
        self,
        station: str,
        reset_id: str,
        method_id: str,
        destination: Secret | None,
        resend: bool,
        side: Side = AT_STATION,
    ) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "challenge"):
            return self._challenges.send(station, reset_id, Wish(method_id, destination, resend, side))

    def answer(
        self, station: str, reset_id: str, challenge_id: str, code: Secret, side: Side = AT_STATION
    ) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "answer"):
            return self._answers.answer(station, reset_id, challenge_id, code, side)

    def offer_handoff(self, station: str, reset_id: str) -> ResetView:
        with self._refusals.of_reset(station, reset_id, "handoff"):
            return self._handoffs.offer(station, reset_id)

    def decide_handoff(self, station: str, reset_id: str, number: int, decision: Decision) -> ResetView:
        with self._refusals.of_reset(station, reset_id, "confirmation"):
            return self._handoffs.decide(station, reset_id, number, decision)

    def open_maintenance(self, station: str, code: Secret) -> MaintenanceResult:
        return self._maintenance.open(station, code)

    def ask_approval(self, station: str, reset_id: str) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "approval"):
            return self._approvals.ask(station, reset_id)

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "return"):
            return self._approvals.give_back(station, reset_id, approval, number)

    def set_password(
        self,
        station: str,
        reset_id: str,
        intent: str,
        password: Secret,
        current: Secret | None,
        side: Side = AT_STATION,
    ) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "password"):
            return self._writes.set_password(Place(station, reset_id, intent, side), password, current)

    def unlock(self, station: str, reset_id: str, intent: str, side: Side = AT_STATION) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "unlock"):
            return self._writes.unlock(Place(station, reset_id, intent, side))

    def register_contact(
        self, station: str, reset_id: str, channel: Channel, destination: Secret
    ) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "contact"):
            return self._contacts.send(station, reset_id, channel, destination)

    def answer_contact(self, station: str, reset_id: str, code: Secret) -> ResetView:
        with _answering(), self._refusals.of_reset(station, reset_id, "contact_answer"):
            return self._contacts.answer(station, reset_id, code)

    def issue_pass(self, station: str, reset_id: str) -> PassResult:
        with _answering(), self._refusals.of_reset(station, reset_id, "pass"):
            return self._passes.issue(station, reset_id)

    def leave(self, station: str, reset_id: str) -> None:
        with _answering(), self._refusals.of_look(station, reset_id):
            self._openings.leave(station, reset_id)


class Desks:
    """Everything the core does, behind the protocols of `backend.core.api`."""

    def __init__(self, parts: Parts) -> None:
        shop = workshop(parts)
        letters, stations = Letters(shop), StationView(shop)
        self.resets = Resets(shop, letters, stations)
        self.phones = Phones(PhoneClaims(shop), self.resets, parts.directory)
        self.staff = Staff(shop, ApprovalRules(shop), stations)
        self.stations = Registry(shop)
        self.supervision = Supervision(shop, self.stations)
        deliveries = Deliveries(shop)
        self.reports: DeliveryReports = deliveries
        calls = Calls(shop, letters)
        self.calls: CallDesk = CallHooks(calls, CallLog(parts.store, parts.sealer, parts.clock))
        self.postman = OutboxPostman(shop, letters, calls, deliveries)
        self.janitor = Sweeper(shop)
        self.restored = Restored(shop)
        self.refusals = Refusals(shop)
        self.settings = SettingsRecord(shop)

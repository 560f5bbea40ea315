"""The use cases of the core, composed: `Desks` is all that the outside builds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backend.core.answers import Answers
from backend.core.api import CaptchaTelemetry, Unavailable
from backend.core.approval_rules import ApprovalRules
from backend.core.approvals import Approvals
from backend.core.calls import Calls
from backend.core.challenges import Challenges, Wish
from backend.core.janitor import Sweeper
from backend.core.letters import Letters
from backend.core.openings import Openings, Visit
from backend.core.parts import Parts
from backend.core.ports import DirectoryUnavailable
from backend.core.postman import OutboxPostman
from backend.core.secret import Secret
from backend.core.sign_ins import SignIns
from backend.core.staff_desk import Staff
from backend.core.station_view import StationView
from backend.core.stations import Registry
from backend.core.views import ResetView, SignInResult, StationInfo
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
        self._approvals = Approvals(shop)
        self._writes = Writes(shop, Ledger(shop, letters))

    def station_info(self, station: str) -> StationInfo:
        with _answering():
            return self._stations.info(station)

    def sign_in(self, station: str, identifier: str, password: Secret, language: str) -> SignInResult:
        with _answering():
            return self._sign_ins.sign_in(Visit(station, identifier, language), password)

    def start(self, station: str, identifier: str, language: str, captcha: CaptchaTelemetry) -> ResetView:
        with _answering():
            return self._openings.start(Visit(station, identifier, language), captcha)

    def view(self, station: str, reset_id: str) -> ResetView:
        with _answering():
            return self._openings.view(station, reset_id)

    def revision(self, station: str, reset_id: str) -> int:
        with _answering():
            return self._openings.revision(station, reset_id)

    def send_challenge(
        self, station: str, reset_id: str, method_id: str, destination: Secret | None, resend: bool
    ) -> ResetView:
        with _answering():
            return self._challenges.send(station, reset_id, Wish(method_id, destination, resend))

    def answer(self, station: str, reset_id: str, challenge_id: str, code: Secret) -> ResetView:
        with _answering():
            return self._answers.answer(station, reset_id, challenge_id, code)

    def ask_approval(self, station: str, reset_id: str) -> ResetView:
        with _answering():
            return self._approvals.ask(station, reset_id)

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView:
        with _answering():
            return self._approvals.give_back(station, reset_id, approval, number)

    def set_password(
        self, station: str, reset_id: str, intent: str, password: Secret, current: Secret | None
    ) -> ResetView:
        with _answering():
            return self._writes.set_password(Place(station, reset_id, intent), password, current)

    def unlock(self, station: str, reset_id: str, intent: str) -> ResetView:
        with _answering():
            return self._writes.unlock(Place(station, reset_id, intent))

    def leave(self, station: str, reset_id: str) -> None:
        with _answering():
            self._openings.leave(station, reset_id)


class Desks:
    """Everything the core does, behind the protocols of `backend.core.api`."""

    def __init__(self, parts: Parts) -> None:
        shop = workshop(parts)
        letters, stations = Letters(shop), StationView(shop)
        self.resets = Resets(shop, letters, stations)
        self.staff = Staff(shop, ApprovalRules(shop), stations)
        self.stations = Registry(shop)
        self.postman = OutboxPostman(shop, letters, Calls(shop, letters))
        self.janitor = Sweeper(shop)

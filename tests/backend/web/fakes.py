"""Fakes of the core's use cases, for tests of the web layer alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.core.api import (
    CaptchaTelemetry,
    Card,
    Pace,
    ResetGone,
)
from backend.core.pass_view import PassOutcome, PassResult
from backend.core.secret import Secret
from backend.core.sides import AT_STATION, Decision, Side
from backend.core.views import (
    Allowed,
    CaptchaDemand,
    Channel,
    IdentifierRule,
    IdleTimes,
    MaintenanceOutcome,
    MaintenanceResult,
    Outcome,
    PasswordRules,
    ResetView,
    SignInOutcome,
    SignInResult,
    StationInfo,
    Strength,
)
from backend.core.views import Desk as DeskPlace

RESET = ResetView(
    id="r1",
    revision=1,
    allowed=Allowed.CHOOSE_METHOD,
    outcome=Outcome.STARTED,
    gates_needed=1,
    gates_left=1,
    methods=(),
    challenge=None,
    approval=None,
    account=None,
    unlock_offered=False,
    broken=(),
    completed=None,
    expires_in=1200,
    retry_in=0,
    pad="",
)


class FakeClock:
    """The real time, or a `frozen` one, plus a `shift` that tests set."""

    def __init__(self, frozen: datetime | None = None) -> None:
        self._frozen = frozen
        self.shift = timedelta(0)

    def now(self) -> datetime:
        return (self._frozen or datetime.now(UTC)) + self.shift


@dataclass
class Asked:
    """One call of the desk, by name; `secret` is what was typed."""

    call: str
    station: str
    secret: str = ""


@dataclass
class FakeDesk:
    """Answers every call with `answer`; notes what was asked; raises `error` when set."""

    answer_view: ResetView = RESET
    error: Exception | None = None
    asked: list[Asked] = field(default_factory=list)
    revision_now: int = 1
    entered: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event | None = None

    def _met(self, call: str, station: str, secret: str = "", outcome: Outcome | None = None) -> ResetView:
        self.asked.append(Asked(call, station, secret))
        self.entered.set()
        if self.go_on is not None:
            assert self.go_on.wait(60)
        if self.error is not None:
            raise self.error
        view = self.answer_view
        return view if outcome is None else replace(view, outcome=outcome)

    def calls(self, call: str) -> int:
        return sum(1 for asked in self.asked if asked.call == call)

    def station_info(self, station: str) -> StationInfo:
        self._met("station_info", station)
        return StationInfo(
            station_id=station,
            name="Library",
            place="Ground floor",
            institution="Haute École Francisco Ferrer",
            accent=None,
            languages=("fr", "en"),
            identifier_rule=IdentifierRule("x", "x", "x", "he-ferrer.eu", "x", "x"),
            password_rules=PasswordRules(8, 64, (), 0, ""),
            idle=IdleTimes(),
            strength=Strength.CALM,
            slow_down=0,
            captcha=CaptchaDemand.ASKED,
            desk=DeskPlace("Library desk", "Ground floor", None, None),
            notices=(),
            sign_in_checkable=True,
            sign_in_url="https://login.example/",
            propagation=(),
            code_digits=8,
            server_time=0,
        )

    def sign_in(
        self,
        station: str,
        identifier: str,
        password: Secret,
        language: str,
        pace: Pace = Pace.ORDINARY,
    ) -> SignInResult:
        self._met("sign_in", station, password.reveal())
        if identifier.startswith("known"):
            return SignInResult(SignInOutcome.ACCEPTED, RESET)
        return SignInResult(SignInOutcome.REFUSED, None)

    def start(
        self,
        station: str,
        identifier: str | Card,
        language: str,
        captcha: CaptchaTelemetry,
        pace: Pace = Pace.ORDINARY,
    ) -> ResetView:
        return self._met("start", station)

    def view(self, station: str, reset_id: str) -> ResetView:
        if reset_id != "r1":
            raise ResetGone
        return replace(self._met("view", station, outcome=Outcome.NONE), revision=self.revision_now)

    def revision(self, station: str, reset_id: str) -> int:
        if reset_id != "r1":
            raise ResetGone
        return self.revision_now

    def send_challenge(
        self,
        station: str,
        reset_id: str,
        method_id: str,
        destination: Secret | None,
        resend: bool,
        side: Side = AT_STATION,
    ) -> ResetView:
        typed = "" if destination is None else destination.reveal()
        return self._met("send_challenge", station, typed, Outcome.SENT)

    def offer_handoff(self, station: str, reset_id: str) -> ResetView:
        return self._met("offer_handoff", station, outcome=Outcome.HANDOFF_OFFERED)

    def decide_handoff(self, station: str, reset_id: str, number: int, decision: Decision) -> ResetView:
        return self._met(f"decide_handoff {number} {decision.value}", station)

    def answer(
        self, station: str, reset_id: str, challenge_id: str, code: Secret, side: Side = AT_STATION
    ) -> ResetView:
        return self._met("answer", station, code.reveal(), Outcome.PROVED)

    def open_maintenance(self, station: str, code: Secret) -> MaintenanceResult:
        self._met("open_maintenance", station)
        right = code.matches(Secret("12345678"))
        return MaintenanceResult(MaintenanceOutcome.GRANTED if right else MaintenanceOutcome.WRONG_CODE)

    def ask_approval(self, station: str, reset_id: str) -> ResetView:
        return self._met("ask_approval", station)

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView:
        return self._met("return_number", station, number.reveal())

    def set_password(
        self,
        station: str,
        reset_id: str,
        intent: str,
        password: Secret,
        current: Secret | None,
        side: Side = AT_STATION,
    ) -> ResetView:
        return self._met(f"set_password {intent}", station, password.reveal(), Outcome.PASSWORD_SET)

    def unlock(self, station: str, reset_id: str, intent: str, side: Side = AT_STATION) -> ResetView:
        return self._met("unlock", station)

    def register_contact(
        self, station: str, reset_id: str, channel: Channel, destination: Secret
    ) -> ResetView:
        return self._met(f"contact {channel.value}", station, destination.reveal(), Outcome.CONTACT_SENT)

    def answer_contact(self, station: str, reset_id: str, code: Secret) -> ResetView:
        return self._met("contact answer", station, code.reveal(), Outcome.CONTACT_REGISTERED)

    def issue_pass(self, station: str, reset_id: str) -> PassResult:
        self._met("issue_pass", station)
        return PassResult(PassOutcome.ISSUED, f"PASS{len(self.asked)}!", 3600)

    def lengthen(self, station: str, reset_id: str) -> ResetView:
        return self._met("lengthen", station)

    def leave(self, station: str, reset_id: str) -> None:
        self._met("leave", station)

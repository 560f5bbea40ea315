"""Fakes of the core's use cases, for tests of the web layer alone."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.core.api import (
    ApprovalRefused,
    CaptchaTelemetry,
    HeartbeatReport,
    KeyStanding,
    KnownKey,
    OpenedRequest,
    PendingEnrolment,
    ProofSeen,
    RequestClosed,
    RequestRow,
    RequestStatus,
    ResetGone,
    StationNote,
    StationRow,
    TracedRecord,
    TrueReason,
)
from backend.core.secret import Secret
from backend.core.views import (
    Allowed,
    EnrolmentOffer,
    EnrolmentState,
    EnrolmentStatus,
    IdentifierRule,
    IdleTimes,
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
            assert self.go_on.wait(20)
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
            desk=DeskPlace("Library desk", "Ground floor", None, None),
            notices=(),
            sign_in_checkable=True,
            sign_in_url="https://login.example/",
            propagation=(),
            code_digits=8,
            server_time=0,
        )

    def sign_in(self, station: str, identifier: str, password: Secret, language: str) -> SignInResult:
        self._met("sign_in", station, password.reveal())
        if identifier.startswith("known"):
            return SignInResult(SignInOutcome.ACCEPTED, RESET)
        return SignInResult(SignInOutcome.REFUSED, None)

    def start(self, station: str, identifier: str, language: str, captcha: CaptchaTelemetry) -> ResetView:
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
        self, station: str, reset_id: str, method_id: str, destination: Secret | None, resend: bool
    ) -> ResetView:
        typed = "" if destination is None else destination.reveal()
        return self._met("send_challenge", station, typed, Outcome.SENT)

    def answer(self, station: str, reset_id: str, challenge_id: str, code: Secret) -> ResetView:
        return self._met("answer", station, code.reveal(), Outcome.PROVED)

    def ask_approval(self, station: str, reset_id: str) -> ResetView:
        return self._met("ask_approval", station)

    def return_number(self, station: str, reset_id: str, approval: int, number: Secret) -> ResetView:
        return self._met("return_number", station, number.reveal())

    def set_password(
        self, station: str, reset_id: str, intent: str, password: Secret, current: Secret | None
    ) -> ResetView:
        return self._met(f"set_password {intent}", station, password.reveal(), Outcome.PASSWORD_SET)

    def unlock(self, station: str, reset_id: str, intent: str) -> ResetView:
        return self._met("unlock", station)

    def leave(self, station: str, reset_id: str) -> None:
        self._met("leave", station)


@dataclass
class FakeRegistry:
    """Stations by the fingerprint of their key."""

    keys: dict[str, KnownKey] = field(default_factory=dict)
    offers: dict[str, bytes] = field(default_factory=dict)
    reports: list[HeartbeatReport] = field(default_factory=list)

    def enrol(self, public: bytes, station: str = "s1", standing: KeyStanding = KeyStanding.ACTIVE) -> None:
        self.keys[hashlib.sha256(public).hexdigest()] = KnownKey(station, public, standing)

    def key(self, fingerprint: str) -> KnownKey | None:
        return self.keys.get(fingerprint)

    def offer(self, public_key: bytes) -> EnrolmentOffer:
        self.offers["e1"] = public_key
        return EnrolmentOffer("e1", "ABCD-EFGH", hashlib.sha256(public_key).hexdigest(), "https://c/", 5, 600)

    def poll(self, enrolment_id: str, fingerprint: str) -> EnrolmentState:
        return EnrolmentState(EnrolmentStatus.PENDING)

    def offered_key(self, enrolment_id: str) -> bytes | None:
        return self.offers.get(enrolment_id)

    def approve(self, code: str, name: str, place: str, operator: str) -> str:
        raise NotImplementedError

    def refuse(self, code: str, operator: str) -> None:
        raise NotImplementedError

    def withdraw(self, station: str, operator: str) -> None:
        raise NotImplementedError

    def beat(self, station: str, report: HeartbeatReport) -> None:
        self.reports.append(report)

    def listing(self) -> tuple[StationRow, ...]:
        return ()

    def pending(self) -> tuple[PendingEnrolment, ...]:
        return ()


@dataclass
class FakeStaffDesk:
    """One request, `a1`, opened by the code `K7Q2MD`."""

    opened: OpenedRequest
    seen_by: set[str] = field(default_factory=set)
    decisions: list[tuple[str, str, str]] = field(default_factory=list)
    error: Exception | None = None

    def requests(self) -> tuple[RequestRow, ...]:
        if self.error is not None:
            raise self.error
        return (self.opened.row,)

    def open(self, request_code: str, staff: str) -> OpenedRequest:
        if request_code != "K7Q2MD":
            raise RequestClosed
        self.seen_by.add(staff)
        return self.opened

    def look(self, approval_id: str, staff: str) -> OpenedRequest:
        if approval_id != "a1" or staff not in self.seen_by:
            raise RequestClosed
        return self.opened

    def attach(self, approval_id: str, staff: str, identifier: str) -> OpenedRequest:
        self.opened = replace(self.opened, account_identifier=identifier)
        return self.opened

    def approve(self, approval_id: str, staff: str, proof: ProofSeen, reason: str) -> OpenedRequest:
        if not self.opened.approvable:
            raise ApprovalRefused(self.opened.refusal_reason)
        self.decisions.append((staff, proof.value, reason))
        return self._become(RequestStatus.APPROVED, "472")

    def refuse(self, approval_id: str, staff: str, reason: str) -> OpenedRequest:
        self.decisions.append((staff, "refused", reason))
        return self._become(RequestStatus.REFUSED, "")

    def notes(self) -> tuple[StationNote, ...]:
        return (StationNote("s1", "Library 1", "Library", 4, "Many failures in a row: it slows down."),)

    def trace(self, reference: str, staff: str) -> tuple[TracedRecord, ...]:
        if reference != "ABCD2345":
            return ()
        now = datetime.now(UTC)
        return tuple(
            TracedRecord(now, kind, staff, "s1", "{}", genuine=genuine)
            for kind, genuine in (("write_started", True), ("write_done", False))
        )

    def _become(self, status: RequestStatus, number: str) -> OpenedRequest:
        row = replace(self.opened.row, status=status)
        self.opened = replace(self.opened, row=row, return_number=number)
        return self.opened


def waiting_request() -> OpenedRequest:
    now = datetime.now(UTC)
    row = RequestRow(
        "a1", "Library 1", "Library, ground floor", now, now + timedelta(minutes=10), RequestStatus.WAITING
    )
    return OpenedRequest(
        row=row,
        identifier_typed="francisco.ferrer",
        display_name="Francisco Ferrer",
        account_identifier="FerrerFr2017@he-ferrer.eu",
        reasons=(TrueReason.LOCKED, TrueReason.NO_CONTACT),
        approvable=True,
        refusal_reason="",
        return_number="",
    )

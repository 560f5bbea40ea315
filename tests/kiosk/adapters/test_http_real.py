"""The client against the real backend, in a process of its own over TLS."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.adapters.clock import Clock, SystemClock
from kiosk.adapters.http_backend import HttpBackend, Machine, Timeouts
from kiosk.adapters.transport import trust
from kiosk.core import effects as fx
from kiosk.core.results import (
    Allowed,
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    Failed,
    FaultKind,
    HeartbeatAnswered,
    LeaveAnswered,
    Outcome,
    ResetAnswered,
    Result,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
)
from kiosk.core.secret import Secret
from tests.kiosk.adapters.conftest import MemoryKey
from tests.servers.backend import RunningBackend, running_backend


@dataclass
class Client:
    """The product's client with a key of its own."""

    running: RunningBackend
    clock: Clock = field(default_factory=SystemClock)
    key: MemoryKey = field(default_factory=MemoryKey)

    def __post_init__(self) -> None:
        context, machine = trust(self.running.ca), Machine("0.1.0", 1)
        self.backend = HttpBackend(
            self.running.station_api, context, self.key, self.clock, machine, timeouts=Timeouts()
        )

    def ask(self, call: fx.Call, intent: str = "") -> Result:
        return self.backend.perform(call, intent or secrets.token_hex(16))

    def reset(self) -> ResetAnswered:
        result = self.ask(fx.StartReset("Nobody.Here@he-ferrer.eu", "fr", fx.ChallengeKind.IMAGE, 1, 9))
        assert isinstance(result, ResetAnswered), result
        return result


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(tmp_path_factory.mktemp("backend")) as backend:
        yield backend


@pytest.fixture(scope="module")
def enrolled(running: RunningBackend) -> Iterator[Client]:
    client = Client(running)
    offered = client.ask(fx.OfferEnrolment())
    assert isinstance(offered, EnrolmentOffered), offered
    assert offered.offer.fingerprint.replace(":", "").lower() == client.key.fingerprint
    waiting = client.ask(fx.PollEnrolment(offered.offer.id))
    assert waiting == EnrolmentPolled(EnrolmentStatus.PENDING)
    running.cli("station", "approve", offered.offer.code, "--name", "Library", "--place", "Ground floor")
    time.sleep(offered.offer.interval)
    assert client.ask(fx.PollEnrolment(offered.offer.id)) == EnrolmentPolled(EnrolmentStatus.APPROVED)
    yield client
    client.backend.close()


def kind_of(result: Result) -> FaultKind:
    assert isinstance(result, Failed), result
    return result.kind


def test_settings_and_heartbeat(enrolled: Client) -> None:
    fetched = enrolled.ask(fx.FetchStation())
    assert isinstance(fetched, StationFetched), fetched
    assert fetched.info.name == "Library"
    assert enrolled.ask(fx.Heartbeat("attract", "")) == HeartbeatAnswered()


def test_a_reset_is_started_polled_and_left(enrolled: Client) -> None:
    view = enrolled.reset().view
    assert view.outcome is Outcome.STARTED
    assert view.allowed is Allowed.CHOOSE_METHOD
    polled = enrolled.ask(fx.PollReset(view.id, view.revision - 1))
    assert isinstance(polled, ResetAnswered)
    assert polled.view.id == view.id
    assert enrolled.ask(fx.LeaveReset(view.id)) == LeaveAnswered()
    assert kind_of(enrolled.ask(fx.PollReset(view.id, 0))) in (FaultKind.RESET_GONE,)


def test_the_same_intent_gets_the_first_answer(enrolled: Client) -> None:
    call = fx.StartReset("Nobody.Here@he-ferrer.eu", "fr", fx.ChallengeKind.IMAGE, 1, 9)
    intent = secrets.token_hex(16)
    assert enrolled.ask(call, intent) == enrolled.ask(call, intent)


def test_the_same_intent_with_another_body_is_rejected(enrolled: Client) -> None:
    intent = secrets.token_hex(16)
    for seconds in (1, 2):
        last = enrolled.ask(
            fx.StartReset("Nobody.Here@he-ferrer.eu", "fr", fx.ChallengeKind.IMAGE, 1, seconds), intent
        )
    assert kind_of(last) is FaultKind.REJECTED


def test_a_wrong_password_is_refused(enrolled: Client) -> None:
    answer = enrolled.ask(fx.SignIn("Nobody.Here@he-ferrer.eu", Secret("Wrong-pass-1"), "fr"))
    assert answer == SignInAnswered(SignInOutcome.REFUSED, None)


def test_a_password_before_any_proof_is_not_allowed(enrolled: Client) -> None:
    view = enrolled.reset().view
    early = enrolled.ask(fx.SetPassword(view.id, Secret("New-pass-word-1"), None))
    assert kind_of(early) is FaultKind.NOT_ALLOWED


def test_an_unknown_reset_is_gone(enrolled: Client) -> None:
    assert kind_of(enrolled.ask(fx.PollReset("no-such-reset", 0))) is FaultKind.RESET_GONE


def test_a_key_nobody_approved(running: RunningBackend) -> None:
    client = Client(running)
    assert kind_of(client.ask(fx.FetchStation())) is FaultKind.KEY_UNKNOWN
    client.backend.close()


@dataclass
class LateClock:
    """The real clock, some seconds off."""

    seconds: float

    def wall(self) -> float:
        return time.time() + self.seconds

    def elapsed(self) -> float:
        return time.monotonic()


@pytest.mark.parametrize("seconds", [-300, 300])
def test_a_wrong_clock_is_said_with_its_skew(seconds: int, enrolled: Client) -> None:
    skewed = Client(enrolled.running, clock=LateClock(seconds), key=enrolled.key)
    result = skewed.ask(fx.FetchStation())
    skewed.backend.close()
    assert kind_of(result) is FaultKind.CLOCK_SKEW
    assert isinstance(result, Failed)
    assert abs(result.skew - seconds) <= 2


def test_nothing_listens_after_a_kill_and_the_restart_is_met(tmp_path: Path) -> None:
    with running_backend(tmp_path) as backend:
        client = Client(backend)
        assert kind_of(client.ask(fx.FetchStation())) is FaultKind.KEY_UNKNOWN
        backend.kill()
        assert kind_of(client.ask(fx.FetchStation())) is FaultKind.UNREACHABLE
        client.backend.close()

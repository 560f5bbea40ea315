from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from kiosk.core.effects import (
    Announce,
    CallBackend,
    CheckStart,
    Chime,
    Effect,
    FetchStation,
    JudgeCaptcha,
    MakeCaptcha,
    OpenKey,
    PlayChime,
    PollReset,
    SpeakCaptcha,
    StopSound,
    Wipe,
)
from kiosk.core.events import (
    Activity,
    Arrival,
    CaptchaJudged,
    CaptchaMade,
    CaptchaSpoken,
    Crashed,
    Event,
    KeyOpened,
    Left,
    Replied,
    StartFailed,
    StartFaultKind,
    StartMended,
    Tick,
    Touched,
)
from kiosk.core.ports import KeyFault, KeyUnusable
from kiosk.core.results import HeartbeatAnswered, Strength
from kiosk.core.secret import Secret
from kiosk.core.states import Attract, Kiosk
from kiosk.qt.driver import FlowDriver, Inputs, Lanes, Services
from tests.kiosk.qt.driver.fakes import (
    ImmediateRunner,
    OneKey,
    RecordingBackend,
    RecordingChimes,
    RecordingDesk,
)


@dataclass
class ScriptedFlow:
    """Answers the n-th event with the n-th list of effects, and keeps every arrival."""

    script: list[Sequence[Effect]] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    broken_on: type[object] | tuple[type[object], ...] = ()

    @property
    def events(self) -> list[Event]:
        return [arrival.event for arrival in self.arrivals]

    def step(self, kiosk: Kiosk, arrival: Arrival) -> tuple[Kiosk, Sequence[Effect]]:
        self.arrivals.append(arrival)
        if isinstance(arrival.event, self.broken_on):
            raise ZeroDivisionError
        effects = self.script.pop(0) if self.script else ()
        return Kiosk(page=Attract(), next_request=kiosk.next_request + 1), effects


@dataclass
class Bench:
    flow: ScriptedFlow = field(default_factory=ScriptedFlow)
    backend: RecordingBackend = field(default_factory=RecordingBackend)
    keys: OneKey = field(default_factory=OneKey)
    desk: RecordingDesk = field(default_factory=RecordingDesk)
    chimes: RecordingChimes = field(default_factory=RecordingChimes)
    calls: ImmediateRunner = field(default_factory=ImmediateRunner)
    polls: ImmediateRunner = field(default_factory=ImmediateRunner)
    captcha: ImmediateRunner = field(default_factory=ImmediateRunner)
    wiped: int = 0
    now: float = 0.0
    drawn: int = 0
    wrong: StartFailed | None = None
    reports: list[BaseException] = field(default_factory=list)

    def wipe(self) -> None:
        self.wiped += 1

    def check(self) -> StartFailed | None:
        return self.wrong

    def report(self, error: BaseException) -> str:
        self.reports.append(error)
        return f"REF{len(self.reports)}"

    def entropy(self) -> str:
        self.drawn += 1
        return f"{self.drawn:032x}"

    def elapsed(self) -> float:
        return self.now

    def driver(self) -> FlowDriver:
        services = Services(self.backend, self.keys, self.desk, self.chimes, self.wipe, self.check)
        lanes = Lanes(self.calls, self.polls, self.captcha)
        inputs = Inputs(self.elapsed, self.entropy, self.report)
        return FlowDriver(self.flow.step, Kiosk(), services, lanes, inputs)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def driver(bench: Bench, qapp: object) -> Iterator[FlowDriver]:
    made = bench.driver()
    yield made
    made.close()


def test_an_event_changes_the_state_before_its_effects(bench: Bench, driver: FlowDriver) -> None:
    seen: list[int] = []
    driver.state_changed.connect(lambda _: seen.append(len(bench.chimes.played)))
    bench.flow.script = [[PlayChime(Chime.REFUSED)]]
    driver.send(Touched())
    assert seen == [0]
    assert bench.chimes.played == [Chime.REFUSED]
    assert driver.kiosk.page == Attract()


def test_every_arrival_has_entropy_of_its_own(bench: Bench, driver: FlowDriver) -> None:
    driver.send(Touched())
    driver.send(Left())
    assert [arrival.entropy for arrival in bench.flow.arrivals] == [f"{1:032x}", f"{2:032x}"]


def test_an_event_sent_while_one_is_handled_waits(bench: Bench, driver: FlowDriver) -> None:
    order: list[str] = []

    def answer(_: object) -> None:
        order.append("shown")
        if len(bench.flow.arrivals) == 1:
            driver.send(Left())
            order.append("sent")

    driver.state_changed.connect(answer)
    driver.send(Touched())
    assert order == ["shown", "sent", "shown"]
    assert bench.flow.events == [Touched(), Left()]


def test_a_thousand_events_sent_from_within_do_not_recurse(bench: Bench, driver: FlowDriver) -> None:
    def answer(_: object) -> None:
        if len(bench.flow.arrivals) < 1000:
            driver.send(Activity())

    driver.state_changed.connect(answer)
    driver.send(Touched())
    assert len(bench.flow.arrivals) == 1000


@pytest.mark.parametrize(
    ("effect", "event"),
    [
        (CallBackend(5, "ab", FetchStation()), Replied(5, HeartbeatAnswered())),
        (CallBackend(6, "cd", PollReset("r", 1)), Replied(6, HeartbeatAnswered())),
        (OpenKey(1), KeyOpened(1, "ab" * 32)),
        (CheckStart(7), StartMended(7)),
        (MakeCaptcha(2, Strength.CALM), CaptchaMade(2, "captcha-1", b"png", 5)),
        (SpeakCaptcha(3, "captcha-1", "fr", slow=True), CaptchaSpoken(3, "captcha-1", heard=True)),
        (JudgeCaptcha(4, "captcha-1", Secret("abc")), CaptchaJudged(4, right=True)),
    ],
)
def test_an_effect_comes_back_as_its_event(
    effect: Effect, event: Event, bench: Bench, driver: FlowDriver
) -> None:
    bench.flow.script = [[effect]]
    driver.send(Touched())
    assert bench.flow.events == [Touched(), event]


def test_a_long_poll_has_a_lane_of_its_own(bench: Bench, driver: FlowDriver) -> None:
    bench.calls.held = bench.polls.held = bench.captcha.held = True
    bench.flow.script = [
        [CallBackend(1, "a", PollReset("r", 1)), CallBackend(2, "b", FetchStation()), StopSound()]
    ]
    driver.send(Touched())
    assert (bench.polls.waiting, bench.calls.waiting, bench.captcha.waiting) == (1, 1, 1)
    bench.calls.run_all()
    assert bench.backend.performed == [(FetchStation(), "b")]


def test_sound_and_announcements(bench: Bench, driver: FlowDriver, qtbot: QtBot) -> None:
    bench.flow.script = [[StopSound(), Announce()]]
    with qtbot.waitSignal(driver.announced, timeout=60_000):
        driver.send(Touched())
    assert bench.desk.asked == [("silence",)]


def test_wipe_forgets_and_shows_the_state_again(bench: Bench, driver: FlowDriver, qtbot: QtBot) -> None:
    shown: list[int] = []
    driver.state_changed.connect(lambda _: shown.append(bench.wiped))
    bench.flow.script = [[Wipe()]]
    with qtbot.waitSignal(driver.wiped, timeout=60_000):
        driver.send(Left())
    assert shown == [0, 1]


def test_what_is_still_wrong_comes_back_under_its_request(bench: Bench, driver: FlowDriver) -> None:
    bench.wrong = StartFailed(StartFaultKind.SETTINGS, "station.toml: [station] dpi")
    bench.flow.script = [[CheckStart(9)]]
    driver.send(Touched())
    assert bench.flow.events[-1] == StartFailed(StartFaultKind.SETTINGS, "station.toml: [station] dpi", 9)


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (KeyFault.MISSING, StartFaultKind.NO_KEYRING),
        (KeyFault.LOCKED, StartFaultKind.KEYRING_LOCKED),
        (KeyFault.TIMEOUT, StartFaultKind.KEYRING_TIMEOUT),
    ],
)
def test_an_unusable_key_is_a_start_fault(
    fault: KeyFault, kind: StartFaultKind, bench: Bench, driver: FlowDriver
) -> None:
    bench.keys.fault = KeyUnusable(fault, "unlock it")
    bench.flow.script = [[OpenKey(9)]]
    driver.send(Touched())
    assert bench.flow.events[-1] == StartFailed(kind, "unlock it", 9)


# --- time ---------------------------------------------------------------------------------------


def test_a_tick_carries_whole_seconds_and_loses_none(bench: Bench, driver: FlowDriver) -> None:
    for bench.now in (0.9, 1.9, 2.2, 4.1, 63.6):
        driver._tick()
    assert bench.flow.events == [Tick(1), Tick(1), Tick(2), Tick(59)]


def test_ticks_come_from_the_timer(bench: Bench, driver: FlowDriver, qtbot: QtBot) -> None:
    driver.start()
    bench.now = 5.0
    qtbot.waitUntil(lambda: bench.flow.events == [Tick(5)], timeout=60_000)


# --- the unexpected -----------------------------------------------------------------------------


def test_an_exception_of_the_flow_becomes_a_state(bench: Bench, driver: FlowDriver) -> None:
    bench.flow.broken_on = Touched
    driver.send(Touched())
    assert isinstance(bench.reports[0], ZeroDivisionError)
    assert bench.flow.events == [Touched(), Crashed("REF1")]


def test_a_crash_comes_before_what_was_waiting(bench: Bench, driver: FlowDriver) -> None:
    bench.flow.broken_on = Touched
    bench.flow.script = []

    def answer(_: object) -> None:
        if bench.flow.events == [Activity()]:
            driver.send(Touched())
            driver.send(Left())

    driver.state_changed.connect(answer)
    driver.send(Activity())
    assert bench.flow.events == [Activity(), Touched(), Crashed("REF1"), Left()]


def test_a_flow_that_cannot_even_crash_ends_the_program(
    bench: Bench, driver: FlowDriver, qtbot: QtBot
) -> None:
    bench.flow.broken_on = (Touched, Crashed)
    with qtbot.waitSignal(driver.gave_up, timeout=60_000):
        driver.send(Touched())
    assert len(bench.flow.arrivals) == 2


def test_an_exception_of_a_worker_becomes_a_state(bench: Bench, driver: FlowDriver) -> None:
    driver.crash(RuntimeError("x"))
    assert bench.flow.events == [Crashed("REF1")]


def test_results_after_close_are_dropped(bench: Bench, driver: FlowDriver) -> None:
    bench.calls.held = True
    bench.flow.script = [[CallBackend(1, "a", FetchStation())]]
    driver.send(Touched())
    driver.close()
    bench.calls.run_all()
    assert bench.flow.events == [Touched()]

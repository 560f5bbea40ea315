"""The station at its window while the backend goes away, changes its mind, or disagrees about the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from demo.rehearsal import ToldChance
from kiosk import app
from kiosk.app import Station
from kiosk.core.results import FaultKind
from kiosk.core.states import (
    Attract,
    ChooseMethod,
    CodeProblem,
    Done,
    EnterCode,
    Identify,
    IdentifyProblem,
    Link,
    MethodProblem,
    NewPassword,
    OutOfService,
    Page,
    PasswordProblem,
)
from tests.e2e.station.conftest import World, outside
from tests.e2e.station.places import method
from tests.e2e.station.test_captcha_misses import WRONG
from tests.e2e.station.visitor import WAIT, TurnedClock, Visitor
from tests.kiosk.adapters.certificates import Authority

Step = Callable[[Visitor, int], None]


@pytest.fixture(autouse=True)
def alive_again(world: World) -> Iterator[None]:
    """Whatever a test did to the backend, the next one finds it running."""
    yield
    process = world.backend.process
    if process is None or process.poll() is not None:
        world.backend.start()


@pytest.mark.parametrize(
    ("person", "step", "page", "then"),
    [
        pytest.param(0, Visitor.to_identify, Identify, ChooseMethod, id="identify"),
        pytest.param(1, method, ChooseMethod, EnterCode, id="method"),
        pytest.param(2, Visitor.to_code, EnterCode, NewPassword, id="code"),
        pytest.param(3, Visitor.to_password, NewPassword, Done, id="password"),
    ],
)
def test_a_killed_backend_costs_nobody_the_step(
    person: int, step: Step, page: type[Page], then: type[Page], visitor: Visitor
) -> None:
    step(visitor, person)
    visitor.backend.kill()
    visitor.submit()
    visitor.until(lambda: visitor.kiosk.link is Link.TROUBLED)
    assert visitor.kiosk.pending is not None
    shown = visitor.kiosk.page
    assert isinstance(getattr(shown, "under", shown), page)
    visitor.backend.start()
    visitor.on(then)
    assert visitor.kiosk.link is Link.UP


def test_every_usual_mistake_is_answered_and_the_way_goes_on(visitor: Visitor) -> None:
    person = 4
    visitor.to_identify(person)
    visitor.type("answer", WRONG)
    before = visitor.kiosk.page
    visitor.submit()
    visitor.problem(IdentifyProblem.ANSWER_WRONG)
    visitor.picture()
    after = visitor.kiosk.page
    assert isinstance(before, Identify)
    assert isinstance(after, Identify)
    assert before.captcha.picture != after.captcha.picture
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    visitor.choose_sms("0470 99 99 99")
    visitor.submit()
    visitor.problem(MethodProblem.DESTINATION_MISMATCH)
    visitor.escape()
    visitor.to_code(person)
    code = visitor.actor.find("code")
    assert isinstance(code, QLineEdit)
    right = code.text().replace(" ", "")
    visitor.type("code", right[:-1] + str((int(right[-1]) + 1) % 10))
    visitor.submit()
    visitor.problem(CodeProblem.WRONG)
    visitor.type("code", right)
    visitor.submit()
    visitor.on(NewPassword)
    for name in ("password", "repeated"):
        visitor.type(name, "Password-1")
    visitor.submit()
    visitor.problem(PasswordProblem.REFUSED)


def test_an_unknown_identifier_is_shown_decoys_that_never_match(visitor: Visitor) -> None:
    visitor.to_identify(5)
    visitor.type("identifier", "NobodyXy2016@he-ferrer.eu")
    visitor.submit()
    visitor.on(ChooseMethod)
    page = visitor.kiosk.page
    assert isinstance(page, ChooseMethod)
    assert page.view.methods
    first = page.view.methods[0]
    visitor.actor.choose(first.channel.value)
    wrong = "nobody@example.org" if first.channel.value == "email" else "0470 12 34 23"
    visitor.type("destination", wrong)
    visitor.submit()
    visitor.problem(MethodProblem.DESTINATION_MISMATCH)


def out_of_service(station: Station, reason: FaultKind) -> bool:
    page = station.driver.kiosk.page
    return isinstance(page, OutOfService) and page.reason is reason


def test_a_wrong_clock_is_named_with_its_error(
    visitor: Visitor, world: World, qapp: QApplication, qtbot: QtBot
) -> None:
    visitor.on(Attract)  # the key is enrolled
    clock = TurnedClock()
    clock.ahead = 3600
    wrong = outside(world.settings, ToldChance(), clock)
    with Station(qapp, world.settings, app.footing(world.settings), wrong) as station:
        qtbot.waitUntil(lambda: out_of_service(station, FaultKind.CLOCK_SKEW), timeout=WAIT)
        page = station.driver.kiosk.page
        assert isinstance(page, OutOfService)
        assert 3500 < abs(page.skew) < 3700


def test_another_ca_is_named(world: World, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    settings = replace(world.settings, ca_file=Authority.make(tmp_path).file)
    real = outside(settings, ToldChance(), TurnedClock())
    with Station(qapp, settings, app.footing(settings), real) as station:
        qtbot.waitUntil(lambda: out_of_service(station, FaultKind.TLS), timeout=WAIT)

"""The backend goes away in the middle of a reset and stays away: said, out of service, and back by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from kiosk.core.events import Tick
from kiosk.core.results import FaultKind
from kiosk.core.states import (
    Attract,
    CodeProblem,
    EnterCode,
    IdleWarning,
    Link,
    NewPassword,
    OutOfService,
    Page,
    WriteUnknown,
)
from kiosk.qt.trouble import trouble_text
from tests.e2e.station import people
from tests.e2e.station.conftest import World
from tests.e2e.station.places import Step, person_traces, typed
from tests.e2e.station.traces import Trace, found, trace, undone
from tests.e2e.station.visitor import Visitor


@pytest.fixture(autouse=True)
def alive_again(world: World) -> Iterator[None]:
    """Whatever a test did to the backend, the next one finds it running."""
    yield
    process = world.backend.process
    if process is None or process.poll() is not None:
        world.backend.start()


def shown(visitor: Visitor) -> Page:
    page = visitor.kiosk.page
    return getattr(page, "under", page)


def out_of_service(visitor: Visitor) -> bool:
    page = visitor.kiosk.page
    return isinstance(page, OutOfService) and page.reason is FaultKind.UNREACHABLE


def labels(visitor: Visitor) -> str:
    """All that can be read on the window now, in plain apostrophes."""
    texts = (one.text() for one in visitor.station.window.findChildren(QLabel) if one.isVisible())
    return "\n".join(texts).replace("\u2019", "'")


def given_up(visitor: Visitor) -> bool:
    page = shown(visitor)
    told = isinstance(page, EnterCode) and page.problem is CodeProblem.UNAVAILABLE
    return told or isinstance(page, WriteUnknown)


def stays_and_says_so(visitor: Visitor, page: type[Page]) -> None:
    visitor.submit()
    visitor.until(lambda: visitor.kiosk.link is Link.TROUBLED)
    assert isinstance(shown(visitor), page)
    visitor.until(lambda: trouble_text(visitor.kiosk) in labels(visitor))
    assert "Connexion interrompue" in labels(visitor)


def leaves_service(visitor: Visitor) -> None:
    """Nobody touches the station any more: the call is given up, idle ends the session, calls fail."""
    visitor.pass_time(lambda: given_up(visitor))
    visitor.pass_time(lambda: isinstance(visitor.kiosk.page, IdleWarning))
    visitor.pass_time(lambda: out_of_service(visitor))
    visitor.until(lambda: "n'est pas joignable" in labels(visitor))
    assert "Cette borne est hors service" in labels(visitor)


def assert_gone(visitor: Visitor, traces: list[Trace]) -> None:
    visitor.until(lambda: not found(traces))


@pytest.mark.parametrize(
    ("person", "step", "page"),
    [
        pytest.param(6, Visitor.to_code, EnterCode, id="code", marks=pytest.mark.exhaustive),
        pytest.param(7, Visitor.to_password, NewPassword, id="password"),
    ],
)
def test_gone_for_good_ends_the_session_and_service_comes_back(
    person: int, step: Step, page: type[Page], visitor: Visitor
) -> None:
    step(visitor, person)
    traces = typed(visitor) + person_traces(person)
    assert found(traces) == {one.name for one in traces}, "the positive control"
    visitor.backend.kill()
    stays_and_says_so(visitor, page)
    assert "identifier" in found(traces), "nothing is wiped while the person may still be served"
    leaves_service(visitor)
    traces += [trace("sent number", people.number(person))]
    assert_gone(visitor, traces)
    visitor.station.driver.send(Tick(1))
    assert out_of_service(visitor), "it stays out of service while nothing answers"
    address = visitor.backend.station_api
    visitor.backend.start()
    assert visitor.backend.station_api == address
    visitor.pass_time(lambda: isinstance(visitor.kiosk.page, Attract))
    assert visitor.kiosk.link is Link.UP
    assert_gone(visitor, traces)
    assert undone(visitor.station.window.findChildren(QLineEdit), traces) == set()
    visitor.to_method(person + 2)

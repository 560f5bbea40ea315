"""rules.md, Memory: after every way out of every page, nothing of the person can be reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core.events import Crashed, Tick
from kiosk.core.states import Attract, Maintenance, OutOfService
from tests.e2e.station.places import PLACES, sent
from tests.e2e.station.traces import found
from tests.e2e.station.visitor import Visitor


def escape(visitor: Visitor) -> None:
    visitor.escape()
    visitor.on(Attract)


def idle_out(visitor: Visitor) -> None:
    driver = visitor.station.driver
    for _ in range(600):
        if isinstance(driver.kiosk.page, Attract):
            break
        driver.send(Tick(5))
    visitor.on(Attract)


def crash(visitor: Visitor) -> None:
    visitor.station.driver.send(Crashed("ABCD2345"))
    visitor.until(lambda: isinstance(visitor.kiosk.page, OutOfService))


def gesture(visitor: Visitor) -> None:
    """Staff hold the hidden part of the window while somebody's session is open."""
    visitor.station.window.hold.complete()
    visitor.on(Maintenance)


WAYS: dict[str, Callable[[Visitor], None]] = {
    "escape": escape,
    "idle": idle_out,
    "crash": crash,
    "gesture": gesture,
}
CASES = tuple((place, way) for place in PLACES for way in WAYS)
PEOPLE = len(CASES)
pytestmark = pytest.mark.timeout(600)
SAMPLED = {"sign in", "code", "phone", "password", "contact code"}
"""Each page that holds something of its own, by one way; and every way from one page."""


def _time_for(place: str, way: str) -> tuple[pytest.MarkDecorator, ...]:
    """The others where there is time."""
    sampled = place in SAMPLED if way == "escape" else place == "password"
    return () if sampled else (pytest.mark.exhaustive,)


@pytest.mark.parametrize(
    ("person", "place", "way"),
    [
        pytest.param(n, place, way, id=f"{place}-{way}", marks=_time_for(place, way))
        for n, (place, way) in enumerate(CASES)
    ],
)
def test_nothing_is_left(person: int, place: str, way: str, visitor: Visitor) -> None:
    PLACES[place].go(visitor, person)
    traces = PLACES[place].traces(visitor, person)
    names = {one.name for one in traces}
    assert found(traces) == names, "the positive control: what is on the page must be found"
    traces += sent(visitor, person)
    WAYS[way](visitor)
    visitor.forgets(traces)

"""A fault of the station during a session: named, nothing is left, and service comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.e2e.station.conftest import World
from tests.e2e.station.places import PLACES, sent
from tests.e2e.station.traces import found
from tests.e2e.station.troubles import TLS, OtherAuthority, Trouble, UnknownKey, WrongClock, in_service
from tests.e2e.station.visitor import Visitor

TROUBLES: dict[type[Trouble], str] = {
    OtherAuthority: "certificat",
    WrongClock: "horloge",
    UnknownKey: "",
}
"""And a word that the page says of it."""
CASES = tuple((place, trouble) for place in PLACES for trouble in TROUBLES)
PEOPLE = len(CASES)
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(autouse=True)
def trusted_again(world: World) -> Iterator[None]:
    """Whatever a test did to the backend, the next one finds it running and trusted."""
    yield
    backend = world.backend
    changed = [backend.environment.pop(name, None) for name in TLS]
    running = backend.process is not None and backend.process.poll() is None
    if any(changed) and running:
        backend.kill()
    if any(changed) or not running:
        backend.start()


@pytest.mark.parametrize(
    ("person", "place", "trouble"),
    [
        pytest.param(
            n,
            place,
            trouble,
            id=f"{place}-{trouble.__name__}",
            marks=() if place == "password" else (pytest.mark.exhaustive,),
        )
        for n, (place, trouble) in enumerate(CASES)
    ],
)
def test_a_fault_ends_the_session_and_service_comes_back(
    person: int, place: str, trouble: type[Trouble], visitor: Visitor, tmp_path: Path
) -> None:
    PLACES[place].go(visitor, person)
    traces = PLACES[place].traces(visitor, person)
    assert found(traces) == {one.name for one in traces}, "the positive control"
    traces += sent(visitor, person)
    fault = trouble(visitor, tmp_path)
    fault.begin()
    visitor.pass_time(lambda: fault.is_shown(visitor.kiosk.page))
    visitor.forgets(traces)
    assert TROUBLES[trouble] in labels(visitor)
    fault.mend()
    visitor.pass_time(lambda: in_service(visitor))
    visitor.forgets(traces)
    visitor.to_identify(person)


def labels(visitor: Visitor) -> str:
    """All that can be read on the window now."""
    texts = (one.text() for one in visitor.station.window.findChildren(QLabel) if one.isVisible())
    return "\n".join(texts)

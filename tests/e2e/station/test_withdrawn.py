"""Staff block the station, or withdraw its key for good, while somebody stands there (docs/console.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend.commands import Context
from backend.core.station_care import StationCare
from demo.rehearsal import ToldChance
from kiosk import app
from kiosk.adapters.station_keys import SERVICE
from kiosk.app import Station
from kiosk.core.results import FaultKind
from kiosk.core.states import Attract, Enrolling, OutOfService
from tests.e2e.station.conftest import World, outside
from tests.e2e.station.places import PLACES, sent
from tests.e2e.station.traces import found
from tests.e2e.station.visitor import WAIT, TurnedClock, Visitor

PAUSES = 3
"""So many tries to come back are watched."""
pytestmark = pytest.mark.timeout(600)


@contextmanager
def care(world: World) -> Iterator[StationCare]:
    """What the console's supervisor has."""
    with Context(None, world.backend.data).backend() as backend:
        yield backend.desks.supervision.care


def active(world: World) -> str:
    """The id of the one station that may work."""
    rows = world.backend.cli("station", "list").splitlines()
    return next(row.split()[0] for row in rows if " active " in row)


def shut(visitor: Visitor) -> bool:
    page = visitor.kiosk.page
    return isinstance(page, OutOfService) and page.reason is FaultKind.KEY_WITHDRAWN


def stays_shut(visitor: Visitor) -> None:
    """It asks again and again, and is refused."""
    asked: set[int] = set()

    def often() -> bool:
        asked.add(visitor.kiosk.upkeep)
        return len(asked - {0}) >= PAUSES

    visitor.pass_time(often)
    visitor.until(lambda: visitor.kiosk.upkeep == 0)
    assert shut(visitor)


def test_a_blocked_station_forgets_and_comes_back_by_itself(visitor: Visitor, world: World) -> None:
    PLACES["code"].go(visitor, 0)
    traces = PLACES["code"].traces(visitor, 0)
    assert found(traces) == {one.name for one in traces}, "the positive control"
    traces += sent(visitor, 0)
    station = active(world)
    with care(world) as supervisor:
        supervisor.block(station, "somebody tampers with it", "ada")
    visitor.submit()
    visitor.until(lambda: shut(visitor))
    visitor.forgets(traces)
    stays_shut(visitor)
    with care(world) as supervisor:
        supervisor.unblock(station, "looked at", "ada")
    visitor.pass_time(lambda: isinstance(visitor.kiosk.page, Attract))
    visitor.to_method(0)


def test_a_withdrawn_key_ends_the_session_for_good_and_a_new_key_is_enrolled_anew(
    visitor: Visitor, world: World, qapp: QApplication, qtbot: QtBot
) -> None:
    PLACES["identify"].go(visitor, 1)
    traces = PLACES["identify"].traces(visitor, 1)
    assert found(traces) == {one.name for one in traces}, "the positive control"
    world.backend.cli("station", "withdraw", active(world))
    visitor.submit()
    visitor.until(lambda: shut(visitor))
    visitor.forgets(traces)
    stays_shut(visitor)
    keyring.delete_password(SERVICE, world.settings.address)
    anew = outside(world.settings, ToldChance(), TurnedClock())
    with Station(qapp, world.settings, app.footing(world.settings), anew) as station:
        qtbot.waitUntil(lambda: offered(station) != "", timeout=WAIT)
        world.backend.cli("station", "approve", offered(station), "--name", "Hall", "--place", "Entrance")
        qtbot.waitUntil(lambda: isinstance(station.driver.kiosk.page, Attract), timeout=WAIT)


def offered(station: Station) -> str:
    """The code that the enrolment page shows."""
    page = station.driver.kiosk.page
    return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""

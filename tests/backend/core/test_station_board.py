"""What the board says of every station."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from backend.core.api import HeartbeatReport
from backend.core.station_board import BoardRow, BoardState, Refused, Step
from tests.backend.core.stage import Stage


def beat(at: Stage, station: str, page: str = "Attract", boots: int = 1) -> None:
    at.desks.stations.beat(station, HeartbeatReport("1.0", page, "", boots, 0))


def row(at: Stage, station: str) -> BoardRow:
    return next(one for one in at.desks.supervision.board.rows() if one.id == station)


@pytest.mark.parametrize(
    ("page", "state", "step"),
    [
        ("Attract", BoardState.FREE, None),
        ("EnterCode", BoardState.IN_USE, Step.ENTER_CODE),
        ("PageOfTomorrow", BoardState.IN_USE, Step.OTHER),
        ("Maintenance", BoardState.MAINTENANCE, None),
    ],
)
def test_the_kind_of_page_is_the_state(
    at: Stage, hall: str, page: str, state: BoardState, step: Step | None
) -> None:
    beat(at, hall, page)
    assert (row(at, hall).state, row(at, hall).step) == (state, step)


def test_silence_is_out_of_service(at: Stage, hall: str) -> None:
    assert row(at, hall).state is BoardState.OUT_OF_SERVICE
    beat(at, hall)
    at.clock.advance(seconds=100)
    assert row(at, hall).state is BoardState.FREE
    at.clock.advance(seconds=1)
    assert row(at, hall).state is BoardState.OUT_OF_SERVICE


def test_it_is_said_from_where_a_station_was_refused(at: Stage, hall: str) -> None:
    at.desks.stations.tie(hall, "10.20.0.0/16", "eve")
    beat(at, hall)
    at.desks.stations.elsewhere(hall, "192.0.2.7")
    assert row(at, hall).refused is None
    at.clock.advance(seconds=101)
    assert row(at, hall).refused == Refused("192.0.2.7", "10.20.0.0/16")
    at.clock.advance(hours=1)
    assert row(at, hall).refused is None


def test_somebody_who_asks_comes_first_and_is_not_named(at: Stage, hall: str) -> None:
    beat(at, hall, "AskStaff")
    at.enrol("Annex")
    view = at.start(hall)
    asked = at.clock.now()
    at.desks.resets.ask_approval(hall, view.id)
    at.clock.advance(minutes=3)
    first = at.desks.supervision.board.rows()[0]
    assert (first.id, first.state, first.help_since) == (hall, BoardState.NEEDS_HELP, asked)
    assert "Ferrer" not in repr(first)
    at.clock.advance(minutes=8)
    assert row(at, hall).state is BoardState.OUT_OF_SERVICE


def test_a_key_that_is_shut_out_is_told_apart(at: Stage) -> None:
    care = at.desks.supervision.care
    one, two, three = at.enrol("One"), at.enrol("Two"), at.enrol("Three")
    at.desks.stations.withdraw(one, "eve")
    care.block(two, "vandals", "sue")
    for boots in (5, 2):
        beat(at, three, boots=boots)
    states = {station: row(at, station).state for station in (one, two, three)}
    assert states == {one: BoardState.WITHDRAWN, two: BoardState.BLOCKED, three: BoardState.SUSPENDED}


def test_a_station_under_pressure_is_slowed_down(at: Stage, hall: str) -> None:
    beat(at, hall)
    for _ in range(13):
        at.start(hall, "nobody")
    assert row(at, hall).slow_down == at.desks.resets.station_info(hall).slow_down == 3


def test_any_number_of_stations_costs_the_same_statements(at: Stage) -> None:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    counts = []
    for number in range(4):
        at.enrol(f"Station {number}")
        event.listen(at.engine, "before_cursor_execute", note)
        at.desks.supervision.board.rows()
        event.remove(at.engine, "before_cursor_execute", note)
        counts.append(sum(1 for one in said if one.startswith("SELECT")))
        said.clear()
    assert counts == [4] * 4

"""Staff at the station: a gesture ends the session, the console's code opens the rest."""

from __future__ import annotations

import pytest

from kiosk.core.effects import Heartbeat, LeaveReset, OpenMaintenance, QuitKiosk, Restart, Wipe
from kiosk.core.events import (
    Activity,
    Left,
    MaintenanceCodeSubmitted,
    MaintenanceWanted,
    QuitWanted,
    RestartWanted,
    StaffWanted,
    Touched,
)
from kiosk.core.results import Failed, FaultKind, HeartbeatAnswered, MaintenanceAnswered, MaintenanceOutcome
from kiosk.core.secret import Secret
from kiosk.core.states import Attract, Maintenance, MaintenanceAccess, MaintenanceProblem, OutOfService
from tests.kiosk.core import places
from tests.kiosk.core.walk import Walk, at_code, at_rest

CODE = Secret("12345678")
GRANTED = MaintenanceAnswered(MaintenanceOutcome.GRANTED)
WRONG = MaintenanceAnswered(MaintenanceOutcome.WRONG_CODE)


def closed() -> Walk:
    return at_rest().send(MaintenanceWanted())


def opened() -> Walk:
    return closed().send(MaintenanceCodeSubmitted(CODE)).answer(GRANTED)


def test_a_session_ends_and_is_wiped_first() -> None:
    walk = at_code().send(MaintenanceWanted())
    assert walk.on(Maintenance).back == Attract()
    assert walk.calls() == [LeaveReset("r-1")]
    assert isinstance(walk.asked(Wipe), Wipe)
    assert (walk.kiosk.identifier, walk.kiosk.reset_id, walk.kiosk.pending) == ("", "", None)


@pytest.mark.parametrize("place", ["faulted", "enrolling", "out_of_service"])
def test_closing_leads_back_to_where_the_station_stood(place: str) -> None:
    walk = Walk(places.PLACES[place])
    before = walk.page
    assert walk.send(MaintenanceWanted()).on(Maintenance).back == before
    assert walk.send(Left()).page == before


def test_without_the_code_there_is_a_restart_and_no_way_out() -> None:
    walk = closed().send(QuitWanted())
    assert walk.effects == ()
    assert isinstance(walk.send(RestartWanted()).asked(Restart), Restart)


def test_the_code_opens_the_way_out() -> None:
    walk = closed().send(MaintenanceCodeSubmitted(CODE))
    assert walk.calls() == [OpenMaintenance(CODE)]
    assert walk.answer(GRANTED).on(Maintenance).access is MaintenanceAccess.OPEN
    assert isinstance(walk.send(QuitWanted()).asked(QuitKiosk), QuitKiosk)


def test_a_wrong_code_and_none_open_nothing() -> None:
    walk = closed().send(MaintenanceCodeSubmitted(Secret("")))
    assert (walk.kiosk.pending, walk.on(Maintenance).problem) == (None, MaintenanceProblem.CODE_EMPTY)
    walk.send(MaintenanceCodeSubmitted(CODE)).answer(WRONG)
    assert walk.on(Maintenance) == Maintenance(Attract(), problem=MaintenanceProblem.CODE_WRONG)


def test_off_line_it_says_so_and_restarts_all_the_same() -> None:
    walk = closed().send(MaintenanceCodeSubmitted(CODE)).fail(FaultKind.UNAVAILABLE)
    assert walk.on(Maintenance).problem is MaintenanceProblem.UNAVAILABLE
    assert isinstance(walk.send(RestartWanted()).asked(Restart), Restart)


def test_it_closes_by_itself_and_a_touch_keeps_it() -> None:
    walk = opened().wait(50).send(Activity()).wait(50)
    assert isinstance(walk.page, Maintenance)
    assert isinstance(walk.wait(20).page, Attract)


def test_the_board_sees_it_and_a_lost_heartbeat_does_not_end_it() -> None:
    walk = closed().wait(1)
    assert Heartbeat("Maintenance", "") in walk.calls()
    for kind in (FaultKind.KEY_WITHDRAWN, FaultKind.UNREACHABLE):
        walk.upkept(Failed(kind, "")).wait(5)
    assert walk.on(Maintenance).access is MaintenanceAccess.CLOSED
    walk.upkept(HeartbeatAnswered())
    assert Heartbeat("Attract", "") in walk.send(Left()).wait(5).calls()


def test_out_of_service_the_stations_own_calls_rest_meanwhile() -> None:
    walk = at_rest().wait(5).upkept(Failed(FaultKind.TLS, "")).send(MaintenanceWanted()).wait(40)
    assert walk.on(Maintenance)
    assert walk.calls() == []


def test_nothing_of_a_session_begins_here() -> None:
    walk = closed().send(Touched(), StaffWanted("FerrerFr2017"))
    assert walk.on(Maintenance).access is MaintenanceAccess.CLOSED


def test_a_fault_that_lasts_is_shown_as_such() -> None:
    walk = closed().send(MaintenanceCodeSubmitted(CODE)).fail(FaultKind.TLS)
    assert isinstance(walk.page, OutOfService)


def test_a_late_answer_opens_nothing() -> None:
    walk = closed().send(MaintenanceCodeSubmitted(CODE))
    late = walk.kiosk.pending
    assert late is not None
    walk.send(Left(), MaintenanceWanted())
    assert walk.on(Maintenance).access is MaintenanceAccess.CLOSED

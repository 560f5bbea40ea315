"""The one-time code for staff at a station."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.maintenance_tables import maintenance_codes
from backend.core.api import EnrolmentUnknown, ResetGone
from backend.core.audit import AuditKind
from backend.core.secret import Secret
from backend.core.views import MaintenanceOutcome
from tests.backend.core.stage import Stage

GRANTED, WRONG = MaintenanceOutcome.GRANTED, MaintenanceOutcome.WRONG_CODE


def issue(at: Stage, station: str) -> Secret:
    return at.desks.supervision.maintenance.issue(station, "ada")


def opened(at: Stage, station: str, code: Secret) -> MaintenanceOutcome:
    return at.desks.resets.open_maintenance(station, code).outcome


def other(code: Secret) -> Secret:
    return Secret(f"{(int(code.reveal()) + 1) % 10**8:08d}")


def test_it_opens_once(at: Stage, hall: str) -> None:
    code = issue(at, hall)
    assert len(code.reveal()) == 8
    assert opened(at, hall, code) is GRANTED
    assert opened(at, hall, code) is WRONG


def test_two_minutes_and_no_longer(at: Stage, hall: str) -> None:
    code = issue(at, hall)
    at.clock.advance(seconds=119)
    assert opened(at, hall, code) is GRANTED
    code = issue(at, hall)
    at.clock.advance(seconds=120)
    assert opened(at, hall, code) is WRONG


def test_a_new_code_replaces_the_one_before_and_other_stations_have_their_own(at: Stage, hall: str) -> None:
    before, code, desk = issue(at, hall), issue(at, hall), at.enrol("Desk")
    assert opened(at, hall, before) is WRONG
    assert opened(at, desk, code) is WRONG
    assert opened(at, hall, code) is GRANTED


def test_five_answers_however_many_guess_at_once(at: Stage, hall: str) -> None:
    code = issue(at, hall)
    with ThreadPoolExecutor(20) as pool:
        guesses = list(pool.map(lambda _: opened(at, hall, other(code)), range(20)))
    assert set(guesses) == {WRONG}
    assert opened(at, hall, code) is WRONG, "the tries are used up"


def test_one_of_two_at_once_uses_it(at: Stage, hall: str) -> None:
    code = issue(at, hall)
    with ThreadPoolExecutor(4) as pool:
        both = list(pool.map(lambda _: opened(at, hall, code), range(4)))
    assert sorted(one.value for one in both) == ["granted", "wrong_code", "wrong_code", "wrong_code"]


def test_a_row_written_by_hand_opens_nothing(at: Stage, hall: str) -> None:
    code, desk = issue(at, hall), at.enrol("Desk")
    with writing(at.engine) as connection:
        moved = update(maintenance_codes).values(station=desk)
        connection.execute(moved)
    assert opened(at, desk, code) is WRONG


def test_a_reset_open_there_ends(at: Stage, hall: str) -> None:
    view = at.start(hall)
    opened(at, hall, issue(at, hall))
    with pytest.raises(ResetGone):
        at.desks.resets.view(hall, view.id)


def test_only_for_an_active_station(at: Stage, hall: str) -> None:
    at.desks.stations.withdraw(hall, "ada")
    for station in (hall, "nowhere"):
        with pytest.raises(EnrolmentUnknown):
            issue(at, station)


def test_all_of_it_is_on_record(at: Stage, hall: str) -> None:
    code = issue(at, hall)
    opened(at, hall, other(code))
    opened(at, hall, code)
    kinds = [
        AuditKind.MAINTENANCE_CODE_MADE.value,
        AuditKind.MAINTENANCE_REFUSED.value,
        AuditKind.MAINTENANCE_OPENED.value,
    ]
    with at.store.reading() as tx:
        told = tx.audit.of_kinds(kinds, at.clock.now().replace(year=2000))
    assert [(one.kind, one.actor) for one in told] == [(kinds[0], "ada"), (kinds[1], ""), (kinds[2], "ada")]
    assert all(code.reveal() not in one.detail for one in told)

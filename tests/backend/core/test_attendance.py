"""Stations beside which staff stand: what they are told, and that nothing else of the limits changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit
from backend.core.api import CaptchaTelemetry, ChallengeKind, EnrolmentUnknown
from backend.core.attendance import Attendance, CaptchaRule, demanded
from backend.core.settings import InstitutionSettings, PressureSettings
from backend.core.station_care import StandingConflict, StationEntry, WaiverNotAllowed
from backend.core.views import CaptchaDemand, Outcome, Strength
from tests.backend.core.stage import Stage

ATTENDED, UNATTENDED = Attendance.ATTENDED, Attendance.UNATTENDED
ALLOWED = replace(InstitutionSettings(), captcha=CaptchaRule.UNLESS_ATTENDED)
NOT_ASKED = CaptchaTelemetry(ChallengeKind.ATTENDED, 0, 0)


@pytest.fixture
def attended(at: Stage, hall: str) -> str:
    """A station beside which staff stand, where the institution allows that."""
    at.set(institution=ALLOWED)
    at.desks.supervision.care.attend(hall, ATTENDED, "eve")
    return hall


def told(at: Stage, station: str) -> CaptchaDemand:
    return at.desks.resets.station_info(station).captcha


def entry(at: Stage) -> StationEntry:
    return at.desks.supervision.care.entries()[0]


def records(at: Stage, kind: str) -> list[tuple[str, str, dict[str, object]]]:
    """Who, where and the details of every record of `kind`."""
    with reading(at.engine) as connection:
        rows = connection.execute(select(audit).where(audit.c.kind == kind).order_by(audit.c.id)).all()
    return [(row.actor, row.station, json.loads(row.detail)) for row in rows]


@pytest.mark.parametrize("rule", CaptchaRule)
@pytest.mark.parametrize("attendance", Attendance)
@pytest.mark.parametrize("strength", Strength)
def test_it_is_waived_in_one_case_of_eight(
    rule: CaptchaRule, attendance: Attendance, strength: Strength
) -> None:
    one = (rule, attendance, strength) == (CaptchaRule.UNLESS_ATTENDED, ATTENDED, Strength.CALM)
    assert demanded(rule, attendance, strength) is (CaptchaDemand.WAIVED if one else CaptchaDemand.ASKED)


def test_every_station_asks_until_staff_say_that_they_stand_there(at: Stage, hall: str) -> None:
    at.set(institution=ALLOWED)
    assert told(at, hall) is CaptchaDemand.ASKED
    at.desks.supervision.care.attend(hall, ATTENDED, "eve")
    assert (told(at, hall), entry(at).captcha) == (CaptchaDemand.WAIVED, CaptchaDemand.WAIVED)
    at.desks.supervision.care.attend(hall, UNATTENDED, "bob")
    assert (told(at, hall), entry(at).captcha) == (CaptchaDemand.ASKED, CaptchaDemand.ASKED)
    assert records(at, "station_attended") == [("eve", hall, {})]
    assert records(at, "station_unattended") == [("bob", hall, {})]


def test_other_stations_go_on_asking(at: Stage, attended: str) -> None:
    other = at.enrol("Library")
    assert (told(at, attended), told(at, other)) == (CaptchaDemand.WAIVED, CaptchaDemand.ASKED)


def test_without_the_setting_nobody_can_say_so(at: Stage, hall: str) -> None:
    with pytest.raises(WaiverNotAllowed):
        at.desks.supervision.care.attend(hall, ATTENDED, "eve")
    assert records(at, "station_attended") == []


def test_a_setting_taken_back_makes_every_station_ask_and_what_was_said_can_be_taken_back(
    at: Stage, attended: str
) -> None:
    at.set(institution=InstitutionSettings())
    assert (told(at, attended), entry(at).attendance) == (CaptchaDemand.ASKED, ATTENDED)
    at.desks.supervision.care.attend(attended, UNATTENDED, "eve")
    assert entry(at).attendance is UNATTENDED


def test_what_is_said_twice_or_of_a_withdrawn_key_is_refused(at: Stage, attended: str) -> None:
    care = at.desks.supervision.care
    with pytest.raises(StandingConflict):
        care.attend(attended, ATTENDED, "eve")
    at.desks.stations.withdraw(attended, "eve")
    with pytest.raises(StandingConflict):
        care.attend(attended, UNATTENDED, "eve")
    with pytest.raises(EnrolmentUnknown):
        care.attend("none", ATTENDED, "eve")


def test_under_pressure_it_asks_again_and_slows_down_like_any_other(at: Stage, attended: str) -> None:
    at.set(pressure=replace(PressureSettings(), starts=2))
    for number in range(3):
        assert told(at, attended) is CaptchaDemand.WAIVED
        at.desks.resets.start(attended, f"nobody{number}", "fr", NOT_ASKED)
    info = at.desks.resets.station_info(attended)
    assert (info.captcha, info.strength, info.slow_down) == (CaptchaDemand.ASKED, Strength.STRONG, 1)
    assert (entry(at).attendance, entry(at).captcha) == (ATTENDED, CaptchaDemand.ASKED)
    at.clock.advance(minutes=10, seconds=1)
    assert told(at, attended) is CaptchaDemand.WAIVED


def test_failures_in_a_row_make_it_ask_again_too(at: Stage, attended: str) -> None:
    for number in range(4):
        view = at.start(attended, f"somebody{number}")
        for _ in range(2):
            at.miss(attended, view)
    assert told(at, attended) is CaptchaDemand.ASKED
    at.prove(attended)
    assert told(at, attended) is CaptchaDemand.WAIVED


def test_an_account_rests_after_as_many_failures_as_elsewhere(at: Stage, attended: str) -> None:
    for _ in range(10):
        at.miss(attended, at.desks.resets.start(attended, "FerrerFr2017", "fr", NOT_ASKED))
    view = at.desks.resets.start(attended, "FerrerFr2017", "fr", NOT_ASKED)
    assert view.outcome is Outcome.RESTS


@pytest.mark.parametrize("kind", ChallengeKind)
def test_what_a_station_says_of_the_captcha_changes_nothing_but_the_record(
    at: Stage, hall: str, kind: ChallengeKind
) -> None:
    """Not even where it says that none was asked, though nobody ever allowed that."""
    view = at.desks.resets.start(hall, "FerrerFr2017", "fr", CaptchaTelemetry(kind, 3, 9))
    assert view.outcome is Outcome.STARTED
    assert records(at, "reset_started") == [("", hall, {"captcha": kind.value, "tries": 3, "seconds": 9})]
    assert told(at, hall) is CaptchaDemand.ASKED


def test_a_station_that_is_enrolled_anew_asks(at: Stage, attended: str) -> None:
    """It may stand elsewhere now."""
    at.desks.stations.withdraw(attended, "eve")
    assert at.enrol("Hall") == attended
    assert (entry(at).attendance, told(at, attended)) == (UNATTENDED, CaptchaDemand.ASKED)

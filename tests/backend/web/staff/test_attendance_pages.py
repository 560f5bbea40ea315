"""Saying in the console that a member of staff stands beside a station, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from backend.core.attendance import Attendance, CaptchaRule
from backend.core.roles import Role
from backend.core.settings import PressureSettings, Settings
from backend.core.views import CaptchaDemand
from tests.backend.core.stage import CAPTCHA
from tests.backend.web.staff.behind import SETTINGS
from tests.backend.web.staff.browser import Browser, Office, office
from tests.backend.web.staff.roles import member_with

ALLOWED = replace(
    SETTINGS,
    institution=replace(SETTINGS.institution, captcha=CaptchaRule.UNLESS_ATTENDED),
    pressure=replace(PressureSettings(), starts=2),
)
SAY, TAKE_BACK = "A member of staff stands beside it</button>", "Nobody stands beside it any more"


@pytest.fixture
def settings() -> Settings:
    return ALLOWED


@pytest.fixture(name="office")
def _office(tmp_path: Path, settings: Settings) -> Office:
    return office(tmp_path, settings)


@pytest.fixture
def hall(office: Office) -> str:
    return office.behind.enrol()


@pytest.fixture
def eve(office: Office) -> Browser:
    return member_with(office, Role.OPERATOR, name="eve")


def pressed(browser: Browser, hall: str) -> httpx.Response:
    """Press the one button about it on the station's page."""
    page = browser.get(f"/stations/{hall}")
    return browser.submit(page, f"/stations/{hall}/attendance", {})


def told(office: Office, hall: str) -> CaptchaDemand:
    return office.behind.desks.resets.station_info(hall).captcha


def test_an_operator_says_so_and_takes_it_back(office: Office, hall: str, eve: Browser) -> None:
    before = eve.get(f"/stations/{hall}").text
    assert (SAY in before, TAKE_BACK in before, "<dd>asked</dd>" in before) == (True, False, True)
    assert pressed(eve, hall).status_code == 303
    after = eve.get(f"/stations/{hall}").text
    assert (SAY in after, TAKE_BACK in after, "<dd>not asked: a member" in after) == (False, True, True)
    assert told(office, hall) is CaptchaDemand.WAIVED
    assert ">attended<" in eve.get("/stations").text
    assert pressed(eve, hall).status_code == 303
    assert told(office, hall) is CaptchaDemand.ASKED
    assert ">attended<" not in eve.get("/stations").text
    assert office.kinds()[-2:] == ["station_attended", "station_unattended"]
    assert office.details()[-1][0] == "eve"


def test_the_page_says_why_an_attended_station_asks_again(office: Office, hall: str, eve: Browser) -> None:
    pressed(eve, hall)
    for number in range(3):
        office.behind.desks.resets.start(hall, f"nobody{number}", "fr", CAPTCHA)
    page = eve.get(f"/stations/{hall}").text
    assert "asked again: the station is under pressure" in page
    assert TAKE_BACK in page


def test_a_form_that_came_too_late_says_so(office: Office, hall: str, eve: Browser) -> None:
    page = eve.get(f"/stations/{hall}")
    office.behind.desks.supervision.care.attend(hall, Attendance.ATTENDED, "bob")
    answer = eve.submit(page, f"/stations/{hall}/attendance", {})
    assert (answer.status_code, "Somebody else changed" in answer.text) == (422, True)


@pytest.mark.parametrize("role", [Role.DESK, Role.SUPERVISOR])
def test_nobody_but_an_operator(office: Office, hall: str, eve: Browser, role: Role) -> None:
    other = member_with(office, role, name="bob")
    assert SAY not in other.get(f"/stations/{hall}").text
    page = eve.get(f"/stations/{hall}")
    assert other.submit(page, f"/stations/{hall}/attendance", {}).status_code == 403
    assert office.kinds()[-1] == "staff_forbidden"
    assert told(office, hall) is CaptchaDemand.ASKED


@pytest.mark.parametrize("settings", [SETTINGS])
class TestWhereEveryStationAsks:
    def test_nothing_is_offered(self, hall: str, eve: Browser) -> None:
        page = eve.get(f"/stations/{hall}").text
        assert ("<dd>asked</dd>" in page, "/attendance" in page) == (True, False)

    def test_what_was_said_before_is_shown_and_can_be_taken_back(
        self, office: Office, hall: str, eve: Browser
    ) -> None:
        with office.behind.store.writing() as tx:
            known = tx.stations.get(hall)
            assert known is not None
            tx.stations.save(replace(known, attendance=Attendance.ATTENDED))
        assert "the settings have every station ask" in eve.get(f"/stations/{hall}").text
        page = eve.get(f"/stations/{hall}")
        refused = eve.submit(page, f"/stations/{hall}/attendance", {"stands": "yes"})
        assert (refused.status_code, "institution.captcha" in refused.text) == (422, True)
        assert pressed(eve, hall).status_code == 303
        assert "/attendance" not in eve.get(f"/stations/{hall}").text

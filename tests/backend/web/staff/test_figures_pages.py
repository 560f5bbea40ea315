"""The figures and the settings, as pages."""

from __future__ import annotations

import re

import pytest

from backend.core.api import CaptchaTelemetry, ChallengeKind
from backend.core.figures import DayFigures
from backend.core.roles import Role
from backend.web.staff.charts import columns, nice
from tests.backend.fakes import EPOCH
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with

CAPTCHA = CaptchaTelemetry(ChallengeKind.IMAGE, 1, 12)


@pytest.fixture
def sue(office: Office) -> Browser:
    return member_with(office, Role.SUPERVISOR, name="sue")


def test_charts_also_read_as_tables(office: Office, sue: Browser) -> None:
    hall = office.behind.enrol()
    for _ in range(3):
        office.behind.desks.resets.start(hall, "FerrerFr2017", "fr", CAPTCHA)
    page = sue.get("/figures?days=7").text
    day = re.search(
        r'<th scope="row">2026-11-23</th><td class="count">(\d)</td><td class="count">(\d)</td>', page
    )
    assert day is not None
    assert day.groups() == ("3", "0")
    assert page.count('<rect class="bar-started"') == 7
    assert "<dd>3</dd>" in page
    assert page.count("<caption") == 3
    assert "Nothing was sent" in page


@pytest.mark.parametrize(
    ("query", "days"), [("", 30), ("?days=90", 90), ("?days=9999999", 30), ("?days=x", 30)]
)
def test_the_period_is_one_of_three(sue: Browser, query: str, days: int) -> None:
    page = sue.get(f"/figures{query}").text
    assert f'value="{days}" checked' in page
    assert "Nobody began a reset" in page


@pytest.mark.parametrize(
    ("most", "scale"), [(0, 1), (1, 1), (3, 5), (6, 10), (11, 20), (99, 100), (101, 200)]
)
def test_the_scale_is_a_round_number(most: int, scale: int) -> None:
    assert nice(most) == scale


def test_bars_keep_to_the_chart() -> None:
    days = [DayFigures(EPOCH.date(), started, done) for started, done in ((0, 0), (7, 3), (10, 10))]
    drawn = columns(days)
    assert [(bar.started, bar.done) for bar in drawn.bars] == [(0, 0), (70, 30), (100, 100)]
    assert all(place <= bar.x and bar.x + bar.width <= place + 1 for place, bar in enumerate(drawn.bars))


def test_settings_are_read_only(office: Office) -> None:
    page = member_with(office, Role.OPERATOR).get("/settings").text
    assert '<code lang="en" dir="ltr">limits.sends_per_account</code>' in page
    assert page.count("<form") == 1  # the way out

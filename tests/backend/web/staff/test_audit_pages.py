"""Searching the audit and exporting it."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import audit
from backend.core.api_reports import Reported
from backend.core.audit_search import ShownAudit
from backend.core.languages import language
from backend.core.ports import CallEnd
from backend.core.records import LetterState, WriteState
from backend.core.roles import Role
from backend.core.views import Outcome, SignInOutcome
from backend.web.staff.audit_csv import lines
from backend.web.staff.audit_pages import _filter
from backend.web.staff.pages import Pages
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with

NASTY = '=HYPERLINK("https://evil.test","x")<img src=x>'


@pytest.fixture
def sue(office: Office) -> Browser:
    return member_with(office, Role.SUPERVISOR, name="sue")


def searched(browser: Browser, **fields: str) -> httpx.Response:
    return browser.submit(browser.get("/audit"), "/audit", fields)


def kinds(page: httpx.Response) -> list[str]:
    return re.findall(r'<p class="what"><strong>([^<]+)</strong>', page.text)


def exported(browser: Browser, **fields: str) -> list[dict[str, str]]:
    page = searched(browser, **fields)
    answer = browser.submit(page, "/audit/export", fields)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-2026-11-23.csv"'
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_page_shows_nothing_before_a_search(sue: Browser) -> None:
    assert kinds(sue.get("/audit")) == []


def test_a_search_by_kind_actor_and_station(office: Office, sue: Browser) -> None:
    hall, library = office.behind.enrol("Hall"), office.behind.enrol("Library")
    office.behind.desks.supervision.care.block(hall, "vandals", "bob")
    assert kinds(searched(sue, kind="station_enrolled")) == ["Station enrolled"] * 2
    assert kinds(searched(sue, station=hall)) == ["Station blocked", "Station enrolled"]
    assert kinds(searched(sue, station=library)) == ["Station enrolled"]
    assert kinds(searched(sue, actor="bob")) == ["Station blocked"]
    assert kinds(searched(sue, actor="b")) == []


def test_looking_is_on_record_with_what_was_asked(office: Office, sue: Browser) -> None:
    searched(sue, kind="sign_in", reference="abcd 2345")
    assert office.kinds()[-1] == "audit_searched"
    assert office.details()[-1] == ("sue", '{"kind": "sign_in", "reference": "ABCD2345"}')
    exported(sue, actor="sue")
    assert office.kinds()[-1] == "audit_exported"


@pytest.mark.parametrize("kind", [Outcome, SignInOutcome, CallEnd, LetterState, WriteState, Reported])
def test_every_outcome_can_be_asked_for(sue: Browser, kind: type[Enum]) -> None:
    answer = searched(sue, outcome=str(next(iter(kind)).value))
    assert answer.status_code == 200
    assert [one for one in kind if f'<option value="{one.value}"' not in answer.text] == []


def test_days_are_whole_days(office: Office, sue: Browser) -> None:
    office.behind.enrol()
    asked = {"kind": "station_enrolled"}
    assert len(kinds(searched(sue, **asked, since="2026-11-23", until="2026-11-23"))) == 1
    assert kinds(searched(sue, **asked, until="2026-11-22")) == []
    assert kinds(searched(sue, **asked, since="2026-11-24")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"since": "yesterday"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"outcome": "'; drop"},
        {"before": "x"},
        {"before": f"{'9' * 18}.1"},
        {"before": f"1.{'9' * 19}"},
    ],
)
def test_what_cannot_be_read_is_said(sue: Browser, fields: dict[str, str]) -> None:
    answer = searched(sue, **fields)
    assert answer.status_code == 422
    assert "There is a problem." in answer.text


def test_pages_follow_each_other_without_gap_or_overlap(office: Office, sue: Browser) -> None:
    for number in range(60):
        office.clock.shift = timedelta(seconds=number // 3)
        office.behind.desks.supervision.care.rename(office.behind.enrol(), f"Hall {number}", "", "bob")
    first = searched(sue, kind="station_renamed")
    assert len(kinds(first)) == 50
    older = re.search(r'name="before" value="([^"]+)"', first.text)
    assert older is not None
    second = searched(sue, kind="station_renamed", before=older[1])
    assert len(kinds(second)) == 10
    assert "Older records" not in second.text
    names = re.findall(r"name: Hall (\d+)<", first.text + second.text)
    assert [int(name) for name in names] == list(range(59, -1, -1))


def test_a_record_changed_behind_our_back_is_marked(office: Office, sue: Browser) -> None:
    office.behind.enrol()
    assert "Changed behind" not in searched(sue, kind="station_enrolled").text
    with writing(office.engine) as connection:
        connection.execute(update(audit).where(audit.c.kind == "station_enrolled").values(actor="nobody"))
    page = searched(sue, kind="station_enrolled").text
    assert page.count("Changed behind our back") == 1
    assert exported(sue, kind="station_enrolled")[0]["genuine"] == "no"


def test_cells_are_no_formulas(office: Office, sue: Browser) -> None:
    hall = office.behind.enrol(NASTY, NASTY)
    care = office.behind.desks.supervision.care
    care.block(hall, NASTY, "=bob")
    care.rename(hall, "  @SUM(1)", "-1", "+bob")
    rows = exported(sue)
    cells = [cell for row in rows for cell in row.values()]
    assert "'=bob" in cells
    assert "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert len(rows) == len(office.kinds())
    assert rows[0]["at"].endswith("+00:00")


def test_what_people_wrote_is_text(office: Office, sue: Browser) -> None:
    hall = office.behind.enrol(NASTY, NASTY)
    office.behind.desks.supervision.care.block(hall, "<b>'\"", "<i>bob")
    page = searched(sue, actor="<i>bob").text
    assert "&lt;i&gt;bob" in page
    for raw in ("<b>'", "<i>bob", "<img"):
        assert raw not in page


def test_a_whole_export_of_many_records(office: Office, sue: Browser) -> None:
    hall = office.behind.enrol()
    for number in range(501):
        office.behind.desks.supervision.care.rename(hall, f"Hall {number}", "", "bob")
    rows = exported(sue, kind="station_renamed")
    assert len(rows) == 501
    assert len({row["detail"] for row in rows}) == 501


def test_days_begin_and_end_where_the_institution_is() -> None:
    zone = ZoneInfo("Europe/Brussels")
    asked = _filter({"since": "2026-10-25", "until": "2026-10-25"}, zone)  # the clock goes back an hour
    assert asked.since is not None
    assert asked.until is not None
    told = [one.astimezone(UTC).isoformat() for one in (asked.since, asked.until)]
    assert told == ["2026-10-24T22:00:00+00:00", "2026-10-25T23:00:00+00:00"]


def test_what_cannot_be_seen_is_not_looked_for(sue: Browser) -> None:
    nasty = "\x00\u202e"
    page = searched(sue, **dict.fromkeys(("reference", "station", "kind", "actor"), nasty))
    assert page.status_code == 200
    assert kinds(page)


def test_times_are_those_of_the_institution() -> None:
    pages = Pages("x", ZoneInfo("Europe/Brussels"), "en")
    moment = datetime(2026, 7, 1, 22, 30, 5, tzinfo=UTC)
    shown = pages._environment.from_string("{{ at|moment }}, {{ at|wall }}")
    assert shown.render(at=moment, language=language("en")) == "2026-07-02 00:30:05, 00:30"
    isolated = "\u2066{}\u2069, \u2066{}\u2069".format("2026-07-02 00:30:05", "00:30")
    assert shown.render(at=moment, language=language("ar")) == isolated
    record = ShownAudit(moment, "k", "", "", "", "", "", "", "{}", True)  # noqa: FBT003 - a plain record
    assert '"2026-07-02T00:30:05.000000+02:00"' in list(lines(iter([record]), pages.zone))[1]

"""Enrolling, naming, tying, blocking and withdrawing stations in the console."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from backend.core.api import HeartbeatReport, KeyStanding
from backend.core.records import StationStanding
from backend.core.roles import Role
from backend.core.station_care import StationEntry
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with

KEY = b"k" * 32
NASTY = '"><script>alert(1)</script>'


@pytest.fixture
def everybody(office: Office) -> Browser:
    return member_with(office, *Role)


def station(office: Office, name: str = "Hall") -> StationEntry:
    return next(one for one in office.behind.desks.supervision.care.entries() if one.name == name)


def enrolling(office: Office, browser: Browser, code: str = "") -> httpx.Response:
    """The page where the fingerprint is compared."""
    shown = code or office.behind.desks.stations.offer(KEY).code
    return browser.submit(browser.get("/stations"), "/stations/enrolment", {"code": shown})


def hidden(page: httpx.Response, name: str) -> str:
    return page.text.partition(f'name="{name}" value="')[2].partition('"')[0]


def decided(browser: Browser, page: httpx.Response, **fields: str) -> httpx.Response:
    known = {"code": hidden(page, "code"), "fingerprint": hidden(page, "fingerprint")}
    return browser.submit(page, "/stations/enrolment/decision", known | fields)


def changed(browser: Browser, entry: StationEntry, what: str, **fields: str) -> httpx.Response:
    page = browser.get(f"/stations/{entry.id}")
    return browser.submit(page, f"/stations/{entry.id}/{what}", fields)


def test_a_station_is_enrolled_by_its_code_and_fingerprint(office: Office, everybody: Browser) -> None:
    page = enrolling(office, everybody)
    groups = page.text.split('class="print"')[1].partition("</p>")[0].count("<span>")
    assert groups == 16
    fields = {"same": "yes", "name": " Library  1 ", "place": "Floor 0", "network": "10.0.0.0/8"}
    answer = decided(everybody, page, decision="approve", **fields)
    made = station(office, "Library 1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stations/{made.id}")
    assert (made.place, made.network) == ("Floor 0", "10.0.0.0/8")
    assert "station_enrolled" in office.kinds()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Hall"}, "tick the box"),
        ({"same": "yes", "name": "  "}, "Give the station a name"),
        ({"same": "yes", "name": "Hall", "network": "10.0.0.1/8"}, "network is not readable"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    office: Office, everybody: Browser, fields: dict[str, str], told: str
) -> None:
    answer = decided(everybody, enrolling(office, everybody), decision="approve", place="Floor 3", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Floor 3"' in answer.text
    assert office.behind.desks.supervision.care.entries() == ()


def test_an_enrolment_is_refused(office: Office, everybody: Browser) -> None:
    assert decided(everybody, enrolling(office, everybody), decision="refuse").status_code == 303
    assert office.behind.desks.stations.pending() == ()
    assert office.kinds()[-1] == "station_refused"


def test_another_key_than_the_one_compared_is_not_approved(office: Office, everybody: Browser) -> None:
    page = enrolling(office, everybody)
    known = {"code": hidden(page, "code"), "fingerprint": "0" * 64, "same": "yes", "name": "Hall"}
    answer = everybody.submit(page, "/stations/enrolment/decision", known | {"decision": "approve"})
    assert answer.status_code == 409
    assert office.behind.desks.supervision.care.entries() == ()


def test_a_code_that_nobody_shows(office: Office, everybody: Browser) -> None:
    assert enrolling(office, everybody, "AAAA-AAAA").status_code == 404


def test_who_waits_is_counted_and_their_codes_are_not_shown(office: Office, everybody: Browser) -> None:
    code = office.behind.desks.stations.offer(KEY).code
    page = everybody.get("/stations").text
    assert "1 station waits" in page
    assert code not in page


def test_a_scanned_code_fills_the_field_and_is_kept_through_the_sign_in(office: Office) -> None:
    member_with(office, *Role)
    browser = office.browser()
    assert browser.get("/stations?code=ABCD-EFGH").headers["location"] == "/sign-in"
    office.clock.shift = timedelta(minutes=1)  # for a code that was not used yet
    assert office.sign_in(browser, code=office.code("ada")).headers["location"] == "/"
    onward = browser.get("/")
    assert (onward.status_code, onward.headers["location"]) == (303, "/stations?code=ABCD-EFGH")
    assert 'name="code" value="ABCD-EFGH"' in browser.get("/stations?code=ABCD-EFGH").text
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "query", ["code=%22%3E%3Cb%3E", "code=", "next=//evil.test", "code=A&x=https://evil"]
)
def test_nothing_else_is_kept(office: Office, query: str) -> None:
    browser = office.browser()
    browser.get(f"/stations?{query}")
    assert "__Host-staff-next" not in browser.cookies


def test_a_planted_address_leads_nowhere(office: Office) -> None:
    browser = office.signed_in()
    browser.cookies["__Host-staff-next"] = "https://evil.test/"
    assert browser.get("/").status_code == 200


def test_rename_and_tie(office: Office, everybody: Browser) -> None:
    office.behind.enrol()
    entry = station(office)
    assert changed(everybody, entry, "name", name="Library", place="Floor 1").status_code == 303
    assert changed(everybody, entry, "network", network="10.0.0.0/8, 192.0.2.0/24").status_code == 303
    after = station(office, "Library")
    assert (after.place, after.network) == ("Floor 1", "10.0.0.0/8 192.0.2.0/24")
    assert changed(everybody, entry, "name", name=" ").status_code == 422
    refused = changed(everybody, entry, "network", network="nowhere")
    assert refused.status_code == 422
    assert 'value="nowhere"' in refused.text
    assert office.kinds()[-2:] == ["station_renamed", "station_tied"]


def test_block_and_open_again(office: Office, everybody: Browser) -> None:
    office.behind.enrol()
    entry = station(office)
    assert changed(everybody, entry, "block", reason=" ").status_code == 422
    assert changed(everybody, entry, "block", reason="vandals").status_code == 303
    registry = office.behind.desks.stations
    blocked = registry.key(entry.fingerprint)
    assert blocked is not None
    assert blocked.standing is KeyStanding.WITHDRAWN
    assert "Blocked" in everybody.get("/stations").text
    assert changed(everybody, entry, "unblock", reason="repaired").status_code == 303
    assert station(office).standing is StationStanding.ACTIVE
    assert [kind for kind in office.kinds() if "block" in kind] == ["station_blocked", "station_unblocked"]
    assert '"reason": "vandals"' in str(office.details())


def test_a_form_that_came_too_late_says_so(office: Office, everybody: Browser) -> None:
    office.behind.enrol()
    entry = station(office)
    page = everybody.get(f"/stations/{entry.id}")
    office.behind.desks.supervision.care.block(entry.id, "faster", "bob")
    answer = everybody.submit(page, f"/stations/{entry.id}/block", {"reason": "vandals"})
    assert answer.status_code == 422
    assert "Somebody else changed" in answer.text


def test_what_a_station_uses_is_shown_where_it_tells(office: Office, everybody: Browser) -> None:
    made, beat = office.behind.enrol(), office.behind.desks.stations.beat
    beat(made, HeartbeatReport("1", "Attract", "", 7, 0, 170 * 2**20, 41, 12, 12 * 86_400))
    page = everybody.get(f"/stations/{made}").text
    assert "170 MiB of memory, 41 handles, 12 threads" in page
    assert "12 days, starts: 7" in page
    beat(made, HeartbeatReport("1", "Attract", "", 7, 0, uptime=7200))
    page = everybody.get(f"/stations/{made}").text
    assert "2 h, starts: 7" in page
    assert "MiB" not in page


def test_a_suspended_station_can_be_opened_by_a_supervisor(office: Office, everybody: Browser) -> None:
    made = office.behind.enrol()
    for boots in (7, 3):
        office.behind.desks.stations.beat(made, HeartbeatReport("1", "Attract", "", boots, 0))
    assert "may have copied" in everybody.get(f"/stations/{made}").text
    assert changed(everybody, station(office), "unblock", reason="disk restored").status_code == 303
    office.behind.desks.stations.beat(made, HeartbeatReport("1", "Attract", "", 3, 0))
    assert station(office).standing is StationStanding.ACTIVE


def test_withdrawing_takes_a_tick_and_a_fresh_proof(office: Office, everybody: Browser) -> None:
    office.behind.enrol()
    entry = station(office)
    assert changed(everybody, entry, "withdraw").status_code == 422
    office.clock.shift = timedelta(minutes=11)
    assert "Prove it is you" in changed(everybody, entry, "withdraw", sure="yes").text
    assert station(office).standing is StationStanding.ACTIVE
    office.clock.shift = timedelta(0)
    assert changed(everybody, entry, "withdraw", sure="yes").status_code == 303
    assert station(office).standing is StationStanding.WITHDRAWN
    assert office.kinds()[-1] == "station_withdrawn"


def test_each_role_sees_its_own_forms(office: Office) -> None:
    office.behind.enrol()
    entry = station(office)
    bob = member_with(office, Role.SUPERVISOR, name="bob").get(f"/stations/{entry.id}").text
    eve = member_with(office, Role.OPERATOR, name="eve").get(f"/stations/{entry.id}").text
    assert ("/block" in bob, "/withdraw" in bob) == (True, False)
    assert ("/block" in eve, "/withdraw" in eve) == (False, True)


def test_names_places_and_errors_are_text(office: Office, everybody: Browser) -> None:
    made = office.behind.enrol(NASTY, NASTY)
    office.behind.desks.stations.beat(made, HeartbeatReport(NASTY, NASTY, NASTY, 1, 0))
    for path in ("/now", "/now/board", "/stations", f"/stations/{made}", "/audit"):
        page = everybody.get(path).text
        assert NASTY not in page
        assert "&lt;script&gt;" in page, path


def test_no_such_station(office: Office, everybody: Browser) -> None:
    assert everybody.get("/stations/none").status_code == 404


def test_after_a_fresh_proof_the_form_still_holds(office: Office, everybody: Browser) -> None:
    page = enrolling(office, everybody)
    office.clock.shift = timedelta(minutes=11)
    fields = {"same": "yes", "name": "Hall", "network": "nowhere", "decision": "approve"}
    asked = decided(everybody, page, **fields)
    assert "Prove it is you" in asked.text
    assert 'name="name" value="Hall"' in asked.text
    known = {"code": hidden(page, "code"), "fingerprint": hidden(page, "fingerprint")}
    proof = {"code_again": office.code("ada")}
    again = everybody.submit(asked, "/stations/enrolment/decision", known | fields | proof)
    assert (again.status_code, "not readable" in again.text) == (422, True)
    made = decided(everybody, again, **fields | {"network": "10.0.0.0/8"})
    assert made.status_code == 303
    assert station(office).network == "10.0.0.0/8"

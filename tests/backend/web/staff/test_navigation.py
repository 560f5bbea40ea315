"""Which pages are for whom: the links of the header and the refusals behind them."""

from __future__ import annotations

import re

import pytest

from backend.core.roles import Role
from backend.core.secret import Secret
from backend.web.staff.guard import SESSION, Guard
from backend.web.staff.navigation import links
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with

DESK, SUPERVISOR, OPERATOR = Role.DESK, Role.SUPERVISOR, Role.OPERATOR
PAGES = {
    "/now": set(Role),
    "/now/board": set(Role),
    "/now/events": set(Role),
    "/stations": {SUPERVISOR, OPERATOR},
    "/stations/x": {SUPERVISOR, OPERATOR},
    "/audit": {SUPERVISOR},
    "/figures": {SUPERVISOR},
    "/unblock": {SUPERVISOR},
    "/settings": {OPERATOR},
}
FORMS = {
    "/stations/enrolment": {OPERATOR},
    "/stations/enrolment/decision": {OPERATOR},
    "/stations/x/name": {OPERATOR},
    "/stations/x/network": {OPERATOR},
    "/stations/x/withdraw": {OPERATOR},
    "/stations/x/maintenance": {OPERATOR},
    "/stations/x/block": {SUPERVISOR},
    "/stations/x/unblock": {SUPERVISOR},
    "/audit": {SUPERVISOR},
    "/audit/export": {SUPERVISOR},
    "/unblock/look": {SUPERVISOR},
    "/unblock/lift": {SUPERVISOR},
}
REFUSED = [(path, role) for path, roles in PAGES.items() for role in Role if role not in roles]
REFUSED_FORMS = [(path, role) for path, roles in FORMS.items() for role in Role if role not in roles]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (DESK, ["Now", "Requests"]),
        (SUPERVISOR, ["Now", "Stations", "Notices", "Unblock", "Audit", "Figures"]),
        (OPERATOR, ["Now", "Stations", "Notices", "Settings"]),
    ],
)
def test_the_header_links_what_the_role_is_for(office: Office, role: Role, words: list[str]) -> None:
    page = member_with(office, role).get("/now").text.partition("<footer")[0]
    shown = re.findall(r"<li><a href=\"[^\"]+\"[^>]*>([^<]+)</a></li>", page)
    assert shown == words
    assert page.count('aria-current="page"') == 1


def test_a_page_below_another_marks_the_other() -> None:
    def current(here: str) -> list[str]:
        return [link.path for link in links(frozenset(Role), here) if link.current]

    assert current("/stations/x") == ["/stations"]
    assert current("/requests/a1") == ["/"]
    assert current("/stationsx") == []


@pytest.mark.parametrize(("path", "role"), REFUSED)
def test_a_page_for_other_roles_is_refused_and_on_record(office: Office, path: str, role: Role) -> None:
    answer = member_with(office, role).get(path)
    assert answer.status_code == 403
    assert office.kinds()[-1] == "staff_forbidden"


@pytest.mark.parametrize(("path", "role"), REFUSED_FORMS)
def test_a_form_for_other_roles_is_refused_and_on_record(office: Office, path: str, role: Role) -> None:
    answer = member_with(office, role).post(path, {"csrf": "0"})
    assert answer.status_code == 403
    assert office.kinds()[-1] == "staff_forbidden"


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_them_without_signing_in(office: Office, path: str) -> None:
    answer = office.browser().get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_its_token_changes_nothing(office: Office, path: str) -> None:
    station = office.behind.enrol()
    everything = member_with(office, *Role)
    before = office.behind.desks.supervision.care.entries()
    fields = {"name": "x", "reason": "x", "sure": "yes", "identifier": "x", "csrf": "0" * 64}
    answer = everything.post(path.replace("/x/", f"/{station}/"), fields)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert office.behind.desks.supervision.care.entries() == before


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("origin", [None, "null", "https://evil.test"])
def test_a_form_from_elsewhere_changes_nothing(office: Office, path: str, origin: str | None) -> None:
    everything = member_with(office, *Role)
    guard = office.app.state.parts.guard
    fields = {"csrf": _token(guard, everything, path)}
    assert everything.post(path, fields, origin).status_code == 403


def _token(guard: Guard, browser: Browser, path: str) -> str:
    return guard.token(Secret(browser.cookies[SESSION]), path)


@pytest.mark.parametrize("path", [one for one in PAGES if one not in {"/stations/x", "/now/events"}])
def test_pages_need_nothing_the_policy_forbids(office: Office, path: str) -> None:
    office.behind.enrol()
    page = member_with(office, *Role).get(path).text
    assert page.count("<script") == page.count('<script src="/static/console.js" defer></script>')
    assert "style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert "http://" not in page


def test_no_answer_leads_to_the_host_a_request_names(ada: Browser) -> None:
    answer = ada.request("GET", "/now/", {"Host": "evil.test", "X-Forwarded-Host": "evil.test"})
    assert answer.status_code == 404
    assert "evil.test" not in f"{answer.headers}{answer.text}"

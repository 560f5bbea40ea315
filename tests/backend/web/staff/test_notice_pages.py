"""The console's page of notices on stations."""

from __future__ import annotations

import httpx
import pytest

from backend.core.roles import Role
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with


@pytest.fixture
def olu(office: Office) -> Browser:
    return member_with(office, Role.OPERATOR, name="olu")


def put(browser: Browser, **fields: str) -> httpx.Response:
    typed = {"text-fr": "Fermé jusqu'à lundi", "station": "", "until": ""} | fields
    return browser.submit(browser.get("/notices"), "/notices/put", typed)


def test_a_notice_is_put_up_and_taken_back(office: Office, olu: Browser) -> None:
    assert "No notice is up." in olu.get("/notices").text
    assert put(olu, **{"text-nl": "<b>Gesloten</b>"}).status_code == 303
    page = olu.get("/notices")
    assert "Fermé jusqu&#39;à lundi" in page.text
    assert "&lt;b&gt;Gesloten&lt;/b&gt;" in page.text
    assert "at every station" in page.text
    (up,) = office.behind.desks.supervision.notices.all()
    assert olu.submit(page, "/notices/back", {"notice": up.id}).status_code == 303
    assert "No notice is up." in olu.get("/notices").text
    assert office.kinds()[-2:] == ["notice_put", "notice_taken_back"]


def test_the_end_is_in_the_institution_s_time(office: Office, olu: Browser) -> None:
    put(olu, until="2099-01-05T08:00")
    assert "until 2099-01-05 08:00:00" in olu.get("/notices").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text-fr": "  "}, "Write the notice in one language at least."),
        ({"text-fr": "x" * 161}, "A notice has at most 160 characters."),
        ({"until": "tomorrow"}, "The end is not readable"),
        ({"until": "0001-01-01T00:00"}, "The end is not readable"),
        ({"until": "9999-12-31T23:59+00:00"}, "The end is not readable"),
        ({"until": "2001-01-01T00:00"}, "That end has passed"),
        ({"station": "nowhere"}, "There is no such station."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    olu: Browser, fields: dict[str, str], said: str
) -> None:
    answer = put(olu, **({"text-ar": "مغلق"} if "text-fr" not in fields else {}), **fields)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert fields.get("text-fr", "مغلق").strip() in answer.text


def test_a_fourth_is_refused(olu: Browser) -> None:
    assert [put(olu).status_code for _ in range(4)] == [303, 303, 303, 422]


def test_others_have_no_such_page(office: Office) -> None:
    desk = member_with(office, Role.DESK)
    assert desk.get("/notices").status_code == 403


def test_another_session_s_form_is_refused(office: Office, olu: Browser) -> None:
    page = olu.get("/notices")
    other = member_with(office, Role.SUPERVISOR, name="sue")
    assert other.submit(page, "/notices/put", {"text-fr": "x"}).status_code == 403
    assert office.behind.desks.supervision.notices.all() == ()

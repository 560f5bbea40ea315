"""The list, one request, the decision; and what guards every form and page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.core.api import RequestStatus, TrueReason, Turn, Unavailable
from tests.backend.web.staff.browser import Browser, Office

PROOF = {
    "decision": "approve",
    "proof": "student_card",
    "reason": "new phone, card seen",
    "account": "m4rk",
}


def opened(browser: Browser) -> None:
    answer = browser.submit(browser.get("/"), "/open", {"code": "k7q 2md"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/requests/a1")


def test_the_list_says_nothing_of_the_person(ada: Browser) -> None:
    page = ada.get("/").text
    assert "Library, ground floor" in page
    assert "Ferrer" not in page.replace("Haute École Francisco Ferrer", "")
    part = ada.get("/waiting").text
    assert "Library, ground floor" in part
    assert part in page
    assert "Ferrer" not in part


def test_a_request_shows_the_true_reasons(ada: Browser) -> None:
    opened(ada)
    page = ada.get("/requests/a1").text
    assert "locked after too many wrong passwords" in page
    assert "FerrerFr2017@he-ferrer.eu" in page
    assert 'http-equiv="refresh"' not in page
    assert "data-follow" not in page


def test_a_wrong_code_says_what_to_do(ada: Browser) -> None:
    answer = ada.submit(ada.get("/"), "/open", {"code": "XXXXXX"})
    assert answer.status_code == 404
    assert "type the one the station shows now" in answer.text


def test_an_approval_shows_the_return_number(office: Office, ada: Browser) -> None:
    opened(ada)
    answer = ada.submit(ada.get("/requests/a1"), "/requests/a1/decision", PROOF)
    assert answer.status_code == 303
    assert "<span>4</span><span>7</span><span>2</span>" in ada.get("/requests/a1").text
    assert office.desk.decisions == [("ada", "student_card", "new phone, card seen")]


def test_a_refusal_needs_no_proof(office: Office, ada: Browser) -> None:
    opened(ada)
    fields = {"decision": "refuse", "reason": "not the person"}
    assert ada.submit(ada.get("/requests/a1"), "/requests/a1/decision", fields).status_code == 303
    assert office.desk.decisions == [("ada", "refused", "not the person")]
    assert "You refused" in ada.get("/requests/a1").text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"reason": " "}, 422),
        ({"reason": "x" * 301}, 422),
        ({"proof": ""}, 422),
        ({"proof": "trust_me"}, 422),
        ({"decision": "maybe"}, 403),
    ],
)
def test_an_incomplete_decision_decides_nothing(
    office: Office, ada: Browser, changed: dict[str, str], status: int
) -> None:
    opened(ada)
    answer = ada.submit(ada.get("/requests/a1"), "/requests/a1/decision", PROOF | changed)
    assert answer.status_code == status
    assert not office.desk.decisions


def test_what_the_rules_forbid_has_no_button_and_no_way_round(office: Office, ada: Browser) -> None:
    office.desk.opened = replace(
        office.desk.opened,
        approvable=False,
        turn=Turn.NOTHING,
        refusal_reason="This account has special rights.",
        reasons=(TrueReason.PRIVILEGED,),
    )
    opened(ada)
    page = ada.get("/requests/a1")
    assert 'value="approve"' not in page.text
    assert "This account has special rights." in page.text
    answer = ada.submit(page, "/requests/a1/decision", PROOF)
    assert answer.status_code == 409
    assert not office.desk.decisions


def test_attaching_an_account(office: Office, ada: Browser) -> None:
    opened(ada)
    fields = {"identifier": "DeboLi2020"}
    assert ada.submit(ada.get("/requests/a1"), "/requests/a1/account", fields).status_code == 303
    assert "DeboLi2020" in ada.get("/requests/a1").text


def test_what_a_person_typed_is_escaped(office: Office, ada: Browser) -> None:
    office.desk.opened = replace(office.desk.opened, identifier_typed="<script>alert(1)</script>")
    opened(ada)
    assert "<script" not in ada.get("/requests/a1").text


def test_a_request_that_another_opened_stays_closed(office: Office, ada: Browser) -> None:
    opened(ada)
    bob = office.signed_in("bob")
    assert bob.get("/requests/a1").status_code == 404


@pytest.mark.parametrize("path", ["/", "/waiting", "/requests/a1"])
def test_nobody_sees_a_page_without_signing_in(office: Office, path: str) -> None:
    answer = office.browser().get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("origin", [None, "null", "https://evil.test", "http://console.test"])
def test_a_form_of_another_origin_is_refused(office: Office, ada: Browser, origin: str | None) -> None:
    opened(ada)
    page = ada.get("/requests/a1")
    assert ada.submit(page, "/requests/a1/decision", PROOF, origin).status_code == 403
    assert not office.desk.decisions
    assert office.kinds()[-1] == "form_refused"
    assert office.details()[-1] == ("ada", '{"surface": "console"}')


def test_a_form_needs_its_own_token(office: Office, ada: Browser) -> None:
    opened(ada)
    page = ada.get("/requests/a1").text
    others = {text.partition('"')[0] for text in page.split('name="csrf" value="')[1:]}
    assert len(others) == 3
    refused = [
        ada.post("/requests/a1/decision", {"csrf": token} | PROOF).status_code for token in sorted(others)
    ]
    assert sorted(refused) == [303, 403, 403]
    assert ada.post("/requests/a1/decision", {**PROOF}).status_code == 403


def test_a_token_of_another_session_is_refused(office: Office, ada: Browser) -> None:
    opened(ada)
    page = ada.get("/requests/a1")
    bob = office.signed_in("bob")
    assert bob.submit(page, "/requests/a1/decision", PROOF).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/static/console.css", "/static/console.js", "/nowhere", "/join/none"]
)
def test_every_answer_carries_the_headers(ada: Browser, path: str) -> None:
    headers = ada.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_need_nothing_the_policy_forbids(ada: Browser) -> None:
    opened(ada)
    for path in ("/", "/sign-in", "/requests/a1"):
        page = ada.get(path).text
        scripts = page.count("<script")
        assert scripts == page.count('<script src="/static/console.js" defer></script>')
        assert "style=" not in page
        assert " on" + "click" not in page
        assert "http://" not in page


def test_an_outage_is_said_and_nothing_leaks(office: Office, ada: Browser) -> None:
    office.desk.error = Unavailable("sqlite:///secret")
    answer = ada.get("/")
    assert answer.status_code == 503
    assert "secret" not in answer.text


@pytest.mark.logs_errors
def test_an_unknown_error_has_a_reference_and_degrades(office: Office, ada: Browser) -> None:
    office.desk.error = ZeroDivisionError("secret")
    answer = ada.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    office.desk.error = None
    assert "does not work" in ada.get("/").text


@pytest.mark.parametrize(
    ("status", "words"),
    [(RequestStatus.EXPIRED, "has expired"), (RequestStatus.RETURNED, "choose a new password")],
)
def test_ended_requests_offer_no_decision(
    office: Office, ada: Browser, status: RequestStatus, words: str
) -> None:
    office.desk.opened = replace(office.desk.opened, row=replace(office.desk.opened.row, status=status))
    opened(ada)
    page = ada.get("/requests/a1").text
    assert words in page
    assert "decision" not in page


def test_a_station_under_pressure_is_told(ada: Browser) -> None:
    assert "12 resets begun in the last minutes, 9 failures in a row" in ada.get("/").text


def test_a_reference_is_looked_up(ada: Browser) -> None:
    page = ada.submit(ada.get("/"), "/trace", {"reference": "abcd 2345"}).text
    assert "Write started" in page
    assert page.count("Changed behind our back") == 1
    assert "Nothing is recorded" in ada.submit(ada.get("/"), "/trace", {"reference": "X"}).text


def test_a_scanned_code_only_fills_the_field(office: Office, ada: Browser) -> None:
    assert 'name="code" value="K7Q2MD"' in ada.get("/?code=K7Q2MD").text
    assert 'name="code" value=""' in ada.get("/?code=%22%3E%3Cb%3E").text
    assert office.desk.decisions == []


def test_a_scanned_code_is_kept_through_the_sign_in(office: Office) -> None:
    browser = office.member()
    assert browser.get("/?code=K7Q2MD").headers["location"] == "/sign-in"
    assert office.sign_in(browser).status_code == 303
    onward = browser.get("/")
    assert (onward.status_code, onward.headers["location"]) == (303, "/?code=K7Q2MD")
    assert 'name="code" value="K7Q2MD"' in browser.get("/?code=K7Q2MD").text
    assert browser.get("/").status_code == 200
    assert office.desk.seen_by == set()

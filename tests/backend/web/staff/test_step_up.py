"""A fresh proof before an approval, and nothing lost of what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from backend.core.secret import Secret
from tests.backend.web.staff.browser import Browser, Office

TYPED = {"decision": "approve", "proof": "student_card", "reason": "new <phone>, card seen"}
HERE = "/requests/a1/decision"


@pytest.fixture(name="late")
def _late(office: Office, ada: Browser) -> Browser:
    """Signed in, a request open, and eleven minutes later."""
    ada.submit(ada.get("/"), "/open", {"code": "k7q 2md"})
    office.clock.shift = timedelta(minutes=10, seconds=1)
    return ada


def approve(browser: Browser) -> httpx.Response:
    return browser.submit(browser.get("/requests/a1"), HERE, TYPED)


def test_within_ten_minutes_nothing_is_asked(office: Office, ada: Browser) -> None:
    ada.submit(ada.get("/"), "/open", {"code": "k7q 2md"})
    office.clock.shift = timedelta(minutes=10)
    assert approve(ada).status_code == 303


def test_later_the_code_is_asked_and_what_was_typed_is_kept(office: Office, late: Browser) -> None:
    before = late.cookies["__Host-staff"]
    page = approve(late)
    assert (page.status_code, office.desk.decisions) == (200, [])
    assert "Prove it is you" in page.text
    assert 'name="reason" value="new &lt;phone&gt;, card seen"' in page.text
    assert 'name="proof" value="student_card"' in page.text
    done = late.submit(page, HERE, TYPED | {"code_again": office.code("ada")})
    assert done.status_code == 303
    assert office.desk.decisions == [("ada", "student_card", "new <phone>, card seen")]
    assert late.cookies["__Host-staff"] != before
    assert office.auth.who(Secret(before), touched=False) is None
    assert late.get("/requests/a1").status_code == 200
    assert office.kinds()[-1] == "staff_stepped_up"


def test_the_new_cookie_is_of_the_strict_kind(office: Office, late: Browser) -> None:
    done = late.submit(approve(late), HERE, TYPED | {"code_again": office.code("ada")})
    cookie = done.headers["set-cookie"].lower()
    assert cookie.startswith("__host-staff=")
    for attribute in ("httponly", "secure", "samesite=strict", "path=/"):
        assert attribute in cookie


def test_the_new_session_keeps_the_old_end(office: Office, late: Browser) -> None:
    for hours in range(1, 33):
        office.clock.shift = timedelta(minutes=14 * hours)
        assert late.get("/").status_code == 200
    late.submit(approve(late), HERE, TYPED | {"code_again": office.code("ada")})
    assert late.get("/").status_code == 200
    office.clock.shift = timedelta(hours=8, seconds=1)
    assert late.get("/").status_code == 303


def test_a_wrong_code_decides_nothing_and_keeps_what_was_typed(office: Office, late: Browser) -> None:
    page = late.submit(approve(late), HERE, TYPED | {"code_again": "000000"})
    assert (page.status_code, office.desk.decisions) == (403, [])
    assert "card seen" in page.text
    assert office.kinds()[-1] == "staff_step_up_refused"
    assert late.submit(page, HERE, TYPED | {"code_again": office.code("ada")}).status_code == 303


def test_guesses_are_throttled(office: Office, late: Browser) -> None:
    page = approve(late)
    for _ in range(5):
        page = late.submit(page, HERE, TYPED | {"code_again": "000000"})
    page = late.submit(page, HERE, TYPED | {"code_again": office.code("ada")})
    assert (page.status_code, office.desk.decisions) == (403, [])
    office.clock.shift += timedelta(minutes=2)
    assert late.submit(page, HERE, TYPED | {"code_again": office.code("ada")}).status_code == 303


def test_the_code_of_the_sign_in_is_used_up(office: Office, ada: Browser) -> None:
    ada.submit(ada.get("/"), "/open", {"code": "k7q 2md"})
    office.clock.shift = timedelta(seconds=1)
    office.offer(replace(office.ways, fresh_for=timedelta(0)))
    used = {"code_again": office.code("ada", steps=1)}
    assert ada.submit(approve(ada), HERE, TYPED | used).status_code == 403
    assert not office.desk.decisions


def test_a_passkey_proves_nothing_for_who_has_a_code(office: Office, late: Browser) -> None:
    page = late.submit(approve(late), HERE, TYPED | {"passkey": "{}"})
    assert (page.status_code, office.desk.decisions) == (403, [])


def test_the_form_of_the_proof_is_ours(office: Office, late: Browser) -> None:
    page = approve(late)
    proved = TYPED | {"code_again": office.code("ada")}
    assert late.submit(page, HERE, proved, "https://evil.test").status_code == 403
    assert late.post(HERE, proved).status_code == 403
    assert not office.desk.decisions


def test_a_refusal_needs_no_fresh_proof(office: Office, late: Browser) -> None:
    fields = {"decision": "refuse", "reason": "not the person"}
    assert late.submit(late.get("/requests/a1"), HERE, fields).status_code == 303
    assert office.desk.decisions == [("ada", "refused", "not the person")]


def test_a_faulty_form_is_told_before_anything_is_asked(late: Browser) -> None:
    page = late.submit(late.get("/requests/a1"), HERE, TYPED | {"reason": ""})
    assert page.status_code == 422
    assert "Prove it is you" not in page.text
    assert 'value="student_card" checked' in page.text

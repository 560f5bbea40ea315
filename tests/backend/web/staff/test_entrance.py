"""One-time links, signing in and out, sessions, throttling."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import argon2
import pytest

from backend.core.secret import Secret
from backend.web.staff.auth import StaffAuth, Typed
from backend.web.staff.credentials import Passwords
from tests.backend.web.staff.browser import PASSWORD, PEPPER, Browser, Office


def test_a_link_works_once(office: Office) -> None:
    token = office.auth.invite("bob", "bob@he-ferrer.eu").reveal()
    first, second = office.browser(), office.browser()
    page, late = first.get(f"/join/{token}"), second.get(f"/join/{token}")
    office.secrets["bob"] = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page.text))
    fields = {"password": PASSWORD, "repeated": PASSWORD, "code": office.code("bob")}
    assert first.submit(page, f"/join/{token}", fields).status_code == 200
    assert second.submit(late, f"/join/{token}", fields).status_code == 404
    assert first.get(f"/join/{token}").status_code == 404


def test_a_link_ends_after_thirty_minutes(office: Office) -> None:
    token = office.auth.invite("bob", "bob@he-ferrer.eu").reveal()
    office.clock.shift = timedelta(minutes=29)
    assert office.browser().get(f"/join/{token}").status_code == 200
    office.clock.shift = timedelta(minutes=31)
    assert office.browser().get(f"/join/{token}").status_code == 404


def test_a_new_link_voids_the_older_one(office: Office) -> None:
    older, newer = (
        office.auth.invite("bob", "bob@he-ferrer.eu"),
        office.auth.invite("bob", "bob@he-ferrer.eu"),
    )
    assert office.auth.invitation(older) is None
    assert office.auth.invitation(newer) is not None


@pytest.mark.parametrize(
    ("password", "repeated"),
    [
        ("fourteen chars", "fourteen chars"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa"),
        ("bob bob bob is my name", "bob bob bob is my name"),
        (PASSWORD, PASSWORD + "!"),
        ("x" * 129, "x" * 129),
    ],
)
def test_a_poor_password_is_explained_and_costs_nothing(office: Office, password: str, repeated: str) -> None:
    token = office.auth.invite("bob", "bob@he-ferrer.eu").reveal()
    browser = office.browser()
    page = browser.get(f"/join/{token}")
    office.secrets["bob"] = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page.text))
    fields = {"password": password, "repeated": repeated, "code": office.code("bob")}
    answer = browser.submit(page, f"/join/{token}", fields)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert password not in answer.text
    assert office.auth.invitation(Secret(token)) is not None


def test_a_wrong_code_does_not_join(office: Office) -> None:
    token = office.auth.invite("bob", "bob@he-ferrer.eu").reveal()
    browser = office.browser()
    page = browser.get(f"/join/{token}")
    fields = {"password": PASSWORD, "repeated": PASSWORD, "code": "000000"}
    assert browser.submit(page, f"/join/{token}", fields).status_code == 422
    assert office.store.member("bob") is None


def test_signing_in_opens_the_list(office: Office) -> None:
    browser = office.member()
    answer = office.sign_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Library, ground floor" in browser.get("/").text


def test_the_session_cookie_is_of_the_strict_kind(office: Office) -> None:
    answer = office.sign_in(office.member())
    (line,) = (c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-staff="))
    attributes = {part.strip().lower() for part in line.split(";")[1:]}
    assert attributes == {"path=/", "secure", "httponly", "samesite=strict"}


def test_every_sign_in_has_a_new_session_and_ends_the_old_one(office: Office, ada: Browser) -> None:
    old = ada.cookies["__Host-staff"]
    assert office.sign_in(ada, code=office.code("ada", steps=1)).status_code == 403  # the step is used
    office.clock.shift += timedelta(minutes=2)
    assert office.sign_in(ada).status_code == 303
    assert ada.cookies["__Host-staff"] != old
    assert office.auth.who(Secret(old), touched=True) is None


def test_a_planted_session_is_not_taken_over(office: Office) -> None:
    browser = office.member()
    browser.cookies["__Host-staff"] = "planted"
    assert office.sign_in(browser).status_code == 303
    assert browser.cookies["__Host-staff"] != "planted"
    attacker = office.browser()
    attacker.cookies["__Host-staff"] = "planted"
    assert attacker.get("/").headers["location"] == "/sign-in"
    assert office.kinds()[-1] == "staff_session_unknown"


@pytest.mark.parametrize("changed", [{"password": "wrong"}, {"code": "000000"}, {"name": "nobody"}])
def test_wrong_and_unknown_get_the_same_answer(office: Office, changed: dict[str, str]) -> None:
    browser = office.member()
    answer = office.sign_in(browser, **changed)
    assert answer.status_code == 403
    assert "do not fit together" in answer.text
    assert "__Host-staff" not in browser.cookies


def test_a_code_of_the_same_step_is_refused(office: Office, ada: Browser) -> None:
    other = office.browser()
    assert office.sign_in(other).status_code == 403
    office.clock.shift += timedelta(minutes=1)
    assert office.sign_in(other).status_code == 303


def test_tries_are_throttled_and_the_wait_ends(office: Office) -> None:
    browser = office.member()
    for _ in range(5):
        assert office.sign_in(browser, password="wrong").status_code == 403
    assert office.sign_in(browser).status_code == 403
    office.clock.shift += timedelta(seconds=40)
    assert office.sign_in(browser).status_code == 303


def test_a_stranger_elsewhere_does_not_keep_the_owner_out(office: Office) -> None:
    owner, stranger = office.member(), office.browser()
    stranger.address = "198.51.100.9"
    for _ in range(30):
        office.sign_in(stranger, password="wrong")
    assert office.sign_in(owner).status_code == 303


def test_unknown_names_are_throttled_alike(office: Office) -> None:
    office.member()
    known, unknown = office.browser(), office.browser()
    for _ in range(7):
        one = office.sign_in(known, password="wrong")
        other = office.sign_in(unknown, name="nobody", password="wrong")
        assert one.status_code == other.status_code == 403


def test_idle_and_absolute_end(office: Office, ada: Browser) -> None:
    for _ in range(33):
        office.clock.shift += timedelta(minutes=14)
        assert ada.get("/").status_code == 200
    office.clock.shift += timedelta(minutes=14)
    assert office.clock.shift < timedelta(hours=8)
    office.clock.shift += timedelta(minutes=6)
    assert ada.get("/").headers["location"] == "/sign-in"


def test_idle_ends_although_the_page_renews_itself(office: Office, ada: Browser) -> None:
    for _ in range(4):
        office.clock.shift += timedelta(minutes=4)
        answer = ada.get("/waiting")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_sign_out_ends_the_session_on_the_server(office: Office, ada: Browser) -> None:
    kept = ada.cookies["__Host-staff"]
    assert ada.submit(ada.get("/"), "/sign-out", {}).status_code == 303
    assert "__Host-staff" not in ada.cookies
    assert office.auth.who(Secret(kept), touched=True) is None


def test_a_new_link_ends_the_sessions_and_the_old_password(office: Office, ada: Browser) -> None:
    office.clock.shift += timedelta(minutes=2)
    office.member("ada")
    assert ada.get("/").status_code == 303


def test_neither_tokens_nor_secrets_stand_in_the_database(
    office: Office, ada: Browser, tmp_path: Path
) -> None:
    texts = [path.read_bytes() for path in sorted(tmp_path.glob("staff.sqlite*"))]
    for secret in (ada.cookies["__Host-staff"], office.secrets["ada"], PASSWORD):
        assert not any(secret.encode() in text for text in texts)
    assert any(b"ada" in text for text in texts)


def test_a_password_is_hashed_anew_when_the_costs_change(office: Office) -> None:
    office.member("ada")
    dear = argon2.PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    later = StaffAuth(office.store, Passwords(PEPPER, dear), office.clock, b"k" * 32)
    code = Secret(office.code("ada", steps=1))
    assert "t=1," in _stored_hash(office)
    assert not later.sign_in(Typed("ada", Secret("wrong"), code, "here"))
    assert "t=1," in _stored_hash(office)
    assert later.sign_in(Typed("ada", Secret(PASSWORD), code, "here"))
    assert "t=2," in _stored_hash(office)
    assert office.sign_in(office.browser(), "ada", code=office.code("ada", steps=1)).status_code == 403


def _stored_hash(office: Office) -> str:
    found = office.store.proofs.password("ada")
    assert found is not None
    return found.password_hash

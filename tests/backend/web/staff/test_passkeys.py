"""Passkeys at the console: joining, signing in, and every answer that proves nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.staff_tables import staff_passkeys
from backend.core.secret import Secret
from backend.web.staff.passkeys import Ceremony, Passkeys
from tests.backend.web.staff.authenticator import PRESENT, Authenticator
from tests.backend.web.staff.browser import ORIGIN, Browser, Office, token_of

SIGN_IN = "/sign-in/passkey"


def options(browser: Browser, page_path: str, path: str) -> dict[str, object]:
    """The challenge that the script of that page fetches."""
    page = browser.get(page_path).text
    found = re.search(rf'data-options="{re.escape(path)}" data-csrf="(\w+)"', page)
    assert found is not None
    answer = browser.post(path, {"csrf": found[1]})
    assert answer.status_code == 200, answer.text
    read: dict[str, object] = answer.json()
    return read


def send(browser: Browser, page_path: str, action: str, answer: str) -> int:
    return browser.submit(browser.get(page_path), action, {"passkey": answer}).status_code


def join(office: Office, key: Authenticator, name: str = "ada") -> int:
    browser, link = office.browser(), f"/join/{office.auth.invite(name, f'{name}@x').reveal()}"
    asked = options(browser, link, f"{link}/passkey/options")
    return send(browser, link, f"{link}/passkey", key.create(asked))


def challenge(browser: Browser) -> dict[str, object]:
    return options(browser, "/sign-in", f"{SIGN_IN}/options")


def sign_in(office: Office, key: Authenticator) -> int:
    browser = office.browser()
    return send(browser, "/sign-in", SIGN_IN, key.get(challenge(browser)))


def test_a_passkey_joins_and_signs_in(office: Office) -> None:
    key = Authenticator()
    assert join(office, key) == 200
    key.counter = 2
    assert sign_in(office, key) == 303
    assert office.kinds() == ["staff_invited", "staff_joined", "staff_signed_in"]


def test_the_button_waits_for_the_script_that_asks_the_authenticator(office: Office) -> None:
    link = f"/join/{office.auth.invite('ada', 'ada@x').reveal()}"
    for path, words in ((link, "Make a passkey"), ("/sign-in", "Use my passkey")):
        assert f'<button type="submit" disabled>{words}</button>' in office.browser().get(path).text


def test_the_challenge_asks_for_a_discoverable_verified_key_of_our_name(office: Office) -> None:
    link = f"/join/{office.auth.invite('ada', 'ada@x').reveal()}"
    asked = options(office.browser(), link, f"{link}/passkey/options")
    assert asked["rp"] == {"name": "Repasse Haute École Francisco Ferrer", "id": "console.test"}
    chosen = asked["authenticatorSelection"]
    assert isinstance(chosen, dict)
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    got = challenge(office.browser())
    assert (got["rpId"], got["userVerification"], got["allowCredentials"]) == (
        "console.test",
        "required",
        [],
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.test"},
        {"origin": "http://console.test"},
        {"rp_id": "evil.test"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
)
def test_an_authenticator_that_saw_something_else_neither_joins_nor_signs_in(
    office: Office, wrong: dict[str, str | int]
) -> None:
    key = Authenticator()
    bad = Authenticator(key=key.key, credential=key.credential, counter=2, **wrong)  # type: ignore[arg-type]
    assert join(office, bad) == 422
    assert join(office, key) == 200
    assert sign_in(office, bad) == 403
    key.counter = 3
    assert sign_in(office, key) == 303


def test_a_challenge_works_once(office: Office) -> None:
    key, browser = Authenticator(), office.browser()
    join(office, key)
    key.counter = 2
    answer = key.get(challenge(browser))
    assert send(browser, "/sign-in", SIGN_IN, answer) == 303
    key.counter = 3
    assert send(browser, "/sign-in", SIGN_IN, answer) == 403
    assert office.kinds()[-1] == "staff_sign_in_refused"


def test_a_challenge_is_used_up_by_a_wrong_answer(office: Office) -> None:
    key, browser = Authenticator(), office.browser()
    join(office, key)
    key.counter = 2
    answer = key.get(challenge(browser))
    assert send(browser, "/sign-in", SIGN_IN, "{}") == 403
    assert send(browser, "/sign-in", SIGN_IN, answer) == 403


def test_a_challenge_belongs_to_its_browser_and_purpose_and_ends(office: Office) -> None:
    key, browser = Authenticator(), office.browser()
    join(office, key)
    key.counter = 2
    answer = key.get(challenge(browser))
    assert send(office.browser(), "/sign-in", SIGN_IN, answer) == 403
    passkeys = office.app.state.parts.ways.passkeys
    step_up = passkeys.request(Ceremony.STEP_UP, Secret(browser.cookies["__Host-staff-form"]), "ada")
    assert '"challenge"' in step_up
    office.clock.shift = timedelta(minutes=5, seconds=1)
    assert send(browser, "/sign-in", SIGN_IN, answer) == 403


def test_a_counter_that_goes_back_is_a_copy(office: Office) -> None:
    key = Authenticator(counter=7)
    join(office, key)
    assert sign_in(office, key) == 403
    assert office.details()[-1] == ("ada", '{"by": "passkey", "why": "counter"}')
    key.counter = 8
    assert sign_in(office, key) == 303
    assert sign_in(office, key) == 403


def test_a_key_without_a_counter_stays_at_zero(office: Office) -> None:
    key = Authenticator(counter=0)
    join(office, key)
    assert [sign_in(office, key), sign_in(office, key)] == [303, 303]


def test_another_key_under_the_same_name_proves_nothing(office: Office) -> None:
    key = Authenticator()
    join(office, key)
    assert sign_in(office, Authenticator(credential=key.credential, counter=9)) == 403
    assert sign_in(office, Authenticator(counter=9)) == 403


def test_a_registered_key_is_nobody_elses(office: Office) -> None:
    key = Authenticator()
    assert join(office, key) == 200
    assert join(office, Authenticator(credential=key.credential), "bob") == 422
    assert office.store.member("bob") is None


def test_a_key_written_by_hand_signs_nobody_in(office: Office) -> None:
    mine, theirs = Authenticator(), Authenticator()
    join(office, mine, "eve")
    join(office, theirs, "ada")
    with writing(office.engine) as connection:
        connection.execute(update(staff_passkeys).values(name="ada"))
    mine.counter = 2
    assert sign_in(office, mine) == 403


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "[" * 5000, '{"id":"x"}', "\ud800", "1e999"])
def test_nonsense_is_refused_and_no_error(office: Office, answer: str) -> None:
    browser = office.browser()
    challenge(browser)
    sent = answer.encode("utf-8", "replace").decode()
    assert send(browser, "/sign-in", SIGN_IN, sent) == 403


def test_a_new_link_ends_the_older_passkey(office: Office) -> None:
    older, newer = Authenticator(), Authenticator()
    join(office, older)
    join(office, newer)
    older.counter = newer.counter = 2
    assert [sign_in(office, older), sign_in(office, newer)] == [403, 303]


@pytest.mark.parametrize("more", ["/passkey", "/passkey/options"])
def test_a_link_is_used_by_its_own_page_only(office: Office, more: str) -> None:
    token = office.auth.invite("bob", "b@x")
    browser, path = office.browser(), f"/join/{token.reveal()}{more}"
    csrf = token_of(browser.get(f"/join/{token.reveal()}"), f"/join/{token.reveal()}/passkey")
    assert browser.post(path, {}).status_code == 403
    assert browser.post(path, {"csrf": csrf}, "https://evil.test").status_code == 403
    assert office.browser().post(path, {"csrf": csrf}).status_code == 403
    assert office.auth.invitation(token) is not None
    assert office.kinds() == ["staff_invited", *["form_refused"] * 3]


@pytest.mark.parametrize("path", [SIGN_IN, f"{SIGN_IN}/options", "/step-up/options"])
def test_every_form_of_a_passkey_is_ours(office: Office, path: str) -> None:
    browser = office.signed_in()
    page = browser.get("/sign-in")
    csrf = token_of(page, SIGN_IN)
    assert browser.post(path, {"csrf": "0" * 64}).status_code == 403
    assert browser.post(path, {}).status_code == 403
    assert browser.post(path, {"csrf": csrf}, "https://evil.test").status_code == 403


@pytest.mark.parametrize(
    ("origin", "offered"),
    [
        (ORIGIN, True),
        ("https://localhost:8443", True),
        ("https://127.0.0.1:8443", False),
        ("https://[::1]", False),
    ],
)
def test_an_address_of_numbers_offers_none(office: Office, origin: str, *, offered: bool) -> None:
    assert Passkeys(office.store, office.clock, origin, "x").offered is offered


def test_what_is_not_offered_is_not_served(office: Office) -> None:
    office.at("https://127.0.0.1:8443")
    browser = office.browser()
    assert "passkey" not in browser.get("/sign-in").text
    assert browser.post(SIGN_IN, {}).status_code == 404

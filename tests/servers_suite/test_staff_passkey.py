"""A member of staff with a passkey, in a real browser with a virtual authenticator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.servers.backend import RunningBackend
from tests.servers.chromium import Window, window
from tests.servers.ports import free_port
from tests.servers_suite.desk import ALWAYS, ask, decide, kinds, named_backend

pytestmark = pytest.mark.servers


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    with named_backend(tmp_path, free_port(), **ALWAYS) as made:
        yield made


@pytest.fixture
def browser(backend: RunningBackend) -> Iterator[Window]:
    with window([backend.data / "tls" / "server.pem"]) as made:
        yield made


def join(browser: Window, backend: RunningBackend) -> None:
    browser.page.goto(backend.cli("staff", "invite", "ada", "--account", "SomeoneEl2001").strip())
    browser.page.click("text=Make a passkey")
    browser.page.wait_for_selector("h1:has-text('You are ready')")
    browser.page.click("main a.button")


def sign_in(browser: Window) -> None:
    browser.page.click("text=Use my passkey")
    browser.page.wait_for_selector("h1:has-text('Requests')")


def follows(backend: RunningBackend, cookie: str) -> str:
    """Where the list leads somebody who shows that session."""
    answer = requests.get(
        f"{backend.console}/",
        headers={"Cookie": f"__Host-staff={cookie}"},
        verify=str(backend.ca),
        allow_redirects=False,
        timeout=30,
    )
    return answer.headers.get("location", "the list")


def test_a_passkey_joins_signs_in_and_approves(browser: Window, backend: RunningBackend) -> None:
    session, authenticator = browser.authenticator()
    join(browser, backend)
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert [(one["rpId"], one["isResidentCredential"]) for one in kept] == [("localhost", True)]
    sign_in(browser)
    before = browser.session_cookie()
    decide(browser.page, ask(backend))
    browser.page.wait_for_selector("h1:has-text('Prove it is you')")
    browser.page.click("text=Use my passkey")
    number = browser.page.inner_text(".number")
    assert len("".join(number.split())) == 3
    after = browser.session_cookie()
    assert after != before
    assert follows(backend, before) == "/sign-in"
    assert follows(backend, after) == "the list"
    assert browser.complaints == []
    ways = ["staff_invited", "staff_joined", "staff_signed_in", "staff_stepped_up"]
    assert kinds(backend) == ways


def test_a_removed_member_is_out_at_once(browser: Window, backend: RunningBackend) -> None:
    browser.authenticator()
    join(browser, backend)
    sign_in(browser)
    backend.cli("staff", "remove", "ada")
    browser.page.goto(f"{backend.console}/")
    assert browser.page.url.endswith("/sign-in")
    browser.page.click("text=Use my passkey")
    browser.page.wait_for_selector("text=does not open this console")
    assert browser.session_cookie() == ""


def test_without_the_finger_nothing_is_sent(browser: Window, backend: RunningBackend) -> None:
    session, authenticator = browser.authenticator()
    join(browser, backend)
    options = {"authenticatorId": authenticator, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", options)
    browser.page.click("text=Use my passkey")
    browser.page.wait_for_selector("text=The passkey was not used")
    assert "staff_signed_in" not in kinds(backend)


def test_who_is_faster_than_the_script_sends_nothing(browser: Window, backend: RunningBackend) -> None:
    browser.page.route("**/static/console.js", lambda route: route.abort())
    browser.page.goto(f"{backend.console}/sign-in")
    assert browser.page.is_disabled("text=Use my passkey")

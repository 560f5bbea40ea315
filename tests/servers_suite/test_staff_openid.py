"""Staff at a real OpenID provider, in a real browser for which it is another site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.backend import RunningBackend
from tests.servers.chromium import Window, window
from tests.servers.openid_provider import OpenIdServer, running_provider
from tests.servers.ports import free_port
from tests.servers_suite.desk import ALWAYS, REASON, ask, decide, kinds, named_backend

pytestmark = pytest.mark.servers


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def provider(tmp_path: Path, port: int) -> Iterator[OpenIdServer]:
    with running_provider(tmp_path, f"https://localhost:{port}") as made:
        yield made


@pytest.fixture
def backend(tmp_path: Path, port: int, provider: OpenIdServer) -> Iterator[RunningBackend]:
    with named_backend(tmp_path, port, **ALWAYS, **provider.settings(tmp_path)) as made:
        yield made


@pytest.fixture
def browser(backend: RunningBackend, provider: OpenIdServer) -> Iterator[Window]:
    with window([backend.data / "tls" / "server.pem", provider.certificate]) as made:
        yield made


def sign_in(browser: Window, backend: RunningBackend, login: str) -> None:
    browser.page.goto(f"{backend.console}/sign-in")
    browser.page.click("text=Sign in with the test provider")
    prove(browser, login)


def prove(browser: Window, login: str) -> None:
    browser.page.fill("#login", login)
    browser.page.click("button")


def test_staff_from_the_provider_approve(browser: Window, backend: RunningBackend) -> None:
    sign_in(browser, backend, "ada")
    browser.page.wait_for_selector("h1:has-text('Requests')")
    assert browser.cookie_kinds()["__Host-staff"] == "Strict"
    assert "__Host-staff-openid" not in browser.cookie_kinds()
    before = browser.session_cookie()
    decide(browser.page, ask(backend))
    browser.page.wait_for_selector("h1:has-text('Prove it is you')")
    browser.page.click("text=Go on")
    prove(browser, "ada")
    browser.page.wait_for_selector("h1:has-text('Amina Benali')")
    assert browser.page.input_value("#reason") == REASON
    assert browser.page.is_checked("[value=student_card]")
    browser.page.click("[value=approve]")
    assert len("".join(browser.page.inner_text(".number").split())) == 3
    assert browser.session_cookie() != before
    assert kinds(backend) == ["staff_joined", "staff_signed_in", "staff_stepped_up"]


def test_signing_out_ends_the_session_at_the_provider_too(browser: Window, backend: RunningBackend) -> None:
    sign_in(browser, backend, "ada")
    browser.page.click("text=Sign out")
    browser.page.wait_for_url(lambda url: "/session/end" in url)
    assert browser.session_cookie() == ""
    assert kinds(backend)[-1] == "staff_signed_out"


def test_somebody_without_a_role_stays_out(browser: Window, backend: RunningBackend) -> None:
    sign_in(browser, backend, "eve")
    browser.page.wait_for_selector("h1:has-text('You are not signed in')")
    assert browser.session_cookie() == ""
    assert kinds(backend) == ["staff_sign_in_refused"]


def test_another_person_at_the_provider_is_no_fresh_proof(browser: Window, backend: RunningBackend) -> None:
    sign_in(browser, backend, "ada")
    browser.page.wait_for_selector("h1:has-text('Requests')")
    decide(browser.page, ask(backend))
    browser.page.click("text=Go on")
    prove(browser, "eve")
    browser.page.wait_for_selector("h1:has-text('You are not signed in')")
    assert "staff_stepped_up" not in kinds(backend)
    assert "approval_given" not in backend.cli("audit", "show")


def test_an_answer_of_the_provider_works_once(browser: Window, backend: RunningBackend) -> None:
    seen: list[str] = []
    browser.page.on("request", lambda request: seen.append(request.url))
    sign_in(browser, backend, "ada")
    browser.page.wait_for_selector("h1:has-text('Requests')")
    back = next(url for url in seen if "/sign-in/openid/back" in url)
    browser.page.goto(back)
    browser.page.wait_for_selector("h1:has-text('You are not signed in')")


def test_a_provider_that_is_down_is_said(
    browser: Window, backend: RunningBackend, provider: OpenIdServer
) -> None:
    provider.stop()
    browser.page.goto(f"{backend.console}/sign-in")
    browser.page.click("text=Sign in with the test provider")
    browser.page.wait_for_selector("text=The sign-in service does not answer")
    assert "Traceback" not in backend.log

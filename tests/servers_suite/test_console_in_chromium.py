"""The staff console in a real browser: from the one-time link to the return number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.servers.authenticator import earlier_code
from tests.servers.backend import ROOT, RunningBackend, running_backend
from tests.servers.chromium import Window, new_window, until, whole, window
from tests.servers.station_client import Station, pad

pytestmark = pytest.mark.servers
PICTURES = ROOT / "build" / "screens" / "staff"
PASSWORD = "a calm sentence about boats"
NEW = "Tram-Flagey-81!"
ADD = ("account", "add", "BenaliAm2024@he-ferrer.eu", "--given-name=Amina", "--family-name=Benali")
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
WINDOWS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "desk": (1280, "light"),
    "phone": (360, "light"),
    "dark": (720, "dark"),
}
# Fields a person meets that no label names, by text, by wrapping or by ARIA.
UNNAMED = """[...document.querySelectorAll("input:not([type=hidden]), textarea, select")]
    .filter(one => !one.labels.length && !one.ariaLabel).map(one => one.name)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll("button, .button, input:not([type=hidden]), summary")]
    .filter(one => one.checkVisibility())
    .map(one => (one.closest("label.choice") || one).getBoundingClientRect())
    .filter(box => box.height < 44 || box.width < 44).length"""


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    with running_backend(tmp_path) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        yield made


@pytest.fixture
def browser(backend: RunningBackend) -> Iterator[Window]:
    with window([backend.data / "tls" / "server.pem"]) as made:
        yield made


def look(page: Page, name: str) -> None:
    """Hold the page to what every page must be, in every window, and take its pictures."""
    whole(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.evaluate(UNNAMED) == []
    for size, (width, scheme) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        until(page, f"innerWidth === {width} && {TOO_WIDE} === 0")  # a frame later
        assert page.evaluate(SMALL) == 0, f"{name} has controls under 44 px at {width} px"
        page.screenshot(path=PICTURES / f"{name}-{size}.png", full_page=True)


def join(page: Page, backend: RunningBackend, name: str) -> str:
    """Set up the access by the one-time link; returns the authenticator's key."""
    page.goto(backend.cli("staff", "invite", name, "--account", "SomeoneEl2001").strip())
    key = str(page.text_content(".key")).strip()
    look(page, "1-join")
    page.fill("#code", earlier_code(key))
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.click(".primary")
    expect(page.locator("h1")).to_have_text("You are ready")
    look(page, "2-joined")
    page.click("main a.button")
    return key


def sign_in(page: Page, name: str, key: str, password: str = PASSWORD) -> None:
    page.fill("#name", name)
    page.fill("#password", password)
    page.fill("#code", pyotp.TOTP(key).now())
    page.click(".primary")


def ask(station: Station) -> tuple[str, dict[str, object]]:
    """A station where somebody asks for staff: the path of the reset, and the request."""
    body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA}
    path = f"/v1/resets/{station.post('/v1/resets', body).json()['id']}"
    approval: dict[str, object] = station.post(f"{path}/approvals", {}).json()["approval"]
    return path, approval


def clean(browser: Window, backend: RunningBackend) -> None:
    """Nothing was asked of another origin, and nothing complained: no policy was broken, no script failed."""
    assert browser.complaints == []
    foreign = [url for url in browser.requested if not url.startswith((backend.console + "/", "data:"))]
    assert foreign == []
    assert any(url.endswith("/static/console.css") for url in browser.requested)


def test_the_lost_phone_at_the_desk(browser: Window, backend: RunningBackend) -> None:
    station, page = backend.station(), browser.page
    key = join(page, backend, "ada")
    look(page, "3-sign-in")
    sign_in(page, "ada", key)
    expect(page.locator("main")).to_contain_text("Nobody is waiting")
    look(page, "4-nobody")
    path, approval = ask(station)
    page.goto(f"{backend.console}/")
    assert "Ground floor\nLibrary\n" in page.inner_text("body")
    assert "Benali" not in page.content()
    look(page, "5-requests")
    page.fill("#code", str(approval["request_code"]))
    page.click("form[action='/open'] button")
    expect(page.locator("main")).to_contain_text("No mobile phone number or personal address is registered.")
    look(page, "6-request")
    page.click("label:has([value=student_card])")
    page.fill("#reason", "lost phone, card seen")
    page.click("[value=approve]")
    number = "".join(page.inner_text(".number").split())
    assert len(number) == 3
    look(page, "7-return-number")
    returned = station.post(
        f"{path}/approvals/{approval['number']}/returns", {"number": number, "pad": pad()}
    )
    assert returned.json()["outcome"] == "return_accepted"
    expect(page.locator("main")).to_contain_text("The person can choose a new password")  # by itself
    look(page, "8-returned")
    done = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()}).json()
    assert done["outcome"] == "password_set"
    trace(page, backend, done["completed"]["reference"])
    clean(browser, backend)


def test_without_script_the_request_follows_too(browser: Window, backend: RunningBackend) -> None:
    station = backend.station()
    key = join(browser.page, backend, "ada")
    path, approval = ask(station)
    assert browser.context.browser is not None
    page = new_window(browser.context.browser, script=False).page
    page.goto(f"{backend.console}/sign-in")
    sign_in(page, "ada", key)
    page.fill("#code", str(approval["request_code"]))
    page.click("form[action='/open'] button")
    page.click("label:has([value=student_card])")
    page.fill("#reason", "lost phone, card seen")
    page.click("[value=approve]")
    number = "".join(page.inner_text(".number").split())
    station.post(f"{path}/approvals/{approval['number']}/returns", {"number": number, "pad": pad()})
    expect(page.locator("main")).to_contain_text("The person can choose a new password")


def trace(page: Page, backend: RunningBackend, reference: str) -> None:
    page.goto(f"{backend.console}/")
    page.click("summary")
    page.fill("#reference", reference)
    page.click("form[action='/trace'] button")
    expect(page.locator("main")).to_contain_text("Write done")
    look(page, "9-reference")
    page.click(".who button")
    page.wait_for_url("**/sign-in")


def test_what_is_wrong_is_said(browser: Window, backend: RunningBackend) -> None:
    key = join(browser.page, backend, "grace")
    sign_in(browser.page, "grace", key, "not the password")
    expect(browser.page.get_by_role("alert")).to_contain_text("do not fit together")
    look(browser.page, "10-refused")


def test_the_list_renews_itself_beside_what_is_typed(browser: Window, backend: RunningBackend) -> None:
    station, page = backend.station("Reading room"), browser.page
    sign_in(page, "linus", join(page, backend, "linus"))
    page.fill("#code", "AB")
    ask(station)
    expect(page.locator("#live")).to_contain_text("Reading room")
    assert page.input_value("#code") == "AB"
    clean(browser, backend)


def test_the_policy_stops_a_foreign_script(browser: Window, backend: RunningBackend) -> None:
    """The positive control of `clean`: what it looks for is really reported."""
    page = browser.page
    page.goto(f"{backend.console}/sign-in")
    with page.expect_console_message(lambda message: "script-src" in message.text):
        page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: '1'}))")
    page.goto(f"{backend.console}/sign-in")
    assert any("script-src" in one for one in browser.complaints)

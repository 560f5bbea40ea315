"""The pages of supervisors and operators in a real browser, with real stations behind them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.servers.authenticator import earlier_code
from tests.servers.backend import ROOT, RunningBackend
from tests.servers.chromium import Window, until, window
from tests.servers.ports import free_port
from tests.servers.station_client import Station
from tests.servers_suite.desk import kinds, named_backend

pytestmark = pytest.mark.servers
PICTURES = ROOT / "build" / "screens" / "staff"
PASSWORD = "a calm sentence about boats"
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
ROLES = ("--role", "desk", "--role", "supervisor", "--role", "operator")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll("button, input:not([type=hidden]), select, summary, nav a")]
    .filter(one => one.checkVisibility())
    .map(one => (one.closest("label.choice") || one).getBoundingClientRect())
    .filter(box => box.height < 44 || box.width < 44).length"""


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    with named_backend(tmp_path, free_port()) as made:
        yield made


@pytest.fixture
def browser(backend: RunningBackend) -> Iterator[Window]:
    with window([backend.data / "tls" / "server.pem"]) as made:
        sign_in(made.page, backend)
        yield made


def sign_in(page: Page, backend: RunningBackend) -> None:
    """Join with every role by the one-time link, with password and authenticator."""
    page.goto(backend.cli("staff", "invite", "ada", "--account", "SomeoneEl2001", *ROLES).strip())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    key = "".join(page.inner_text(".key").split())
    page.fill("#code", earlier_code(key))
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.click("form:has(#repeated) .primary")
    page.click("main a.button")
    page.fill("#name", "ada")
    page.fill("#password", PASSWORD)
    page.fill("#code", pyotp.TOTP(key).now())
    page.click("form:has(#password) .primary")
    page.wait_for_selector("nav")


def beat(station: Station, page_kind: str) -> int:
    said = {"version": "0.1.0", "page_kind": page_kind, "last_error": "", "boot_counter": 1}
    return station.post("/v1/heartbeats", said | {"clock": int(time.time())}).status_code


def pictures(page: Page, name: str) -> None:
    """A phone and a desk, light and dark; nothing scrolls sideways, nothing is too small for a finger."""
    for window_name, size in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        until(
            page, f"innerWidth === {size['width']} && {TOO_WIDE} === 0"
        )  # the new size reaches the page a frame later
        assert page.evaluate(SMALL) == 0, f"{name} has controls under 44 px on a {window_name}"
        page.screenshot(path=PICTURES / f"{name}-{window_name}.png", full_page=True)


def test_the_board_follows_without_reload(browser: Window, backend: RunningBackend) -> None:
    hall, page = backend.station("Hall"), browser.page
    beat(hall, "Attract")
    page.goto(f"{backend.console}/now")
    page.evaluate("document.marked = true")
    board = page.locator("#board")
    expect(board).to_contain_text("Free")
    beat(hall, "EnterCode")
    expect(board).to_contain_text("typing a code")
    body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA}
    reset = hall.post("/v1/resets", body).json()["id"]
    hall.post(f"/v1/resets/{reset}/approvals", {})
    expect(board).to_contain_text("Needs help")
    expect(page.locator("#summary")).to_have_text("1 station: 1 needs help.")
    backend.station("Library")
    expect(board.locator("li")).to_have_count(2)
    assert "Benali" not in page.content()
    assert page.evaluate("document.marked")
    pictures(page, "11-now")
    assert browser.complaints == []


def test_the_board_says_when_it_is_old_and_recovers(browser: Window, backend: RunningBackend) -> None:
    page = browser.page
    page.goto(f"{backend.console}/now")
    expect(page.locator("#lost")).to_be_hidden()
    page.evaluate("document.marked = true")
    assert backend.stop() == 0  # an open stream holds nothing up
    expect(page.locator("#lost")).to_be_visible()
    backend.start()
    expect(page.locator("#lost")).to_be_hidden()
    assert page.evaluate("document.marked")


def test_the_board_ends_with_the_session(browser: Window, backend: RunningBackend) -> None:
    page = browser.page
    page.goto(f"{backend.console}/now")
    backend.cli("staff", "remove", "ada")
    page.wait_for_url("**/sign-in")


def test_a_station_is_enrolled_blocked_and_opened_in_the_console(
    browser: Window, backend: RunningBackend
) -> None:
    page, new = browser.page, Station(backend.station_api, backend.ca)
    offer = new.offer().json()
    page.goto(f"{backend.console}/stations?code={offer['code']}")
    page.click("text=Go on")
    shown = "".join(page.inner_text(".print").split())
    assert shown == offer["fingerprint"]
    pictures(page, "12-enrolment")
    page.check("[name=same]")
    page.fill("#station-name", "Library 1")
    page.fill("#place", "Ground floor")
    page.click("[value=approve]")
    expect(page.locator("h1")).to_have_text("Library 1")
    assert beat(new, "Attract") == 200
    page.fill("#reason", "vandals")
    page.click("text=Block this station")
    expect(page.locator(".state")).to_contain_text("Blocked")
    refused = new.get("/v1/station")
    assert (refused.status_code, refused.json()["code"]) == (403, "key_withdrawn")
    page.fill("#reason", "repaired")
    page.click("text=Open this station again")
    expect(page.locator(".state")).to_contain_text("Active")
    assert new.get("/v1/station").json()["name"] == "Library 1"
    pictures(page, "13-station")
    assert browser.complaints == []


def test_a_scanned_enrolment_waits_for_the_sign_in(browser: Window, backend: RunningBackend) -> None:
    page = browser.page
    page.click("text=Sign out")
    page.goto(f"{backend.console}/stations?code=ABCD-EFGH")
    page.wait_for_url("**/sign-in")
    names = {cookie["name"] for cookie in browser.context.cookies()}
    assert "__Host-staff-next" in names


def test_the_audit_is_searched_and_downloaded(browser: Window, backend: RunningBackend) -> None:
    page = browser.page
    backend.station("=Hall")
    page.goto(f"{backend.console}/audit")
    page.select_option("#kind", "station_enrolled")
    page.click("main .primary")
    expect(page.locator(".record")).to_have_count(1)
    pictures(page, "14-audit")
    with page.expect_download() as download:
        page.click("text=Export as CSV")
    assert re.fullmatch(r"audit-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert '"\'=Hall"' in text
    assert kinds(backend)[-1] == "staff_signed_in"
    assert browser.complaints == []


def test_figures_unblocking_and_settings(browser: Window, backend: RunningBackend) -> None:
    page, hall = browser.page, backend.station("Hall")
    for _ in range(3):
        hall.post("/v1/resets", {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA})
    page.goto(f"{backend.console}/figures")
    expect(page.locator(".tiles dd").first).to_have_text("3")
    pictures(page, "15-figures")
    page.goto(f"{backend.console}/unblock")
    page.fill("#identifier", "BenaliAm2024")
    page.click("button:has-text('Look')")
    page.fill("#reason", "mistyped, card seen")
    page.click("form[action='/unblock/lift'] button")
    expect(page.locator("main")).to_contain_text("Done.")
    pictures(page, "16-unblock")
    page.goto(f"{backend.console}/settings")
    expect(page.locator("main")).to_contain_text("limits.sends_per_account")
    pictures(page, "17-settings")
    assert browser.complaints == []

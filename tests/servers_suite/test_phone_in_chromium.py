"""The whole hand-off on a phone: a real backend, a real Chromium at a phone's size, a signing station."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.servers.backend import ROOT, RunningBackend, running_backend
from tests.servers.chromium import Window, until, whole, window
from tests.servers.station_client import Json, Station

pytestmark = pytest.mark.servers
PICTURES = ROOT / "build" / "screens" / "phone"
ADD = (
    "account",
    "add",
    "BenaliAm2024@he-ferrer.eu",
    "--given-name=Amina",
    "--family-name=Benali",
    "--mobile=+32470123423",
    "--contacts-since=2020-01-01",
)
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
NEW = "Tram-Flagey-81!"
SIZE = (390, 844)
NARROW = (360, 640)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNNAMED = """[...document.querySelectorAll("input:not([type=hidden])")]
    .filter(one => !one.labels.length && !one.closest("[aria-hidden]")).map(one => one.name)"""
SMALL = """[...document.querySelectorAll("button, .button, input:not([type=hidden]), .languages a")]
    .filter(one => one.checkVisibility() && !one.closest("[aria-hidden]"))
    .map(one => one.getBoundingClientRect()).filter(box => box.height < 44 || box.width < 44).length"""


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    with running_backend(tmp_path) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        yield made


@pytest.fixture
def phone(backend: RunningBackend) -> Iterator[Window]:
    with window([backend.data / "tls" / "server.pem"]) as made:
        made.page.set_viewport_size({"width": 390, "height": 844})
        yield made


class Reset:
    """The station's side of one reset."""

    def __init__(self, station: Station) -> None:
        self._station = station
        body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA}
        self.path = f"/v1/resets/{station.post('/v1/resets', body).json()['id']}"

    def view(self) -> Json:
        seen: Json = self._station.get(self.path).json()
        return seen

    def offer(self) -> Json:
        made: Json = self._station.post(f"{self.path}/handoffs", {}).json()["handoff"]
        return made

    def decide(self, decision: str) -> Json:
        handoff = self.view()["handoff"]
        assert isinstance(handoff, dict)
        path = f"{self.path}/handoffs/{handoff['number']}/confirmations"
        answer: Json = self._station.post(path, {"decision": decision}).json()
        return answer


def look(page: Page, name: str) -> None:
    """Hold the page to what every page must be, and take its pictures in both lights."""
    whole(page)
    assert page.locator("h1").count() == 1
    assert page.evaluate(UNNAMED) == []
    language = page.evaluate("document.documentElement.lang")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.screenshot(path=PICTURES / f"{name}-{language}-{scheme}.png", full_page=True)
    for size in (NARROW, SIZE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        # The new size reaches the page a frame later; no page scrolls sideways.
        until(page, f"innerWidth === {size[0]} && {TOO_WIDE} === 0")
        assert page.evaluate(SMALL) == 0, f"{name} has controls under 44 px"


def look_in_both(page: Page, name: str) -> None:
    """The same page in French and English."""
    for language in ("FR", "EN"):
        other = page.locator(".languages a", has_text=language)
        if other.count():
            other.click()
            page.wait_for_load_state()
        look(page, name)


def code_in_spool(backend: RunningBackend) -> str:
    """The code of the message that the local channel wrote."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for path in (backend.data / "spool").rglob("*.json"):
            found = re.search(r"\b(\d{4}) ?(\d{4})\b", json.dumps(json.loads(path.read_text("utf-8"))))
            if found:
                return found[1] + found[2]
        time.sleep(0.1)
    raise AssertionError("no message came")


def test_a_password_is_set_on_the_phone(backend: RunningBackend, phone: Window) -> None:
    page = phone.page
    reset = Reset(backend.station())
    link = str(reset.offer()["url"])
    assert link.startswith(f"{backend.phone}/h/")
    page.goto(link)
    look_in_both(page, "1-link")
    page.click("main button")
    page.wait_for_selector(".digits")
    handoff = reset.view()["handoff"]
    assert isinstance(handoff, dict)
    assert page.inner_text(".digits") == handoff["digits"]
    look_in_both(page, "2-compare")
    assert reset.decide("confirm")["outcome"] == "handoff_confirmed"
    page.wait_for_selector(".method")  # by itself
    look_in_both(page, "3-choose")
    page.click(".method:has-text('text message')")
    look(page, "4-destination")
    page.fill("#destination", "0470 99 99 99")
    page.click("main button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "5-mismatch")
    page.fill("#destination", "0470 12 34 23")
    page.click("main button.primary")
    page.wait_for_selector("#code")
    assert page.get_attribute("#code", "autocomplete") == "one-time-code"
    look_in_both(page, "6-code")
    page.fill("#code", code_in_spool(backend))
    page.click("main button.primary")
    choose_password(page)
    assert reset.view()["allowed"] == "done"
    look_in_both(page, "9-done")
    clean(phone, backend)


def choose_password(page: Page) -> None:
    page.wait_for_selector("#password")
    assert page.input_value("[autocomplete=username]") == "BenaliAm2024@he-ferrer.eu"
    look_in_both(page, "7-password")
    for name in ("#password", "#repeated"):
        page.fill(name, "abc")
    page.click("button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "8-refused")
    for name in ("#password", "#repeated"):
        page.fill(name, NEW)
    page.click("button.primary")
    page.wait_for_selector(".reference")


def clean(phone: Window, backend: RunningBackend) -> None:
    """Nothing was asked of another origin; no policy was broken and no script failed."""
    refused = "status of 422"  # Chromium notes the two forms that came back
    assert [one for one in phone.complaints if refused not in one] == []
    assert [url for url in phone.requested if not url.startswith((f"{backend.phone}/", "data:"))] == []
    assert any(url.endswith("/static/phone.js") for url in phone.requested)


def test_the_station_ends_it_and_the_phone_says_so(backend: RunningBackend, phone: Window) -> None:
    page = phone.page
    reset = Reset(backend.station())
    link = str(reset.offer()["url"])
    page.goto(link)
    page.click("main button")
    page.wait_for_selector(".digits")
    assert reset.decide("end")["outcome"] == "handoff_ended"
    page.wait_for_selector("text=Ce téléphone ne sert plus")
    look(page, "10-ended")
    page.goto(link)
    look_in_both(page, "11-used")
    page.goto(f"{backend.phone}/.well-known/change-password")
    assert page.url == f"{backend.phone}/stations"
    look_in_both(page, "12-stations")


def test_without_script_the_page_follows_too(backend: RunningBackend, phone: Window) -> None:
    browser = phone.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        reset = Reset(backend.station())
        page.goto(str(reset.offer()["url"]))
        page.click("main button")
        page.wait_for_selector(".digits")
        reset.decide("confirm")
        page.wait_for_selector(".method", timeout=60_000)


def test_each_address_serves_only_its_own(backend: RunningBackend) -> None:
    outsider = Station(backend.phone, backend.ca)
    for path in ("/v1/station", "/sign-in", "/static/console.css", "/health"):
        assert outsider.get(path).status_code == 404
    for address in (backend.console, backend.station_api):
        other = Station(address, backend.ca)
        for path in ("/state", "/code", "/static/phone.css", "/h/" + "0" * 64):
            assert other.get(path).status_code == 404

"""The staff console in a real browser: from the one-time link to the return number."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from tests.servers.backend import ROOT, RunningBackend, running_backend
from tests.servers.browser import Browser, running_browser
from tests.servers.station_client import Station, pad

pytestmark = pytest.mark.servers
PICTURES = ROOT / "build" / "screens" / "staff"
PASSWORD = "a calm sentence about boats"
NEW = "Tram-Flagey-81!"
ADD = ("account", "add", "BenaliAm2024@he-ferrer.eu", "--given-name=Amina", "--family-name=Benali")
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
WINDOWS = {"desk": (1280, "light"), "phone": (360, "light"), "dark": (720, "dark")}
# Fields a person meets that no label names, by text, by wrapping or by ARIA.
UNNAMED = """[...document.querySelectorAll("input:not([type=hidden]), textarea, select")]
    .filter(one => !one.labels.length && !one.ariaLabel).map(one => one.name)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll("button, .button, input:not([type=hidden]), summary")]
    .filter(one => one.checkVisibility())
    .map(one => (one.closest("label.choice") || one).getBoundingClientRect())
    .filter(box => box.height < 44 || box.width < 44).length"""


@pytest.fixture
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(tmp_path_factory.mktemp("console")) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        yield made


@pytest.fixture
def browser(backend: RunningBackend, tmp_path: Path) -> Iterator[Browser]:
    with running_browser(tmp_path / "profile", backend.data / "tls" / "server.pem") as made:
        yield made


def look(browser: Browser, name: str) -> None:
    """Hold the page to what every page must be, in every window, and take its pictures."""
    assert str(browser.run("document.title")).endswith(" – Repasse")
    assert browser.run("document.documentElement.lang") == "en"
    assert browser.run("document.querySelectorAll('h1').length") == 1
    assert browser.run(UNNAMED) == []
    for window, (width, scheme) in WINDOWS.items():
        browser.size(width, scheme=scheme)
        browser.picture(PICTURES / f"{name}-{window}.png")
        assert browser.run(TOO_WIDE) == 0, f"{name} scrolls sideways at {width} px"
        assert browser.run(SMALL) == 0, f"{name} has controls under 44 px at {width} px"


def join(browser: Browser, backend: RunningBackend, name: str) -> str:
    """Set up the access by the one-time link; returns the authenticator's key."""
    link = backend.cli("staff", "invite", name, "--account", "SomeoneEl2001").strip()
    browser.open(link)
    key = str(browser.run("document.querySelector('.key').textContent")).strip()
    look(browser, "1-join")
    browser.type("#code", pyotp.TOTP(key).at(int(time.time()) - 30))
    browser.type("#password", PASSWORD)
    browser.type("#repeated", PASSWORD)
    browser.submit(".primary")
    assert "You are ready" in browser.text()
    look(browser, "2-joined")
    browser.submit("main a.button")
    return key


def sign_in(browser: Browser, name: str, key: str, password: str = PASSWORD) -> None:
    browser.run("document.querySelector('#name').value = ''")
    browser.type("#name", name)
    browser.type("#password", password)
    browser.type("#code", pyotp.TOTP(key).now())
    browser.submit(".primary")


def ask(station: Station) -> tuple[str, dict[str, object]]:
    """A station where somebody asks for staff: the path of the reset, and the request."""
    body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA}
    path = f"/v1/resets/{station.post('/v1/resets', body).json()['id']}"
    approval: dict[str, object] = station.post(f"{path}/approvals", {}).json()["approval"]
    return path, approval


def open_request(browser: Browser, code: str) -> None:
    browser.type("#code", code)
    browser.submit("form[action='/open'] button")


def clean(browser: Browser, backend: RunningBackend) -> None:
    """Nothing was asked of another origin, and nothing complained: no policy was broken, no script failed."""
    assert browser.complaints == []
    foreign = [url for url in browser.requested if not url.startswith((backend.console + "/", "data:"))]
    assert foreign == []
    assert any(url.endswith("/static/console.css") for url in browser.requested)


def test_the_lost_phone_at_the_desk(browser: Browser, backend: RunningBackend) -> None:
    station = backend.station()
    key = join(browser, backend, "ada")
    look(browser, "3-sign-in")
    sign_in(browser, "ada", key)
    assert "Nobody is waiting" in browser.text()
    look(browser, "4-nobody")
    path, approval = ask(station)
    browser.open(f"{backend.console}/")
    assert "Ground floor\nLibrary\n" in browser.text()
    assert "Benali" not in browser.text()
    look(browser, "5-requests")
    open_request(browser, str(approval["request_code"]))
    assert "No mobile number or personal address is registered." in browser.text()
    look(browser, "6-request")
    browser.run("document.querySelector('[value=student_card]').click()")
    browser.type("#reason", "lost phone, card seen")
    browser.submit("[value=approve]")
    look(browser, "7-return-number")
    number = str(browser.run("document.querySelector('.number').textContent")).strip()
    assert len(number) == 3
    returned = station.post(
        f"{path}/approvals/{approval['number']}/returns", {"number": number, "pad": pad()}
    )
    assert returned.json()["outcome"] == "return_accepted"
    browser.open(str(browser.run("location.href")))
    assert "The person can choose a new password" in browser.text()
    look(browser, "8-returned")
    done = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()}).json()
    assert done["outcome"] == "password_set"
    trace(browser, backend, done["completed"]["reference"])
    clean(browser, backend)


def trace(browser: Browser, backend: RunningBackend, reference: str) -> None:
    browser.open(f"{backend.console}/")
    browser.run("document.querySelector('details').open = true")
    browser.type("#reference", reference)
    browser.submit("form[action='/trace'] button")
    assert "Write done" in browser.text()
    look(browser, "9-reference")
    browser.submit(".who button")
    assert str(browser.run("location.pathname")) == "/sign-in"


def test_what_is_wrong_is_said(browser: Browser, backend: RunningBackend) -> None:
    key = join(browser, backend, "grace")
    sign_in(browser, "grace", key, "not the password")
    assert "do not fit together" in browser.text()
    look(browser, "10-refused")


def test_the_list_renews_itself_beside_what_is_typed(browser: Browser, backend: RunningBackend) -> None:
    station = backend.station("Reading room")
    key = join(browser, backend, "linus")
    sign_in(browser, "linus", key)
    browser.type("#code", "AB")
    ask(station)
    end = time.monotonic() + 20
    while "Reading room" not in browser.text():
        assert time.monotonic() < end
        time.sleep(0.2)
    assert browser.run("document.querySelector('#code').value") == "AB"
    clean(browser, backend)


def test_the_policy_stops_a_foreign_script(browser: Browser, backend: RunningBackend) -> None:
    """The positive control of `clean`: what it looks for is really reported."""
    browser.open(f"{backend.console}/sign-in")
    browser.run("document.head.append(Object.assign(document.createElement('script'), {text: '1'})), 0")
    end = time.monotonic() + 20
    while not any("script-src" in one for one in browser.complaints):
        assert time.monotonic() < end
        browser.run("0")

"""`make demo` with a display: two windows for a person to try, and nothing left when they are closed."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from demo.people import FRANCISCO
from tests.demo.demonstration import PATIENCE, Demonstration, alive, demonstration

pytestmark = pytest.mark.timeout(600)
LINK = re.compile(r"console: (https://[^;]+); one-time link[^:]*: (https://\S+)")
READY = "close one of the two windows"


@dataclass(frozen=True)
class Tried:
    """What a person saw who played the sheet as far as the CAPTCHA, and closed the station's window."""

    printed: str
    window: list[str]
    console: requests.Response
    join: requests.Response
    status: int
    still_running: list[str]
    ran: list[str]
    left: list[str]


@pytest.fixture(scope="module")
def tried() -> Iterator[Tried]:
    with demonstration() as made:
        window = made.told("window")
        made.until(lambda line: READY in line)
        console, join = pages(made)
        play(made)
        family = made.family()
        assert made.do("close") == "closed"
        status = made.process.wait(PATIENCE)
        printed = "\n".join(made.lines)
        ran = list(family.values())
        yield Tried(printed, window, console, join, status, alive(family), ran, made.left())


def pages(made: Demonstration) -> tuple[requests.Response, requests.Response]:
    """The console's address and the one-time link, as a browser that knows the CA opens them."""
    found = LINK.search("\n".join(made.lines))
    assert found is not None, made.lines
    with requests.Session() as browser:
        browser.trust_env = False
        browser.verify = str(made.data / "tls" / "ca.pem")
        console, join = (browser.get(address, timeout=PATIENCE) for address in found.groups())
    return console, join


def play(made: Demonstration) -> None:
    """The first steps that the sheet tells, up to the picture of the CAPTCHA."""
    made.do("wait", "Attract")
    made.do("press", "window")
    made.do("wait", "SignInPage")
    made.do("type", "identifier", FRANCISCO.identifier)
    made.do("type", "password", "Oubliee-1")
    made.do("press", "primary")
    made.do("wait", "SignInPage")
    made.do("press", "cannot_access")
    made.do("wait", "Identify")
    made.do("captcha")


def test_it_says_who_you_are_and_what_to_type(tried: Tried) -> None:
    for place in (tried.printed, "\n".join(tried.window)):
        assert f"You are {FRANCISCO.given_name} {FRANCISCO.family_name}" in place
        assert f"Sign in as {FRANCISCO.identifier}" in place
        assert "+32470123423" in place


def test_its_window_is_a_guide_and_a_phone(tried: Tried) -> None:
    assert tried.window[0] == "Repasse demonstration"
    assert "Phone and mailbox" in tried.window


def test_the_console_answers_over_tls(tried: Tried) -> None:
    assert tried.console.status_code == 200
    assert 'action="/sign-in"' in tried.console.text


def test_the_one_time_link_opens_the_page_to_join(tried: Tried) -> None:
    assert tried.join.status_code == 200
    assert 'name="repeated"' in tried.join.text


def test_closing_the_station_ends_everything(tried: Tried) -> None:
    assert tried.status == 0, tried.printed
    for program in ("driven_station", "backend", "dbus-daemon", "gnome-keyring-daemon"):
        assert any(program in one for one in tried.ran), tried.ran
    assert tried.still_running == []
    assert tried.left == []
    assert "Traceback" not in tried.printed


@pytest.mark.parametrize(
    ("after", "end"),
    [
        pytest.param(READY, signal.SIGINT, id="SIGINT at the windows", marks=pytest.mark.exhaustive),
        pytest.param("keyring:", signal.SIGTERM, id="SIGTERM while it starts"),
    ],
)
def test_a_signal_ends_everything(after: str, end: signal.Signals) -> None:
    with demonstration() as made:
        made.until(lambda line: after in line)
        family = made.family()
        made.process.send_signal(end)
        assert made.process.wait(PATIENCE) == 0, made.lines
        assert alive(family) == []
        assert made.left() == []


@pytest.mark.exhaustive
def test_closing_the_phone_ends_everything() -> None:
    with demonstration("closing") as made:
        made.until(lambda line: READY in line)
        family = made.family()
        assert made.process.wait(PATIENCE) == 0, made.lines
        assert alive(family) == []
        assert made.left() == []

"""A staffed office: the console of a real backend, with stations in every state and members in every role."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

from backend.core.roles import Role
from tests.e2e.backend import calls
from tests.servers.authenticator import earlier_code
from tests.servers.backend import RunningBackend
from tests.servers.chromium import Window, new_window, running_chromium
from tests.servers.openid_provider import OpenIdServer, running_provider
from tests.servers.operator import Operator, operator_of
from tests.servers.ports import free_port
from tests.servers.station_client import Station, pad
from tests.servers.telling_backend import Switch, Switches
from tests.servers_suite.desk import ALWAYS, CAPTCHA, REASON, named_backend
from tests.servers_suite.portrait import draw_portrait

PASSWORD = "a calm sentence about boats"
NEW = "Tram-Flagey-81!"
CHECKLIST = '["The face fits the card", "The card is in date"]'
PEOPLE = """identifier,given_name,family_name,student_number,email,mobile,contacts_since,privileged
BenoitLu2023@he-ferrer.eu,Lucas,Benoit,2023-0412,,+32470123423,2020-01-01,
BenMoussaIn2022@he-ferrer.eu,Inès,Ben Moussa,2022-0098,,+32470123424,2020-01-01,
SomeoneEl2001@he-ferrer.eu,Eline,Someone,,,,,
RootRo2001@he-ferrer.eu,Robin,Root,,,,,yes
"""
STATIONS = {
    "Library 1": "Library, ground floor",
    "Cafeteria": "Building A, hall",
    "Reading room": "Library, first floor",
    "Gymnasium": "Building C",
    "Workshop": "Building B, basement",
    "Annex": "Annex, entrance",
    "Lobby": "Building A, lobby",
    "Atrium": "Building D",
}
ATTENDED = ("Atrium", "Reading room")
"""A member of staff stands beside them; the second comes under pressure."""
AT = {"Library 1": "Attract", "Cafeteria": "AskStaff", "Reading room": "EnterCode", "Atrium": "Maintenance"}


@dataclass
class Office:
    """`ada` is signed in by a passkey and has every role."""

    backend: RunningBackend
    operator: Operator
    provider: OpenIdServer
    browser: Browser
    switches: Switches
    ada: Window
    stations: dict[str, Station] = field(default_factory=dict)
    passing: list[Window] = field(default_factory=list)
    """Windows of this scene only."""
    reset: str = ""
    """The path of the newest reset."""
    approval: dict[str, object] = field(default_factory=dict)
    resets: int = 0
    """How many passwords were set: none is taken twice."""

    def visit(self, path: str) -> Page:
        self.ada.page.goto(f"{self.backend.console}{path}")
        return self.ada.page

    def stranger(self) -> Window:
        """A window in which nobody is signed in."""
        made = new_window(self.browser)
        self.passing.append(made)
        return made

    def invited(self, name: str, *roles: Role) -> Window:
        """A window at the page of a one-time link."""
        made = self.stranger()
        made.page.goto(
            self.operator.invite(name, "SomeoneEl2001" if name == "ada" else f"{name}El2001", *roles)
        )
        return made

    def member(self, name: str, *roles: Role) -> Window:
        """Somebody who has joined and signed in by a passkey."""
        made = self.invited(name, *roles)
        by_passkey(made)
        return made

    def typist(self, name: str, *roles: Role) -> Window:
        """Somebody who has joined and signed in by password and authenticator."""
        made = self.invited(name, *roles)
        by_password(made.page, name)
        return made

    def asks(self, identifier: str = "BenaliAm2024", station: str = "Library 1") -> str:
        """Somebody asks for staff; returns the code that the station shows."""
        at = self.stations[station]
        body = {"identifier": identifier, "language": "en", "challenge": CAPTCHA}
        self.reset = f"/v1/resets/{at.post('/v1/resets', body).json()['id']}"
        self.approval = at.post(f"{self.reset}/approvals", {}).json()["approval"]
        return str(self.approval["request_code"])

    def opened(self, identifier: str = "BenaliAm2024", by: Window | None = None) -> Page:
        """Ada looks at a new request."""
        return self.look_at(self.asks(identifier), by)

    def look_at(self, code: str, by: Window | None = None) -> Page:
        page = (by or self.ada).page
        page.goto(f"{self.backend.console}/")
        page.fill("#code", code)
        page.click("form[action='/open'] button")
        page.wait_for_selector("[data-stage]")
        return page

    def returned(self) -> str:
        """The person types the number that Ada's page shows, and sets a password; returns the reference."""
        number = "".join(self.ada.page.inner_text(".number").split())
        at = self.stations["Library 1"]
        path = f"{self.reset}/approvals/{self.approval['number']}/returns"
        at.post(path, {"number": number, "pad": pad()})
        self.resets += 1
        body = {"password": f"{NEW}{self.resets}", "current": None, "pad": pad()}
        return str(at.put(f"{self.reset}/password", body).json()["completed"]["reference"])

    def station_page(self, name: str) -> Page:
        page = self.visit("/stations")
        page.click(f"a:text-is('{name}')")
        expect(page.locator("h1")).to_have_text(name)
        return page

    def close_passing(self) -> None:
        while self.passing:
            self.passing.pop().context.close()


def by_passkey(made: Window) -> None:
    """Join at the page of a one-time link, and sign in."""
    made.authenticator()
    made.page.click("text=Make a passkey")
    expect(made.page.locator("h1")).to_have_text("You are ready")
    made.page.click("main a.button")
    made.page.click("text=Use my passkey")
    made.page.wait_for_selector("nav")


def by_password(page: Page, name: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    key = "".join(page.inner_text(".key").split())
    page.fill("#code", earlier_code(key))
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.click("form:has(#repeated) .primary")
    expect(page.locator("h1")).to_have_text("You are ready")
    page.click("main a.button")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.fill("#code", pyotp.TOTP(key).now())
    page.click("form:has(#password) .primary")
    page.wait_for_selector("nav")


def filled(page: Page, proof: str = "student_card") -> Page:
    """The form of a request, ready to be approved."""
    for item in page.locator("[name^=tick-]").all():
        item.check()
    page.check(f"[value={proof}]")
    page.fill("#reason", REASON)
    return page


def approved(page: Page, proof: str = "student_card") -> Page:
    """Approved, with a fresh proof by passkey."""
    filled(page, proof).click("[value=approve]")
    page.click("text=Use my passkey")
    page.wait_for_selector("[data-follow]")
    return page


def beat(station: Station, page_kind: str, boot: int = 1, error: str = "") -> None:
    said = {"version": "0.1.0", "page_kind": page_kind, "last_error": error, "boot_counter": boot}
    said |= {"memory": 170_000_000, "handles": 41, "threads": 12, "uptime": 12 * 86_400}
    station.post("/v1/heartbeats", said | {"clock": int(time.time())})


@contextmanager
def staffed_office(folder: Path) -> Iterator[Office]:
    """Start everything, once for all scenes."""
    switches, port = Switches(folder / "switches"), free_port()
    switches.folder.mkdir()
    draw_portrait(switches.folder / Switch.PHOTO.value)
    program = ("tests.servers.telling_backend", str(switches.folder))
    with running_provider(folder, f"https://localhost:{port}") as provider:
        settings = {
            **ALWAYS,
            **provider.settings(folder),
            "oidc__label": "your campus account",
            "institution__approval_checklist": CHECKLIST,
            "institution__captcha": "unless_attended",
            "pressure__starts": "60",
            "pressure__failures_in_a_row": "1",
            "pressure__slowest": "1",
            "limits__failed_proofs_a_day": "1",
        }
        with named_backend(folder, port, program, **settings) as backend:
            backend.cli("account", "import", "-", typed=PEOPLE)
            certificates = [backend.data / "tls" / "server.pem", provider.certificate]
            with operator_of(backend) as operator, running_chromium(certificates) as browser:
                office = Office(backend, operator, provider, browser, switches, new_window(browser))
                _furnish(office)
                yield office


def _furnish(office: Office) -> None:
    for name, place in STATIONS.items():
        office.stations[name] = office.operator.enrol(name, place)
        if name in AT:
            beat(office.stations[name], AT[name])
    beat(office.stations["Annex"], "Attract", boot=7)
    beat(office.stations["Annex"], "Attract", boot=3)
    office.ada.page.goto(office.operator.invite("ada", "SomeoneEl2001", *Role))
    by_passkey(office.ada)
    for name in ATTENDED:
        page = office.station_page(name)
        page.click("text=A member of staff stands beside it")
        expect(page.locator("main")).to_contain_text("Nobody stands beside it any more")
    page = office.station_page("Workshop")
    page.fill("#reason", "the screen is broken")
    page.click("text=Block this station")
    expect(page.locator(".state")).to_contain_text("Blocked")
    page = office.station_page("Lobby")
    page.click("summary")
    page.check("[name=sure]")
    page.click("button:text('Withdraw the key')")
    page.click("text=Use my passkey")
    expect(page.locator(".state")).to_contain_text("Withdrawn")
    office.asks(station="Cafeteria")
    _fail_a_proof(office)


def _fail_a_proof(office: Office) -> None:
    """A wrong code slows the station down, and lets the account of Lucas rest."""
    at = office.stations["Reading room"]
    view = calls.send(at, calls.start(at, "BenoitLu2023"), typed="0470 12 34 23")
    calls.answer(at, view, "00000000")

"""A hallway with a station: the phone pages of a real backend, and a station that hands resets over."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from backend.directory_choice import embedded
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.chromium import Window, new_window, running_chromium
from tests.servers.operator import Operator, operator_of
from tests.servers.station_client import Json, Station, pad
from tests.servers.telling_backend import Switches
from tests.servers_suite.desk import CAPTCHA

OLD = "Balise-07-Cuivre;"
NEW = "Quai+Gravier~Xu81"
SETTLED = datetime(2020, 1, 1, tzinfo=UTC)
WIDTH, HEIGHT = 390, 844
LOCALES = {"en": "en-GB", "fr": "fr-BE", "nl": "nl-BE", "de": "de-DE", "ar": "ar"}


@dataclass(frozen=True, slots=True)
class Person:
    """One of the accounts; each scene takes a new one, so that no limit is met by chance."""

    number: int

    @property
    def identifier(self) -> str:
        return f"Vand{_letters(self.number)}Pi20{self.number % 100:02}"

    @property
    def whole(self) -> str:
        """As the directory names it."""
        return f"{self.identifier}@he-ferrer.eu"

    @property
    def mobile(self) -> str:
        return f"0470 {12 + self.number // 100} {self.number % 100:02} 23"

    @property
    def email(self) -> str:
        return f"pia{self.number}@example.org"

    @property
    def e164(self) -> str:
        return "+32" + self.mobile[1:].replace(" ", "")

    def account(self) -> NewAccount:
        return NewAccount(
            identifier=self.whole,
            password=Secret(OLD),
            given_name="Pia",
            family_name=f"Vand{_letters(self.number)}",
            mobile=Secret(self.e164),
            email=Secret(self.email),
            contacts_since=SETTLED,
        )


def _letters(number: int) -> str:
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


@dataclass
class Hallway:
    """`language` is that of the scene: of the person at the station, and of the phone."""

    backend: RunningBackend
    operator: Operator
    browser: Browser
    switches: Switches
    station: Station
    language: str = "en"
    passing: list[Window] = field(default_factory=list)
    person: Person = field(default_factory=lambda: Person(0))
    reset: str = ""
    next_is_locked: bool = False
    """Whether the account of the next person is."""
    _next: Iterator[int] = field(default_factory=count)

    def phone(self) -> Page:
        made = new_window(self.browser, WIDTH, HEIGHT, LOCALES[self.language])
        self.passing.append(made)
        return made.page

    def visit(self, path: str) -> Page:
        """A phone that holds nothing."""
        page = self.phone()
        page.goto(f"{self.backend.phone}{path}")
        return page

    def enter(self) -> None:
        """A new account."""
        self.person = Person(next(self._next))
        embedded(self.operator.parts.directory, "sql").add_account(self.person.account())
        if self.next_is_locked:
            self.next_is_locked = False
            self._lock()

    def begin(self) -> None:
        """Somebody new asks for a reset at the station."""
        self.enter()
        body = {"identifier": self.person.identifier, "language": self.language, "challenge": CAPTCHA}
        self.reset = f"/v1/resets/{self.station.post('/v1/resets', body).json()['id']}"

    def sign_in(self) -> None:
        """Somebody new signs in at the station, to change a password that works."""
        self.enter()
        body = {"identifier": self.person.identifier, "password": OLD, "language": self.language}
        view = self.station.post("/v1/sign-ins", body | {"pad": pad()}).json()["reset"]
        self.reset = f"/v1/resets/{view['id']}"

    def _lock(self) -> None:
        """Lock the account of the newest person, as wrong passwords elsewhere do."""
        directory = self.operator.parts.directory
        account = directory.find([self.person.whole])
        assert account is not None
        for _try in range(directory.capabilities.lockout_threshold):
            directory.verify(account.key, Secret("wrong"))
        assert directory.locked(account.key)

    def link(self) -> str:
        return str(self.station.post(f"{self.reset}/handoffs", {}).json()["handoff"]["url"])

    def decide(self, decision: str) -> None:
        handoff: Json = self.station.get(self.reset).json()["handoff"]
        self.station.post(f"{self.reset}/handoffs/{handoff['number']}/confirmations", {"decision": decision})

    def claimed(self) -> Page:
        """The phone shows the two digits."""
        page = self.phone()
        page.goto(self.link())
        page.click("main button")
        page.wait_for_selector(".digits")
        return page

    def confirmed(self) -> Page:
        """The phone goes on."""
        page = self.claimed()
        self.decide("confirm")
        page.wait_for_selector("[data-state]:not([data-state=compare])")
        return page

    def choosing(self) -> Page:
        self.begin()
        page = self.confirmed()
        page.wait_for_selector(".method")
        return page

    def typing(self, channel: str = "sms") -> Page:
        """The phone asks for the full number or address."""
        page = self.choosing()
        view = self.station.get(self.reset).json()
        method = next(one["id"] for one in view["methods"] if one["channel"] == channel)
        page.click(f"a[href='/methods/{method}']")
        page.fill("#destination", self.person.email if channel == "email" else self.person.mobile)
        return page

    def sent(self) -> Page:
        page = self.typing()
        page.click("main button.primary")
        page.wait_for_selector("#code")
        return page

    def proved(self) -> Page:
        """The phone asks for the new password."""
        page = self.sent()
        page.fill("#code", self.code())
        page.click("main button.primary")
        page.wait_for_selector("#password")
        return page

    def done(self) -> Page:
        return self.press_set(self.proved(), "[data-state=done]")

    def press_set(self, page: Page, wanted: str, current: str = "") -> Page:
        if current:
            page.fill("#current", current)
        for name in ("#password", "#repeated"):
            page.fill(name, NEW)
        page.click("button.primary")
        page.wait_for_selector(wanted)
        return page

    def code(self) -> str:
        return code_for(self.backend, self.person)

    def close_passing(self) -> None:
        while self.passing:
            self.passing.pop().context.close()


def code_for(backend: RunningBackend, person: Person) -> str:
    """The code of the message to that person's mobile."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for path in (backend.data / "spool").rglob("message-*.json"):
            record = json.loads(path.read_text("utf-8"))
            found = re.search(r"\b(\d{4})[ \u00a0]?(\d{4})\b", str(record["body"]))
            if found and record["destination"] == person.e164:
                return found[1] + found[2]
        time.sleep(0.1)
    raise AssertionError("no message came")


def wrong(page: Page, code: str) -> None:
    """Answer with another code."""
    page.fill("#code", "00000000" if code != "00000000" else "11111111")
    page.click("main button.primary")
    expect(page.get_by_role("alert").or_(page.locator("[data-state=staff]"))).to_be_visible()


@contextmanager
def busy_hallway(folder: Path) -> Iterator[Hallway]:
    """Start everything, once for all scenes."""
    switches = Switches(folder / "switches")
    switches.folder.mkdir()
    program = ("tests.servers.telling_backend", str(switches.folder))
    settings = {
        "pressure__starts": "500",
        "pressure__failures_in_a_row": "500",
        "limits__failed_proofs_a_day": "2",
        "institution__desk__place": "A.104",
        "institution__languages": json.dumps([*LOCALES]),
    }
    with running_backend(folder, program, **settings) as backend:
        certificates = [backend.data / "tls" / "server.pem"]
        with operator_of(backend) as operator, running_chromium(certificates) as browser:
            station = operator.enrol("Library 1", "Library, ground floor")
            operator.enrol("Cafeteria", "Building A, hall")
            yield Hallway(backend, operator, browser, switches, station)

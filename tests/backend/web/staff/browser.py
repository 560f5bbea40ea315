"""A browser's manners for the console, without a network: cookies, forms, Origin."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import argon2
import httpx
import pyotp
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit
from backend.adapters.store.web_store.staff import StaffStore
from backend.core.audit import Trail
from backend.core.marks import Marks
from backend.core.settings import Settings
from backend.web.metrics import Condition, Metrics
from backend.web.staff.auth import StaffAuth
from backend.web.staff.console import console
from backend.web.staff.credentials import STEP, Passwords
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages
from backend.web.staff.parts import ConsoleParts, SettingsSection
from backend.web.staff.passkeys import Passkeys
from backend.web.staff.ways import Ways
from tests.backend.embedded import embedded
from tests.backend.web.fake_staff_desk import FakeStaffDesk, waiting_request
from tests.backend.web.fakes import FakeClock
from tests.backend.web.staff.behind import SETTINGS, Behind
from tests.backend.web.templates import kept_console

ORIGIN = "https://console.test"
PEPPER = b"p" * 32
NOW = datetime(2026, 11, 23, 10, 0, 5, tzinfo=UTC)
"""Well inside a TOTP step."""
SHOWN = (SettingsSection("limits", (("limits.sends_per_account", "5"),)),)
PASSWORD = "a calm sentence about boats"


@dataclass
class Office:
    """The console and everything behind it."""

    app: Starlette
    desk: FakeStaffDesk
    auth: StaffAuth
    clock: FakeClock
    store: StaffStore
    engine: Engine
    behind: Behind
    secrets: dict[str, str] = field(default_factory=dict)

    def kinds(self) -> list[str]:
        """What the audit holds, oldest first."""
        with reading(self.engine) as connection:
            return list(connection.execute(select(audit.c.kind).order_by(audit.c.id)).scalars())

    def details(self) -> list[tuple[str, str]]:
        """Who, and the details, of every audit record."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(audit.c.actor, audit.c.detail).order_by(audit.c.id))
            return [(row.actor, row.detail) for row in rows]

    @property
    def ways(self) -> Ways:
        parts: ConsoleParts = self.app.state.parts
        return parts.ways

    def offer(self, ways: Ways) -> None:
        """The same console with other ways to prove who one is."""
        self.app.state.parts = replace(self.app.state.parts, ways=ways)

    def at(self, origin: str) -> None:
        """The same console, for passkeys at another address."""
        self.offer(replace(self.ways, passkeys=Passkeys(self.store, self.clock, origin, "x")))

    def browser(self) -> Browser:
        return Browser(self.app)

    def member(self, name: str = "ada") -> Browser:
        """A browser that has joined as `name`, not signed in yet."""
        browser, token = self.browser(), self.auth.invite(name, f"{name}@he-ferrer.eu").reveal()
        page = browser.get(f"/join/{token}")
        assert page.status_code == 200
        self.secrets[name] = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page.text))
        fields = {"password": PASSWORD, "repeated": PASSWORD, "code": self.code(name)}
        done = browser.submit(page, f"/join/{token}", fields)
        assert done.status_code == 200, done.text
        return browser

    def code(self, name: str, steps: int = 0) -> str:
        moment = self.clock.now().astimezone(UTC).timestamp() + steps * STEP
        return pyotp.TOTP(self.secrets[name]).at(int(moment))

    def sign_in(self, browser: Browser, name: str = "ada", **changed: str) -> httpx.Response:
        code = changed.get("code") or self.code("ada" if name not in self.secrets else name, steps=1)
        fields = {"name": name, "password": PASSWORD, "code": code} | changed
        return browser.submit(browser.get("/sign-in"), "/sign-in", fields)

    def signed_in(self, name: str = "ada") -> Browser:
        browser = self.member(name)
        assert self.sign_in(browser, name).status_code == 303
        return browser


class Browser:
    """Keeps cookies as a browser does; a form takes its own token from the page."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self.cookies: dict[str, str] = {}
        self.address = "192.0.2.7"

    def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> httpx.Response:
        return asyncio.run(self._send(method, path, dict(headers or {}), content))

    async def _send(
        self, method: str, path: str, headers: dict[str, str], content: bytes | None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, client=(self.address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            if self.cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            answer = await client.request(method, path, headers=headers, content=content)
        self._keep(answer)
        return answer

    def _keep(self, answer: httpx.Response) -> None:
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def submit(
        self, page: httpx.Response, action: str, fields: Mapping[str, str], origin: str | None = ORIGIN
    ) -> httpx.Response:
        """Send the form of `page` whose address is `action`."""
        return self.post(action, hidden_of(page, action) | dict(fields), origin)

    def post(self, path: str, fields: Mapping[str, str], origin: str | None = ORIGIN) -> httpx.Response:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if origin is not None:
            headers["Origin"] = origin
        return self.request("POST", path, headers, str(httpx.QueryParams(dict(fields))).encode())


def token_of(page: httpx.Response, action: str) -> str:
    """The token of the form to `action`; a form without an action posts to its own page."""
    return hidden_of(page, action)["csrf"]


def hidden_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The hidden fields of that form, its token among them."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page.text, re.S)
    chosen = next((f for f in forms if f'action="{action}"' in f), None) or next(
        f for f in forms if "action=" not in f
    )
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', chosen)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def office(folder: Path, settings: Settings = SETTINGS) -> Office:
    engine = embedded(folder / "staff.sqlite")
    keys, clock = FileKeys(folder / "master.key"), FakeClock(NOW)
    trail = Trail(Marks(keys), "test")
    store = StaffStore(engine, AesSealer(keys), keys.derive("staff tokens"), trail, "test")
    quick = Passwords(PEPPER, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    auth = StaffAuth(store, quick, clock, keys.derive("staff tries"))
    desk = FakeStaffDesk(waiting_request())
    guard = Guard(ORIGIN, keys.derive("console forms"))
    pages = kept_console(Pages("Haute École Francisco Ferrer", UTC, "en"))
    ways = Ways(Passkeys(store, clock, ORIGIN, "Haute École Francisco Ferrer"))
    behind = Behind(engine, keys, AesSealer(keys), clock, settings=settings)
    desks, metrics, condition = behind.desks, Metrics(), Condition()
    supervision, refusals = desks.supervision, desks.refusals
    done = (ways, supervision, refusals, ("fr", "nl", "ar"), SHOWN)
    parts = ConsoleParts(desk, auth, guard, pages, metrics, condition, *done)
    return Office(console(parts), desk, auth, clock, store, engine, behind)

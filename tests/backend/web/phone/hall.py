"""A hall with a station: the real core, the phone pages in front of it, and phones that act as browsers."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
from starlette.applications import Starlette

from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import HandoffStatus, Propagation, ResetView
from backend.web.deadline import Deadline, Pace
from backend.web.metrics import Condition, Metrics
from backend.web.phone.app import phone_pages
from backend.web.phone.pages import About, PhonePages
from backend.web.phone.parts import PhoneParts
from backend.web.staff.guard import Guard
from tests.backend.core.handing import ADDRESS
from tests.backend.core.stage import Stage, stage
from tests.backend.web.templates import kept_phone

FORM = "application/x-www-form-urlencoded"


@dataclass
class Hall:
    """The pages, what is behind them, and the station in front of the person."""

    at: Stage
    app: Starlette
    waits: list[float]
    condition: Condition
    station: str = ""

    def phone(self) -> Phone:
        return Phone(self.app)

    def offered(self, view: ResetView | None = None) -> tuple[ResetView, str]:
        """A reset with a link; returns the path of the link."""
        view = view or self.at.start(self.station)
        view = self.at.desks.resets.offer_handoff(self.station, view.id)
        assert view.handoff is not None
        return view, view.handoff.url.removeprefix(ADDRESS)

    def claimed(self, view: ResetView | None = None) -> tuple[ResetView, Phone]:
        view, path = self.offered(view)
        phone = self.phone()
        assert phone.submit(phone.get(path), path).headers["location"] == "/"
        return view, phone

    def confirmed(self, view: ResetView | None = None) -> tuple[ResetView, Phone]:
        """A reset that goes on at the phone."""
        view, phone = self.claimed(view)
        self.decide(view)
        return view, phone

    def decide(self, view: ResetView, decision: Decision = Decision.CONFIRM) -> None:
        now = self.at.desks.resets.view(self.station, view.id).handoff
        assert now is not None
        self.at.desks.resets.decide_handoff(self.station, view.id, now.number, decision)

    def status(self, view: ResetView) -> HandoffStatus:
        now = self.at.desks.resets.view(self.station, view.id).handoff
        assert now is not None
        return now.status

    def code(self) -> str:
        return self.at.code().reveal()


class Phone:
    """Keeps cookies as a browser does; a form takes its hidden fields from the page."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self.cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> httpx.Response:
        return self._request("GET", path, {}, b"")

    def here(self) -> httpx.Response:
        return self.get("/")

    def submit(
        self, page: httpx.Response, action: str, fields: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send the form of `page` to `action` with what it hides and `fields`."""
        return self.post(action, hidden(page, action) | dict(fields or {}))

    def post(self, path: str, fields: Mapping[str, str], origin: str | None = ADDRESS) -> httpx.Response:
        headers = {"Content-Type": FORM} | ({} if origin is None else {"Origin": origin})
        return self._request("POST", path, headers, str(httpx.QueryParams(dict(fields))).encode())

    def _request(self, method: str, path: str, headers: dict[str, str], content: bytes) -> httpx.Response:
        return asyncio.run(self._send(method, path, self.headers | headers, content))

    async def _send(self, method: str, path: str, headers: dict[str, str], content: bytes) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            if self.cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            answer = await client.request(method, path, headers=headers, content=content)
        for line in answer.headers.get_list("set-cookie"):
            self.set_cookies.append(line)
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer


def hidden(page: httpx.Response, action: str) -> dict[str, str]:
    """The hidden fields of the form to `action`; a form without an action posts to its own page."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page.text, re.S)
    chosen = next((form for form in forms if f'action="{action}"' in form), None)
    chosen = chosen or next(form for form in forms if "action=" not in form)
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', chosen)
    return {name: html.unescape(value) for name, value in found}


def hall_of(folder: Path, **settings: object) -> Hall:
    at, waits = stage(folder), list[float]()
    at.set(phone_url=ADDRESS, **settings)

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    metrics, condition = Metrics(), Condition()
    deadline = Deadline(Pace(lambda: 0.0, wait), metrics, 0.7)
    guard = Guard(ADDRESS, b"k" * 32)
    services = (Propagation("portal.office.com", 0), Propagation("eduroam", 15))
    about = About(
        "Haute École Francisco Ferrer", "Service informatique", "A.104", services, "https://login.example/"
    )
    desks, pages = at.desks, kept_phone(PhonePages(about))
    made = PhoneParts(
        desks.phones, desks.stations, guard, pages, deadline, metrics, condition, desks.refusals
    )
    return Hall(at, phone_pages(made), waits, condition, at.enrol())


def secret_of(phone: Phone) -> Secret:
    return Secret(phone.cookies["__Host-phone"])

"""What staff and people do when the console and a real station window stand side by side."""

from __future__ import annotations

from playwright.sync_api import Page

from backend.core.ports import Verified
from backend.core.roles import Role
from backend.core.secret import Secret
from tests.servers.backend import RunningBackend
from tests.servers.chromium import Window
from tests.servers.operator import Operator
from tests.servers.station_window import StationWindow
from tests.servers_suite.hallway import Person
from tests.servers_suite.office import by_passkey


def enrolled(station: StationWindow, operator: Operator, name: str = "Library") -> StationWindow:
    """Approved by an operator at the backend."""
    station.do("wait", "Enrolling")
    operator.approve(station.do("read", "code"), name, f"{name}, ground floor")
    station.do("wait", "Attract")
    return station


def member(window: Window, operator: Operator, name: str, *roles: Role) -> Page:
    """Somebody who joined and signed in with a passkey."""
    window.page.goto(operator.invite(name, "SomeoneEl2001" if name == "ada" else f"{name}El2001", *roles))
    by_passkey(window)
    return window.page


def opened(page: Page, backend: RunningBackend, code: str) -> Page:
    page.goto(f"{backend.console}/")
    page.fill("#code", code)
    page.click("form[action='/open'] button")
    page.wait_for_selector("[data-stage]")
    return page


def number_on(page: Page) -> str:
    page.wait_for_selector(".number")
    return "".join(page.inner_text(".number").split())


def works(operator: Operator, person: Person, password: str) -> bool:
    """Whether the directory takes that password."""
    directory = operator.parts.directory
    account = directory.find([person.whole])
    assert account is not None
    return directory.verify(account.key, Secret(password)) is Verified.ACCEPTED


def restarted(backend: RunningBackend, approval: str) -> None:
    backend.stop()
    backend.environment["REPASSE_TIMES__APPROVAL"] = approval
    backend.start()

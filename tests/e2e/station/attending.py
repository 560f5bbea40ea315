"""An operator at the console, who says whether a member of staff stands beside the station."""

from __future__ import annotations

import secrets

from demo.staff import StaffBrowser
from kiosk.core.effects import ChallengeKind
from kiosk.core.results import CaptchaDemand
from kiosk.core.states import Identify
from tests.e2e.station.visitor import Visitor
from tests.servers.backend import RunningBackend

NAME = "otto"
ALLOWED = {"institution__captcha": "unless_attended"}
TAKES_BACK = 'name="stands" value="no"'


def operator_of(backend: RunningBackend) -> StaffBrowser:
    """Somebody who joined with that role alone, signed in."""
    invited = ("staff", "invite", NAME, "--account", f"{NAME}@desk.invalid", "--role", "operator")
    browser = StaffBrowser(backend.cli(*invited).strip(), backend.ca, secrets.token_urlsafe(18))
    browser.join()
    browser.sign_in(NAME)
    return browser


def say(operator: StaffBrowser, visitor: Visitor, *, stands: bool) -> None:
    """On the page of the visitor's station, unless that is said already."""
    visitor.until(lambda: visitor.kiosk.info is not None)
    assert visitor.kiosk.info is not None
    address = f"/stations/{visitor.kiosk.info.station_id}"
    page = operator.get(address)
    if (TAKES_BACK in page) is not stands:
        operator.post(f"{address}/attendance", page, {"stands": "yes" if stands else "no"})
    assert (TAKES_BACK in operator.get(address)) is stands


def at_identify(visitor: Visitor) -> None:
    """On page 3 of a new session, whose settings have arrived."""
    visitor.begin()
    visitor.until(lambda: visitor.kiosk.upkeep == 0)
    visitor.actor.press("cannot_access")
    visitor.on(Identify)


def waived(visitor: Visitor) -> bool:
    """Whether page 3 asks for nothing but the identifier, by the backend's word."""
    page, info = visitor.kiosk.page, visitor.kiosk.info
    assert isinstance(page, Identify)
    assert info is not None
    told = info.captcha is CaptchaDemand.WAIVED
    assert (page.passed is ChallengeKind.ATTENDED) is told
    visitor.until(lambda: visitor.shows("challenge") is not told)
    return told

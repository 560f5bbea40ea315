"""The lost phone: staff check the card at the desk and approve; the person types the return number."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from demo.actor import Actor
from demo.journey import Stagehands, captcha, captcha_there
from demo.people import AMINA
from demo.player import Script, Until
from demo.staff import StaffBrowser
from kiosk.core.results import Approval, ApprovalStatus
from kiosk.core.states import AskStaff, Attract, ChooseMethod, Done, NewPassword, SignInPage

STAFF_NAME = "Claire Dubois"
STAFF_PASSWORD = "une phrase assez longue 26"  # noqa: S105 - of an account that lives for this run
NEW_PASSWORD = "Parc(Josaphat)88"  # noqa: S105 - chosen in a data folder that lives for this run
REASON = "Phone lost; student card seen at the desk"


def lost_phone(hands: Stagehands, staff: StaffBrowser, pool: ThreadPoolExecutor) -> Script:
    """Amina's phone is gone: page 5b and back."""
    actor = hands.actor
    actor.click(actor.window)
    yield from actor.on(SignInPage)
    actor.type("identifier", AMINA.identifier)
    actor.press("cannot_access")
    yield from captcha_there(actor)
    actor.type("answer", captcha(hands))
    actor.go_on()
    yield from actor.on(ChooseMethod)
    actor.click(actor.window.bottom.help)
    yield from actor.on(AskStaff, lambda: _status(actor) is ApprovalStatus.WAITING)
    yield from actor.picture("5b. Ask staff", "A request code that renews itself; nothing of the person.")
    decision = pool.submit(_decide, staff, _request_code(actor))
    yield Until(decision.done, "the decision on the staff page", 120)
    yield from actor.on(AskStaff, lambda: _status(actor) is ApprovalStatus.APPROVED)
    yield from _return(hands, decision)
    yield from _new_password(hands)


def _decide(staff: StaffBrowser, code: str) -> str:
    staff.sign_in(STAFF_NAME)
    return staff.approve(staff.open(code), "student_card", REASON)


def _return(hands: Stagehands, decision: Future[str]) -> Script:
    actor = hands.actor
    actor.type("number", decision.result())
    yield from actor.picture("5b. Approved", "Staff say a number; typing it here brings both together.")
    hands.check("the lost phone", "approved on the staff page, after the student card was seen")
    actor.go_on()
    yield from actor.on(NewPassword)


def _new_password(hands: Stagehands) -> Script:
    actor = hands.actor
    actor.type("password", NEW_PASSWORD)
    actor.type("repeated", NEW_PASSWORD)
    actor.go_on()
    yield from actor.on(Done)
    yield from actor.picture("7. Done, with staff's help", "Staff never saw the password.")
    actor.go_on()
    yield from actor.on(Attract)
    hands.check("leaving", "everything is forgotten; the station waits for the next person")


def _approval(actor: Actor) -> Approval | None:
    page = actor.kiosk.page
    return page.view.approval if isinstance(page, AskStaff) and page.view is not None else None


def _status(actor: Actor) -> ApprovalStatus | None:
    approval = _approval(actor)
    return approval.status if approval is not None else None


def _request_code(actor: Actor) -> str:
    approval = _approval(actor)
    return approval.request_code if approval is not None else ""

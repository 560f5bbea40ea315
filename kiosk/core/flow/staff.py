"""Page 5b: ask staff, from any page, and the return number they hand over."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import AskApproval, ChallengeKind, ReturnNumber, StopSound
from kiosk.core.events import BackPressed, ReturnNumberSubmitted, StaffWanted
from kiosk.core.flow import identify, views
from kiosk.core.flow.layers import view_of
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import ApprovalStatus
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    Done,
    Identify,
    Page,
    SignInPage,
    StaffProblem,
)

StaffEvent = StaffWanted | ReturnNumberSubmitted | BackPressed


def wanted(turn: Turn, identifier: str) -> Turn:
    """*Ask staff* on a page of the session; what that page was is kept behind the staff page."""
    page = turn.kiosk.page
    view = view_of(page)
    if view is not None and turn.kiosk.reset_id:
        return _ask(turn, AskStaff(view, back=page))
    if view is not None:  # what was done is still shown, but its reset has run out
        identifier = identifier or turn.kiosk.identifier
    return _without_reset(turn.do(StopSound()), AskStaff(None, _plain(page, identifier)), identifier)


def _plain(page: Page, identifier: str) -> Page:
    """The page to come back to: with the identifier, without an answered or open question."""
    match page:
        case SignInPage():
            return SignInPage(identifier or page.identifier)
        case Identify():
            kept = replace(page, identifier=identifier or page.identifier)
            return replace(kept, problem=None, suggestion=None, held=None)
        case _:
            return page


def _without_reset(turn: Turn, page: AskStaff, identifier: str) -> Turn:
    """Staff need to know the account: a reset is opened for it, without a CAPTCHA and without a proof."""
    identifier = identifier.strip()
    if not identifier and not turn.kiosk.card:
        return turn.tell(replace(page, problem=StaffProblem.IDENTIFIER_NEEDED))
    turn = turn.keep(replace(turn.kiosk, identifier=identifier))
    call = identify.opening(turn.kiosk, identifier, ChallengeKind.WAIVED, 0, 0)
    return submit(turn.show(replace(page, problem=None)), call)


def _ask(turn: Turn, page: AskStaff) -> Turn:
    return submit(turn.show(page), AskApproval(turn.kiosk.reset_id))


def on(turn: Turn, page: AskStaff, event: StaffEvent) -> Turn:
    match event:
        case StaffWanted(identifier) if page.view is None:
            return _without_reset(turn, page, identifier or turn.kiosk.identifier)
        case StaffWanted() if not asked(page):
            return _ask(turn, replace(page, problem=None))
        case ReturnNumberSubmitted(number):
            return _returned(turn, page, number)
        case BackPressed():
            return _back(turn, page)
        case _:
            return turn


def asked(page: AskStaff) -> bool:
    """Whether a request is open with staff, so that asking again makes no sense."""
    approval = page.view.approval if page.view else None
    return approval is not None and approval.status in {
        ApprovalStatus.WAITING,
        ApprovalStatus.APPROVED,
    }


def _returned(turn: Turn, page: AskStaff, number: Secret) -> Turn:
    approval = page.view.approval if page.view else None
    if approval is None or approval.status is not ApprovalStatus.APPROVED:
        return turn
    if not number:
        return turn.refuse(replace(page, problem=StaffProblem.NUMBER_EMPTY))
    call = ReturnNumber(turn.kiosk.reset_id, approval.number, number)
    return submit(turn.show(replace(page, problem=None)), call)


def _back(turn: Turn, page: AskStaff) -> Turn:
    match page.back:
        case None:
            return turn
        case SignInPage() as back:
            return identify.close_reset(turn).show(back)
        case Identify() as back:
            return _to_identify(identify.close_reset(turn), back)
        case Done() as back if back.view.id != turn.kiosk.reset_id:
            return identify.close_reset(turn).show(back)
        case back if page.view is not None:
            return views.back_to(turn, back, page.view)
        case back:
            return turn.show(back)


def _to_identify(turn: Turn, back: Identify) -> Turn:
    """With a new picture when the answer to the old one may have been missed."""
    fresh = identify.enter(turn, back.identifier)
    return turn.show(back) if back.passed or back.captcha.id else fresh

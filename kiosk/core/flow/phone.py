"""*Continue on my phone*: the link, the digits compared at the station, and following the phone."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import (
    Chime,
    DecideHandoff,
    HandoffDecision,
    OfferHandoff,
    PlayChime,
)
from kiosk.core.events import (
    BackPressed,
    DigitsConfirmed,
    DigitsDenied,
    LinkWanted,
    PhoneWanted,
    WifiWanted,
)
from kiosk.core.flow import views
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import Allowed, Handoff, HandoffStatus, Outcome, ResetView
from kiosk.core.states import (
    ChooseMethod,
    EnterCode,
    Kiosk,
    NewPassword,
    OnPhone,
    PhonePart,
    PhoneProblem,
)

PhoneEvent = PhoneWanted | WifiWanted | LinkWanted | DigitsConfirmed | DigitsDenied | BackPressed
_OVER = frozenset({Allowed.DONE, Allowed.WRITE_UNKNOWN, Allowed.STAFF_ONLY})


def offered(kiosk: Kiosk) -> bool:
    """Whether the page shown may hand the reset to a phone; a *change* with the old password may not."""
    if kiosk.info is None or not kiosk.info.handoff:
        return False
    match kiosk.page:
        case ChooseMethod() | EnterCode() | NewPassword(current=None):
            return True
        case _:
            return False


def wanted(turn: Turn) -> Turn:
    page = turn.kiosk.page
    if not offered(turn.kiosk) or not isinstance(page, ChooseMethod | EnterCode | NewPassword):
        return turn
    return submit(turn.show(OnPhone(page.view, page)), OfferHandoff(page.view.id))


def on(turn: Turn, page: OnPhone, event: PhoneEvent) -> Turn:
    handoff = page.view.handoff
    match event:
        case PhoneWanted() if not live(handoff):
            plain = replace(page, part=PhonePart.LINK, problem=None)
            return submit(turn.show(plain), OfferHandoff(page.view.id))
        case WifiWanted() if _wifi_known(turn.kiosk) and _is(handoff, HandoffStatus.OFFERED):
            return turn.tell(replace(page, part=PhonePart.WIFI))
        case LinkWanted() if page.part is PhonePart.WIFI:
            return turn.tell(replace(page, part=PhonePart.LINK))
        case DigitsConfirmed() if handoff is not None and _is(handoff, HandoffStatus.CLAIMED):
            return _decide(turn, page, handoff, HandoffDecision.CONFIRM)
        case DigitsDenied() if handoff is not None and _is(handoff, HandoffStatus.CLAIMED):
            denied = replace(page, problem=PhoneProblem.DENIED)
            return _decide(turn, denied, handoff, HandoffDecision.END)
        case BackPressed() if handoff is not None and live(handoff):
            return _decide(turn, replace(page, problem=None), handoff, HandoffDecision.END)
        case BackPressed():
            return views.back_to(turn, page.back, page.view)
        case _:
            return turn


def _wifi_known(kiosk: Kiosk) -> bool:
    return kiosk.info is not None and kiosk.info.guest_wifi is not None


def _is(handoff: Handoff | None, status: HandoffStatus) -> bool:
    return handoff is not None and handoff.status is status


def _decide(turn: Turn, page: OnPhone, handoff: Handoff, decision: HandoffDecision) -> Turn:
    return submit(turn.show(page), DecideHandoff(page.view.id, handoff.number, decision))


def live(handoff: Handoff | None) -> bool:
    return handoff is not None and handoff.status is not HandoffStatus.ENDED


def answered(turn: Turn, page: OnPhone, view: ResetView) -> Turn:
    """What an offer or a decision came to."""
    page = replace(page, view=view)
    match view.outcome:
        case Outcome.HANDOFF_ENDED if page.problem is PhoneProblem.DENIED:
            return turn.refuse(page)
        case Outcome.HANDOFF_ENDED:
            return views.back_to(turn, page.back, view)
        case Outcome.HANDOFF_OFFERED | Outcome.HANDOFF_CONFIRMED:
            return turn.tell(replace(page, problem=None)).do(PlayChime(Chime.PROGRESS))
        case _:
            return seen(turn, page, view)


def seen(turn: Turn, page: OnPhone, view: ResetView) -> Turn:
    """A newer view: whatever the phone does keeps the station awake, and its end leads on."""
    if view.revision > page.view.revision:
        turn = turn.keep(replace(turn.kiosk, idle=0))
    before, page = page.view.handoff, replace(page, view=view)
    if view.allowed in _OVER:
        return views.onward(turn, view)
    if page.problem is None and live(before) and not live(view.handoff):
        return turn.refuse(replace(page, problem=PhoneProblem.ENDED))
    if _is(view.handoff, HandoffStatus.CLAIMED) and not _is(before, HandoffStatus.CLAIMED):
        return turn.tell(replace(page, part=PhonePart.LINK)).do(PlayChime(Chime.PROGRESS))
    return turn.show(page)

"""How a session begins and ends. `end` is the one way out, whatever the reason."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import delays
from kiosk.core.effects import FetchStation, LeaveReset, OfferEnrolment, StopSound, Wipe
from kiosk.core.flow.layers import core_of, in_session, occupied
from kiosk.core.flow.turn import Turn, background, upkeep
from kiosk.core.results import Failed, FaultKind, StationInfo
from kiosk.core.states import (
    Attract,
    Enrolling,
    Kiosk,
    Look,
    Maintenance,
    OutOfService,
    Page,
    SignInPage,
    SignInProblem,
)


def offered_languages(kiosk: Kiosk) -> tuple[str, ...]:
    """The languages a person may choose: the institution's, as far as the program has them."""
    if kiosk.info is None:
        return kiosk.languages
    both = tuple(code for code in kiosk.info.languages if code in kiosk.languages)
    return both or kiosk.languages


def default_look(kiosk: Kiosk) -> Look:
    """What a new person finds: the first language offered, the light theme."""
    return Look(language=next(iter(offered_languages(kiosk)), "fr"))


def first_page(info: StationInfo | None, identifier: str = "") -> SignInPage:
    """The sign-in page, which says so at once when the directory cannot check a password."""
    checkable = info is None or info.sign_in_checkable
    return SignInPage(identifier, None if checkable else SignInProblem.NOT_CHECKABLE)


def start(turn: Turn) -> Turn:
    """Somebody touched the attract page; the settings are refreshed meanwhile."""
    kiosk = replace(turn.kiosk, page=first_page(turn.kiosk.info), idle=0)
    return upkeep(turn.keep(kiosk), FetchStation())


def end(turn: Turn, page: Page) -> Turn:
    """Go to `page` and keep nothing of the person: the reset is left, everything is wiped."""
    if turn.kiosk.reset_id:
        turn, _ = background(turn, LeaveReset(turn.kiosk.reset_id))
    turn = turn.do(StopSound(), Wipe())
    return turn.keep(_bare(turn.kiosk, page))


def _bare(kiosk: Kiosk, page: Page) -> Kiosk:
    """A new state that takes over, by name, only what belongs to the station."""
    return Kiosk(
        page=page,
        info=kiosk.info,
        languages=kiosk.languages,
        look=default_look(kiosk),
        link=kiosk.link,
        link_reference=kiosk.link_reference,
        upkeep=kiosk.upkeep,
        upkeep_in=kiosk.upkeep_in,
        told=kiosk.told,
        info_age=kiosk.info_age,
        card_fault=kiosk.card_fault,
        disk_fault=kiosk.disk_fault,
        speech_fault=kiosk.speech_fault,
        next_request=kiosk.next_request,
    )


def leave(turn: Turn) -> Turn:
    """Back to the attract page, or to where the station stood before maintenance.

    Where nobody stands there is nothing to leave.
    """
    page = core_of(turn.kiosk.page)
    if isinstance(page, Maintenance):
        return end(turn, page.back)
    return end(turn, Attract()) if in_session(turn.kiosk.page) else turn


def again(turn: Turn, identifier: str) -> Turn:
    """A new session for the same person: wiped, but in their language and with their identifier."""
    look = turn.kiosk.look
    turn = end(turn, first_page(turn.kiosk.info, identifier))
    return upkeep(turn.keep(replace(turn.kiosk, look=look)), FetchStation())


def _closed(turn: Turn, page: Page) -> Turn:
    """Leave service, ending the session if one is open."""
    turn = end(turn, page) if occupied(turn.kiosk.page) else turn.show(page)
    return turn.keep(replace(turn.kiosk, upkeep=0, upkeep_in=0))


def out_of_service(turn: Turn, failed: Failed) -> Turn:
    """Say why, and come back by itself; the pauses grow while the fault lasts."""
    seconds = _next_pause(turn.kiosk.page)
    page = OutOfService(failed.kind, failed.reference, failed.skew, retry_in=seconds, pause=seconds)
    return _closed(turn, page)


def _next_pause(page: Page) -> int:
    pauses = delays.OUT_OF_SERVICE_PAUSES
    if not isinstance(page, OutOfService):
        return pauses[0]
    return next((seconds for seconds in pauses if seconds > page.pause), pauses[-1])


def enrol(turn: Turn) -> Turn:
    """The backend does not know this key: offer it for enrolment."""
    return upkeep(_closed(turn, Enrolling(offer=None)), OfferEnrolment())


def crashed(turn: Turn, reference: str) -> Turn:
    """After an unexpected exception nothing is trusted: wiped whatever the page, all calls forgotten."""
    seconds = _next_pause(turn.kiosk.page)
    page = OutOfService(FaultKind.CRASHED, reference, retry_in=seconds, pause=seconds)
    turn = end(turn, page)
    return turn.keep(replace(turn.kiosk, upkeep=0, upkeep_in=0))

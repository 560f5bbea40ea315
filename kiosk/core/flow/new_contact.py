"""Registering a way to be reached after a reset that staff approved; a code proves that it is one's own."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import Chime, ConfirmContact, PlayChime, RegisterContact
from kiosk.core.events import (
    BackPressed,
    CodeSubmitted,
    ContactKindChosen,
    ContactSubmitted,
)
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import Outcome, ResetView
from kiosk.core.secret import Secret
from kiosk.core.states import ContactProblem, Done, NewContact

NewContactEvent = ContactKindChosen | ContactSubmitted | CodeSubmitted | BackPressed
_PROBLEMS = {
    Outcome.DESTINATION_UNREADABLE: ContactProblem.UNREADABLE,
    Outcome.CONTACT_REFUSED: ContactProblem.REFUSED,
    Outcome.SEND_LIMITED: ContactProblem.LIMITED,
    Outcome.WRONG_CODE: ContactProblem.CODE_WRONG,
    Outcome.CODE_EXPIRED: ContactProblem.CODE_OVER,
    Outcome.CODE_SPENT: ContactProblem.CODE_OVER,
}


def wanted(turn: Turn, page: Done) -> Turn:
    return turn.show(NewContact(page.view)) if page.view.contact_offered else turn


def on(turn: Turn, page: NewContact, event: NewContactEvent) -> Turn:
    match event:
        case ContactKindChosen(channel):
            return turn.show(NewContact(_without_check(page.view), channel))
        case ContactSubmitted(channel, destination):
            return _submitted(turn, replace(page, chosen=channel), destination)
        case CodeSubmitted(code) if page.view.contact is not None:
            return _confirmed(turn, replace(page, problem=None), code)
        case BackPressed() if page.chosen is not None:
            return turn.show(NewContact(_without_check(page.view)))
        case BackPressed():
            return _to_done(turn, page.view, "")
        case _:
            return turn


def _without_check(view: ResetView) -> ResetView:
    """Another number is wanted: the code for the one before is no longer asked for."""
    return replace(view, contact=None)


def _submitted(turn: Turn, page: NewContact, destination: Secret) -> Turn:
    if not destination or page.chosen is None:
        return turn.refuse(replace(page, problem=ContactProblem.EMPTY))
    call = RegisterContact(page.view.id, page.chosen, destination)
    return submit(turn.show(replace(page, problem=None)), call)


def _confirmed(turn: Turn, page: NewContact, code: Secret) -> Turn:
    if not code:
        return turn.refuse(replace(page, problem=ContactProblem.CODE_EMPTY))
    return submit(turn.show(page), ConfirmContact(page.view.id, code))


def answered(turn: Turn, page: NewContact, view: ResetView) -> Turn:
    """What a new contact or its code came to."""
    registered = page.view.contact
    if view.outcome is Outcome.CONTACT_REGISTERED:
        mask = registered.mask if registered is not None else ""
        return _to_done(turn, view, mask).do(PlayChime(Chime.PROGRESS))
    problem = _PROBLEMS.get(view.outcome)
    shown = replace(page, view=view, problem=problem)
    if problem is not None:
        return turn.refuse(shown)
    return turn.tell(shown).do(PlayChime(Chime.PROGRESS))


def _to_done(turn: Turn, view: ResetView, mask: str) -> Turn:
    info = turn.kiosk.info
    return turn.tell(Done(view, closes_in=info.idle.done if info else 0, registered=mask))

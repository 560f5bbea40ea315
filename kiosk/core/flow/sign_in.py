"""Pages 1 and 2: the sign-in that is really tried, and the page after an accepted one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import SignIn
from kiosk.core.events import (
    BackPressed,
    ResetWanted,
    SignInSubmitted,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.flow import identify, session
from kiosk.core.flow.turn import Turn, submit_after
from kiosk.core.secret import Secret
from kiosk.core.states import Accepted, NewPassword, SignInPage, SignInProblem

SignInEvent = SignInSubmitted | SuggestionTaken | SuggestionDeclined | ResetWanted | BackPressed


def on(turn: Turn, page: SignInPage, event: SignInEvent) -> Turn:
    match event:
        case SignInSubmitted(identifier, password):
            return _submitted(turn, identifier.strip(), password)
        case SuggestionTaken() if page.suggestion and page.held:
            return _settled(turn, page.suggestion.rewritten, page.held)
        case SuggestionDeclined() if page.suggestion and page.held:
            return _settled(turn, page.suggestion.typed, page.held)
        case ResetWanted(identifier):
            return identify.enter(turn, identifier.strip())
        case BackPressed():
            return session.leave(turn)
        case _:
            return turn


def _submitted(turn: Turn, identifier: str, password: Secret) -> Turn:
    info = turn.kiosk.info
    if info is not None and not info.sign_in_checkable:
        return identify.enter(turn, identifier)
    if not identifier:
        return turn.refuse(SignInPage(identifier, SignInProblem.IDENTIFIER_EMPTY))
    if not password:
        return turn.refuse(SignInPage(identifier, SignInProblem.PASSWORD_EMPTY))
    suggestion = identify.wrong_form(turn.kiosk, identifier)
    if suggestion is not None:
        return turn.tell(SignInPage(identifier, suggestion=suggestion, held=password))
    return _settled(turn, identifier, password)


def _settled(turn: Turn, identifier: str, password: Secret) -> Turn:
    kiosk = replace(turn.kiosk, identifier=identifier, page=SignInPage(identifier))
    call = SignIn(identifier, password, kiosk.look.language, identify.pace_of(kiosk.look))
    return submit_after(turn.keep(kiosk), call, identify.slow_down(kiosk))


def change_wanted(turn: Turn, page: Accepted) -> Turn:
    """The directory's own change, with the password that was just accepted."""
    return turn.show(NewPassword(page.view, page.current, back=page))

"""Pages 4 and 5: the way to be reached, the code, and the call that needs none."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import AnswerCode, SendChallenge
from kiosk.core.events import (
    BackPressed,
    CodeInstead,
    CodeSubmitted,
    DestinationSubmitted,
    MethodChosen,
    OtherMethod,
    ResendWanted,
)
from kiosk.core.flow import identify
from kiosk.core.flow.turn import Turn, submit, submit_after
from kiosk.core.results import Allowed, Challenge, Channel, Method
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Calling,
    ChooseMethod,
    CodeProblem,
    EnterCode,
    Kiosk,
    MethodProblem,
)

MethodEvent = MethodChosen | DestinationSubmitted | BackPressed
CodeEvent = CodeSubmitted | ResendWanted | OtherMethod | CodeInstead | BackPressed


def on_method(turn: Turn, page: ChooseMethod, event: MethodEvent) -> Turn:
    match event:
        case MethodChosen(method_id):
            return _chosen(turn, page, _method(page, method_id))
        case DestinationSubmitted(method_id, destination) if _method(page, method_id):
            return _send(turn, page, method_id, destination)
        case BackPressed() if page.chosen:
            return turn.show(ChooseMethod(page.view))
        case BackPressed() if page.view.gates_left >= page.view.gates_needed:
            return identify.enter(identify.close_reset(turn), turn.kiosk.identifier)
        case _:
            return turn


def _method(page: ChooseMethod, method_id: str) -> Method | None:
    return next((method for method in page.view.methods if method.id == method_id), None)


def _chosen(turn: Turn, page: ChooseMethod, method: Method | None) -> Turn:
    """Nothing is typed before the code of an app, and a code that is awaited already needs no asking."""
    if method is None:
        return turn
    if method.channel is not Channel.AUTHENTICATOR:
        return turn.show(ChooseMethod(page.view, method.id))
    live = page.view.challenge
    if page.view.allowed is Allowed.ANSWER_CODE and live is not None and live.method_id == method.id:
        return turn.show(EnterCode(page.view))
    call = SendChallenge(page.view.id, method.id, None)
    return submit_after(turn.show(ChooseMethod(page.view)), call, identify.slow_down(turn.kiosk))


def _send(turn: Turn, page: ChooseMethod, method_id: str, destination: Secret) -> Turn:
    page = ChooseMethod(page.view, method_id)
    if not destination:
        return turn.refuse(replace(page, problem=MethodProblem.DESTINATION_EMPTY))
    call = SendChallenge(page.view.id, method_id, destination)
    return submit_after(turn.show(page), call, identify.slow_down(turn.kiosk))


def on_code(turn: Turn, page: EnterCode | Calling, event: CodeEvent) -> Turn:
    challenge = page.view.challenge
    match event:
        case OtherMethod() | BackPressed():
            return turn.show(ChooseMethod(page.view))
        case _ if challenge is None:
            return turn
        case ResendWanted() if resend_open(turn.kiosk, challenge):
            call = SendChallenge(page.view.id, challenge.method_id, None, resend=True)
            return submit(turn.show(replace(page, problem=None)), call)
        case CodeSubmitted(code) if isinstance(page, EnterCode):
            return _answer(turn, page, challenge, code)
        case CodeInstead() if isinstance(page, Calling):
            return turn.show(EnterCode(page.view))
        case _:
            return turn


def resend_open(kiosk: Kiosk, challenge: Challenge) -> bool:
    """Whether *Réessayer* may be pressed now: its countdown is over and a resend is left."""
    return challenge.resends_left > 0 and challenge.resend_in <= kiosk.view_age


def _answer(turn: Turn, page: EnterCode, challenge: Challenge, code: Secret) -> Turn:
    if not code:
        return turn.refuse(EnterCode(page.view, CodeProblem.EMPTY))
    call = AnswerCode(page.view.id, challenge.id, code)
    return submit_after(turn.show(EnterCode(page.view)), call, identify.slow_down(turn.kiosk))

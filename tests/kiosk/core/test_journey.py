"""The sheet from its first page to its last, in one walk."""

from __future__ import annotations

from kiosk.core.effects import AnswerCode, SendChallenge, SetPassword, StartReset
from kiosk.core.events import (
    CodeSubmitted,
    DestinationSubmitted,
    IdentifySubmitted,
    Left,
    PasswordSubmitted,
    ResetWanted,
    SignInSubmitted,
    SuggestionTaken,
)
from kiosk.core.results import Outcome, SignInAnswered, SignInOutcome
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Attract,
    ChooseMethod,
    CodeProblem,
    Done,
    EnterCode,
    Identify,
    MethodProblem,
    NewPassword,
    SignInPage,
)
from tests.kiosk.core.walk import Walk, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, SMS, WRONG_FORM, code_sent, finished, proved, view


def test_a_forgotten_password_is_reset_through_every_page_of_the_sheet() -> None:
    walk = _refused(at_sign_in())
    _identified(walk)
    _reached(walk)
    _renewed(walk)
    walk.send(Left())
    assert walk.page == Attract()
    assert walk.kiosk.reset_id == ""


def _refused(walk: Walk) -> Walk:
    walk.send(SignInSubmitted(IDENTIFIER, Secret("forgotten")))
    walk.answer(SignInAnswered(SignInOutcome.REFUSED, None))
    assert walk.on(SignInPage).identifier == IDENTIFIER
    return walk.send(ResetWanted(WRONG_FORM))


def _identified(walk: Walk) -> None:
    walk.picture().send(IdentifySubmitted(WRONG_FORM, Secret("ABCDE")))
    suggestion = walk.on(Identify).suggestion
    assert suggestion is not None
    assert suggestion.rewritten == IDENTIFIER
    walk.send(SuggestionTaken()).judge(right=True)
    (call,) = walk.calls()
    assert isinstance(call, StartReset)
    assert call.identifier == IDENTIFIER
    walk.answer(view())


def _reached(walk: Walk) -> None:
    mismatch = view(revision=2, outcome=Outcome.DESTINATION_MISMATCH)
    walk.send(DestinationSubmitted(SMS.id, Secret("0470 99 99 99"))).answer(mismatch)
    page = walk.on(ChooseMethod)
    assert (page.chosen, page.problem) == (SMS.id, MethodProblem.DESTINATION_MISMATCH)
    walk.send(DestinationSubmitted(SMS.id, Secret("0470 12 34 23")))
    assert isinstance(walk.calls()[0], SendChallenge)
    walk.answer(code_sent(revision=3))
    walk.send(CodeSubmitted(Secret("00000000")))
    assert isinstance(walk.calls()[0], AnswerCode)
    walk.answer(code_sent(revision=4, outcome=Outcome.WRONG_CODE))
    assert walk.on(EnterCode).problem is CodeProblem.WRONG
    walk.send(CodeSubmitted(Secret("12345678"))).answer(proved(revision=5))


def _renewed(walk: Walk) -> None:
    walk.on(NewPassword)
    walk.send(PasswordSubmitted(Secret("Str0ng-enough"), Secret("Str0ng-enough")))
    assert walk.calls() == [SetPassword("r-1", Secret("Str0ng-enough"), None)]
    walk.answer(finished(revision=6))
    assert walk.on(Done).closes_in == 60

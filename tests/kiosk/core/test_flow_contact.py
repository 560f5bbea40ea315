"""Pages 4 and 5: the method, the code, and the call."""

from __future__ import annotations

import pytest

from kiosk.core.effects import AnswerCode, PollReset, SendChallenge
from kiosk.core.events import (
    BackPressed,
    CodeInstead,
    CodeSubmitted,
    DestinationSubmitted,
    MethodChosen,
    OtherMethod,
    ResendWanted,
)
from kiosk.core.results import Allowed, Channel, Delivery, FaultKind, Outcome, ResetView
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    Calling,
    ChooseMethod,
    CodeProblem,
    EnterCode,
    Identify,
    IdentifyProblem,
    MethodProblem,
    NewPassword,
    StaffProblem,
    UnlockOnly,
)
from tests.kiosk.core.walk import Walk, at_call, at_code, at_methods
from tests.kiosk.fakes import APP, EMAIL, IDENTIFIER, SMS, app_asked, challenge, code_sent, proved, view

NUMBER = Secret("0470 12 34 23")
CODE = Secret("12345678")


def _typed() -> Walk:
    return at_methods().send(DestinationSubmitted(SMS.id, NUMBER))


def test_a_method_is_chosen_and_put_back() -> None:
    walk = at_methods().send(MethodChosen(EMAIL.id))
    assert walk.on(ChooseMethod).chosen == EMAIL.id
    assert walk.send(BackPressed()).on(ChooseMethod).chosen is None
    assert walk.send(MethodChosen("unknown")).on(ChooseMethod).chosen is None


def test_the_full_number_goes_to_the_backend() -> None:
    assert _typed().calls() == [SendChallenge("r-1", SMS.id, NUMBER)]
    empty = at_methods().send(DestinationSubmitted(SMS.id, Secret("")))
    assert empty.on(ChooseMethod).problem is MethodProblem.DESTINATION_EMPTY


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome.DESTINATION_MISMATCH, MethodProblem.DESTINATION_MISMATCH),
        (Outcome.DESTINATION_UNREADABLE, MethodProblem.DESTINATION_UNREADABLE),
        (Outcome.SEND_LIMITED, MethodProblem.SEND_LIMITED),
    ],
)
def test_what_was_not_sent_is_said_beside_the_method(outcome: Outcome, problem: MethodProblem) -> None:
    walk = _typed().answer(view(outcome=outcome))
    assert (walk.on(ChooseMethod).chosen, walk.on(ChooseMethod).problem) == (SMS.id, problem)


def test_an_sms_leads_to_the_code_and_a_call_to_its_digit() -> None:
    walk = _typed().answer(code_sent())
    assert walk.page == EnterCode(code_sent())
    assert walk.calls() == [PollReset("r-1", 2)]
    assert at_call().on(Calling).view.challenge == challenge(Channel.VOICE)


def test_the_code_is_answered() -> None:
    walk = at_code().send(CodeSubmitted(Secret("")))
    assert walk.on(EnterCode).problem is CodeProblem.EMPTY
    assert walk.send(CodeSubmitted(CODE)).calls() == [AnswerCode("r-1", "c-sms", CODE)]


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [(Outcome.WRONG_CODE, CodeProblem.WRONG), (Outcome.CODE_EXPIRED, CodeProblem.EXPIRED)],
)
def test_a_live_code_may_be_tried_again(outcome: Outcome, problem: CodeProblem) -> None:
    walk = at_code().send(CodeSubmitted(CODE)).answer(code_sent(revision=3, outcome=outcome))
    assert walk.on(EnterCode).problem is problem


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome.WRONG_CODE, MethodProblem.CODE_SPENT),
        (Outcome.CODE_SPENT, MethodProblem.CODE_SPENT),
        (Outcome.CODE_EXPIRED, MethodProblem.CODE_EXPIRED),
    ],
)
def test_a_code_that_is_over_leads_back_to_the_methods(outcome: Outcome, problem: MethodProblem) -> None:
    walk = at_code().send(CodeSubmitted(CODE)).answer(view(revision=3, outcome=outcome))
    assert walk.on(ChooseMethod).problem is problem


def test_too_many_wrong_codes_leave_staff() -> None:
    rests = view(revision=3, outcome=Outcome.RESTS, allowed=Allowed.STAFF_ONLY)
    walk = at_code().send(CodeSubmitted(CODE)).answer(rests)
    assert walk.on(AskStaff).problem is StaffProblem.RESTS


@pytest.mark.parametrize(("locked", "page"), [(False, NewPassword), (True, UnlockOnly)])
def test_a_proof_leads_on(locked: bool, page: type[object]) -> None:
    walk = at_code().send(CodeSubmitted(CODE)).answer(proved(locked=locked))
    assert isinstance(walk.page, page)


def test_the_first_of_two_gates_asks_for_another_way() -> None:
    half = view(revision=3, outcome=Outcome.PROVED, gates_needed=2, gates_left=1)
    walk = at_code().send(CodeSubmitted(CODE)).answer(half)
    assert walk.on(ChooseMethod).problem is MethodProblem.NEXT_GATE
    assert isinstance(walk.send(BackPressed()).page, ChooseMethod)


def test_sending_again_waits_for_its_countdown_and_types_nothing() -> None:
    walk = at_code().wait(29).send(ResendWanted())
    assert walk.kiosk.pending is None
    walk.wait(1).send(ResendWanted())
    assert walk.calls() == [SendChallenge("r-1", SMS.id, None, resend=True)]
    walk.answer(code_sent(revision=3, outcome=Outcome.RESENT))
    assert walk.on(EnterCode).resent


def test_a_limited_resend_is_said_on_the_code_page() -> None:
    walk = at_code().wait(30).send(ResendWanted())
    walk.answer(code_sent(revision=3, outcome=Outcome.SEND_LIMITED))
    assert walk.on(EnterCode).problem is CodeProblem.SEND_LIMITED


def test_another_method_stays_chosen_while_the_first_lives() -> None:
    walk = at_code().send(OtherMethod())
    assert walk.polled(code_sent(revision=3)).page == ChooseMethod(code_sent(revision=3))


def test_a_call_may_give_a_code_instead() -> None:
    walk = at_call().send(CodeInstead())
    assert walk.on(EnterCode).view.challenge == challenge(Channel.VOICE)
    stays = code_sent(Channel.VOICE, revision=3)
    assert isinstance(walk.polled(stays).page, EnterCode)
    assert walk.send(CodeSubmitted(CODE)).calls() == [AnswerCode("r-1", "c-voice", CODE)]


def test_the_pressed_digit_leads_on_by_itself() -> None:
    assert isinstance(at_call().polled(proved(revision=3)).page, NewPassword)


@pytest.mark.parametrize(
    ("delivery", "problem"),
    [
        (Delivery.FAILED, MethodProblem.NOT_DELIVERED),
        (Delivery.BROKEN, MethodProblem.CALL_BROKEN),
        (Delivery.EXPIRED, MethodProblem.CODE_EXPIRED),
        (Delivery.SPENT, MethodProblem.CODE_SPENT),
    ],
)
def test_a_delivery_that_died_leads_back_to_the_methods(delivery: Delivery, problem: MethodProblem) -> None:
    dead = code_sent(revision=3, outcome=Outcome.NONE, challenge=challenge(delivery=delivery))
    assert at_code().polled(dead).on(ChooseMethod).problem is problem


@pytest.mark.parametrize(
    "over",
    [
        view(revision=3, outcome=Outcome.ENDED_BY_OWNER, allowed=Allowed.ENDED),
        view(revision=3, outcome=Outcome.EXPIRED),
        view(revision=3, outcome=Outcome.NONE, allowed=Allowed.ENDED),
    ],
)
def test_a_reset_that_ended_starts_again_with_the_identifier(over: ResetView) -> None:
    page = at_call().polled(over).on(Identify)
    assert (page.problem, page.identifier) == (IdentifyProblem.RESET_GONE, IDENTIFIER)


def test_each_view_restarts_the_poll_and_no_news_waits_a_second() -> None:
    walk = at_code().polled(code_sent(revision=5))
    assert walk.calls() == [PollReset("r-1", 5)]
    assert walk.polled(code_sent(revision=5)).calls() == []
    assert walk.wait(1).calls() == [PollReset("r-1", 5)]


def test_an_older_view_changes_nothing_on_the_page() -> None:
    walk = at_code()
    assert walk.polled(view(revision=1)).page == EnterCode(code_sent())


APPS = view(methods=(*view().methods, APP))


def test_nothing_is_typed_before_the_code_of_an_app() -> None:
    walk = at_methods(APPS).send(MethodChosen(APP.id))
    assert walk.on(ChooseMethod).chosen is None
    assert walk.calls() == [SendChallenge("r-1", APP.id, None)]
    assert walk.answer(app_asked()).page == EnterCode(app_asked())
    walk.send(CodeSubmitted(Secret("123456")))
    assert walk.calls() == [AnswerCode("r-1", "c-authenticator", Secret("123456"))]


def test_an_app_that_could_not_be_asked_for_leaves_the_list() -> None:
    walk = at_methods(APPS).send(MethodChosen(APP.id)).fail(FaultKind.UNAVAILABLE)
    assert (walk.on(ChooseMethod).chosen, walk.on(ChooseMethod).problem) == (None, MethodProblem.UNAVAILABLE)


def test_without_the_app_the_other_ways_are_one_step_away_and_so_is_the_way_back() -> None:
    walk = at_methods(APPS).send(MethodChosen(APP.id)).answer(app_asked())
    walk.send(OtherMethod(), MethodChosen(EMAIL.id))
    assert walk.on(ChooseMethod).chosen == EMAIL.id
    walk.send(BackPressed(), MethodChosen(APP.id))
    assert walk.page == EnterCode(app_asked())
    assert walk.calls() == []
    assert walk.send(ResendWanted()).calls() == []


def test_a_wrong_code_of_an_app_stays_and_a_spent_one_leads_to_the_list() -> None:
    walk = at_methods(APPS).send(MethodChosen(APP.id)).answer(app_asked())
    walk.send(CodeSubmitted(CODE)).answer(app_asked(outcome=Outcome.WRONG_CODE))
    assert walk.on(EnterCode).problem is CodeProblem.WRONG
    spent = app_asked(outcome=Outcome.WRONG_CODE, allowed=Allowed.CHOOSE_METHOD)
    walk.send(CodeSubmitted(CODE)).answer(spent)
    assert walk.on(ChooseMethod).problem is MethodProblem.CODE_SPENT

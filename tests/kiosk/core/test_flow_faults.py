"""Short network faults keep the page; a write without an answer is never called failed."""

from __future__ import annotations

import pytest

from kiosk.core.effects import (
    AnswerCode,
    LeaveReset,
    OfferEnrolment,
    PollReset,
    SetPassword,
    Unlock,
    Wipe,
)
from kiosk.core.events import (
    CodeSubmitted,
    DestinationSubmitted,
    Left,
    PasswordSubmitted,
    Replied,
    StaffWanted,
    UnlockWanted,
)
from kiosk.core.results import (
    Failed,
    FaultKind,
    HeartbeatAnswered,
    Outcome,
    ResetAnswered,
)
from kiosk.core.secret import Secret
from kiosk.core.states import (
    AskStaff,
    Attract,
    ChooseMethod,
    CodeProblem,
    Enrolling,
    EnterCode,
    Identify,
    IdentifyProblem,
    Link,
    MethodProblem,
    NewPassword,
    OutOfService,
    StaffProblem,
    Waiting,
    WriteUnknown,
)
from tests.kiosk.core.walk import Walk, at_code, at_methods, at_new_password, at_unlock
from tests.kiosk.fakes import SMS, code_sent, finished, proved, view

CODE = CodeSubmitted(Secret("12345678"))
STRONG = Secret("Str0ng-enough")
FINAL = [
    FaultKind.TLS,
    FaultKind.CERTIFICATE_TIME,
    FaultKind.CLOCK_SKEW,
    FaultKind.KEY_WITHDRAWN,
    FaultKind.NETWORK_REFUSED,
]


def _writing() -> Walk:
    return at_new_password().send(PasswordSubmitted(STRONG, STRONG))


def _unreachable_throughout(walk: Walk) -> Walk:
    """Every attempt fails at once, until the call is given up."""
    for _ in range(20):
        if walk.kiosk.pending is None:
            return walk
        walk.fail(FaultKind.UNREACHABLE)
        if walk.kiosk.pending is not None:
            walk.wait(walk.kiosk.pending.retry_in or 0)
    raise AssertionError("never given up")


def test_a_short_fault_keeps_the_page_and_says_so() -> None:
    walk = at_code().send(CODE).fail(FaultKind.UNREACHABLE, "REF00007")
    assert isinstance(walk.page, EnterCode)
    assert (walk.kiosk.link, walk.kiosk.link_reference) == (Link.TROUBLED, "REF00007")


def test_the_same_intent_is_sent_again_after_1_2_4_and_8_seconds() -> None:
    walk = at_code().send(CODE)
    intents = set(walk.intents(AnswerCode))
    for pause in (1, 2, 4, 8, 8):
        walk.fail(FaultKind.UNREACHABLE)
        assert AnswerCode("r-1", "c-sms", Secret("12345678")) not in walk.wait(pause - 1).calls()
        intents |= set(walk.wait(1).intents(AnswerCode))
    assert len(intents) == 1


def test_two_submissions_are_two_intents() -> None:
    walk = at_code().send(CODE)
    first = walk.intents(AnswerCode)
    walk.answer(code_sent(revision=3, outcome=Outcome.WRONG_CODE)).send(CODE)
    assert walk.intents(AnswerCode) != first


def test_the_answer_to_a_retry_heals_the_link() -> None:
    walk = at_code().send(CODE).fail(FaultKind.UNREACHABLE).wait(1).answer(proved())
    assert isinstance(walk.page, NewPassword)
    assert walk.kiosk.link is Link.UP


def test_the_reply_to_an_attempt_that_was_repeated_is_late() -> None:
    walk = at_code().send(CODE)
    assert walk.kiosk.pending is not None
    first = walk.kiosk.pending.request_id
    walk.fail(FaultKind.UNREACHABLE).wait(1)
    before = walk.kiosk
    assert walk.send(Replied(first, ResetAnswered(proved()))).kiosk == before


def test_after_three_quarters_of_a_minute_the_page_says_that_it_cannot_go_on_now() -> None:
    walk = _unreachable_throughout(at_code().send(CODE))
    assert walk.on(EnterCode).problem is CodeProblem.UNAVAILABLE
    walk = _unreachable_throughout(at_methods().send(DestinationSubmitted(SMS.id, Secret("1"))))
    assert walk.on(ChooseMethod).problem is MethodProblem.UNAVAILABLE
    assert walk.on(ChooseMethod).chosen == SMS.id
    walk = _unreachable_throughout(at_methods().send(StaffWanted()))
    assert walk.on(AskStaff).problem is StaffProblem.UNAVAILABLE


def test_a_call_that_never_comes_back_is_given_up_too() -> None:
    walk = at_code().send(CODE).wait(90)
    assert walk.on(EnterCode).problem is CodeProblem.UNAVAILABLE


def test_what_takes_longer_is_covered_and_uncovered() -> None:
    walk = at_code().send(CODE).wait(1)
    assert isinstance(walk.page, EnterCode)
    assert isinstance(walk.wait(1).on(Waiting).under, EnterCode)
    assert isinstance(walk.answer(proved()).page, NewPassword)


@pytest.mark.parametrize("call", [SetPassword, Unlock])
def test_a_write_without_an_answer_is_unknown_and_never_failed(call: type[object]) -> None:
    walk = _writing() if call is SetPassword else at_unlock().send(UnlockWanted())
    assert isinstance(_unreachable_throughout(walk).page, WriteUnknown)


@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE, FaultKind.MALFORMED, FaultKind.REJECTED])
def test_a_write_that_met_a_doubtful_answer_is_settled_by_asking_again(kind: FaultKind) -> None:
    walk = _writing()
    intent = walk.intents(SetPassword)
    walk.fail(kind).wait(1)
    assert walk.intents(SetPassword) == intent
    walk.answer(finished())


@pytest.mark.parametrize("kind", [FaultKind.RESET_GONE, FaultKind.NOT_ALLOWED])
def test_a_repeated_write_that_is_no_longer_allowed_may_have_happened(kind: FaultKind) -> None:
    walk = _writing().fail(FaultKind.UNREACHABLE).wait(1).fail(kind)
    assert isinstance(walk.page, WriteUnknown)


@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE, FaultKind.MALFORMED, FaultKind.REJECTED])
def test_other_faults_are_said_at_once_and_the_session_goes_on(kind: FaultKind) -> None:
    walk = at_code().send(CODE).fail(kind)
    assert walk.on(EnterCode).problem is CodeProblem.UNAVAILABLE


@pytest.mark.parametrize("kind", FINAL)
def test_a_broken_trust_ends_the_session(kind: FaultKind) -> None:
    walk = at_code().send(CODE)
    walk.answer(Failed(kind, "REF00008", skew=120))
    assert walk.page == OutOfService(kind, "REF00008", 120, retry_in=5, pause=5)
    assert walk.effects.count(Wipe()) == 1
    assert walk.calls() == [LeaveReset("r-1")]


@pytest.mark.parametrize("kind", FINAL)
def test_a_broken_trust_found_by_the_poll_ends_it_too(kind: FaultKind) -> None:
    assert isinstance(at_code().polled(Failed(kind, "REF00008")).page, OutOfService)


def test_a_key_that_became_unknown_is_offered_again() -> None:
    walk = at_code().send(CODE).fail(FaultKind.KEY_UNKNOWN)
    assert walk.page == Enrolling(offer=None)
    assert OfferEnrolment() in walk.calls()


def test_a_reset_that_is_gone_starts_again() -> None:
    walk = at_code().send(CODE).fail(FaultKind.RESET_GONE)
    assert walk.on(Identify).problem is IdentifyProblem.RESET_GONE
    assert walk.kiosk.reset_id == ""


def test_what_is_not_allowed_goes_where_the_facts_lead() -> None:
    walk = at_code().send(CODE).fail(FaultKind.NOT_ALLOWED)
    assert walk.calls() == [PollReset("r-1", 0)]
    assert walk.answer(view(revision=9)).page == ChooseMethod(view(revision=9))


def test_an_answer_about_another_reset_is_no_answer() -> None:
    walk = at_code().send(CODE).answer(proved(id="r-2"))
    assert walk.on(EnterCode).problem is CodeProblem.UNAVAILABLE


def test_a_poll_that_fails_keeps_the_page_and_is_tried_again() -> None:
    walk = at_code().polled(Failed(FaultKind.UNREACHABLE, "REF00007"))
    assert isinstance(walk.page, EnterCode)
    assert walk.kiosk.link is Link.TROUBLED
    assert walk.wait(1).calls() == [PollReset("r-1", 2)]
    walk.polled(Failed(FaultKind.UNREACHABLE, "REF00007"))
    assert walk.wait(1).calls() == []
    assert walk.wait(1).calls() == [PollReset("r-1", 2)]


def test_while_a_call_is_out_a_polled_view_only_brings_its_figures() -> None:
    walk = at_code().send(CODE).polled(proved(revision=3))
    assert walk.on(EnterCode).view == proved(revision=3)
    assert walk.calls() == []


def test_a_late_reply_after_leaving_changes_nothing() -> None:
    walk = at_code().send(CODE)
    assert walk.kiosk.pending is not None
    number, poll = walk.kiosk.pending.request_id, walk.kiosk.poll
    resting = walk.send(Left()).kiosk
    for late in (number, poll):
        assert walk.send(Replied(late, ResetAnswered(finished()))).kiosk == resting
    assert resting.page == Attract()


def test_an_answer_of_the_wrong_kind_is_no_answer() -> None:
    walk = at_code().send(CODE).answer(HeartbeatAnswered())
    assert walk.on(EnterCode).problem is CodeProblem.UNAVAILABLE

"""Page 5b: ask staff."""

from __future__ import annotations

import pytest

from kiosk.core.effects import AskApproval, ChallengeKind, LeaveReset, ReturnNumber, StartReset
from kiosk.core.events import BackPressed, ReturnNumberSubmitted, StaffWanted
from kiosk.core.results import Allowed, ApprovalStatus, FaultKind, Outcome
from kiosk.core.secret import Secret
from kiosk.core.states import AskStaff, ChooseMethod, EnterCode, NewPassword, SignInPage, StaffProblem
from tests.kiosk.core.walk import at_code, at_methods, at_sign_in, at_staff
from tests.kiosk.fakes import IDENTIFIER, approval, asked, code_sent, proved, view


def test_with_a_reset_open_staff_are_asked_at_once() -> None:
    walk = at_code().send(StaffWanted())
    assert walk.calls() == [AskApproval("r-1")]
    assert walk.on(AskStaff).back == EnterCode(code_sent())
    assert walk.answer(asked()).on(AskStaff).view == asked()


def test_from_the_sign_in_page_a_reset_is_opened_first() -> None:
    walk = at_sign_in().send(StaffWanted(IDENTIFIER))
    assert walk.calls() == [StartReset(IDENTIFIER, "fr", ChallengeKind.WAIVED, 0, 0)]
    assert walk.answer(view()).calls() == [AskApproval("r-1")]
    walk.answer(asked()).send(BackPressed())
    assert walk.page == SignInPage(IDENTIFIER)
    assert walk.calls() == [LeaveReset("r-1")]


def test_a_waived_captcha_opens_nothing_but_staff() -> None:
    walk = at_sign_in().send(StaffWanted(IDENTIFIER)).answer(view()).answer(asked())
    assert isinstance(walk.polled(view(revision=9, approval=approval())).page, AskStaff)
    assert walk.kiosk.passed is None


def test_approved_means_that_the_return_number_may_be_typed() -> None:
    walk = at_staff().send(ReturnNumberSubmitted(Secret("123")))
    assert walk.kiosk.pending is None
    walk.polled(asked(ApprovalStatus.APPROVED, revision=4)).send(ReturnNumberSubmitted(Secret("")))
    assert walk.on(AskStaff).problem is StaffProblem.NUMBER_EMPTY
    walk.send(ReturnNumberSubmitted(Secret("123")))
    assert walk.calls() == [ReturnNumber("r-1", 1, Secret("123"))]


def test_the_right_number_leads_to_the_new_password() -> None:
    walk = at_staff(ApprovalStatus.APPROVED).send(ReturnNumberSubmitted(Secret("123")))
    assert isinstance(walk.answer(proved(outcome=Outcome.RETURN_ACCEPTED)).page, NewPassword)


def test_a_wrong_number_is_said_and_a_closed_request_too() -> None:
    walk = at_staff(ApprovalStatus.APPROVED).send(ReturnNumberSubmitted(Secret("999")))
    walk.answer(asked(ApprovalStatus.APPROVED, outcome=Outcome.RETURN_WRONG))
    assert walk.on(AskStaff).problem is StaffProblem.NUMBER_WRONG
    walk.send(ReturnNumberSubmitted(Secret("998")))
    walk.answer(asked(ApprovalStatus.EXPIRED, outcome=Outcome.APPROVAL_CLOSED))
    assert walk.on(AskStaff).problem is StaffProblem.EXPIRED


def test_staff_who_scanned_the_code_need_no_number() -> None:
    returned = proved(revision=5, outcome=Outcome.NONE, approval=approval(ApprovalStatus.RETURNED))
    assert isinstance(at_staff().polled(returned).page, NewPassword)


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (ApprovalStatus.REFUSED, StaffProblem.REFUSED),
        (ApprovalStatus.EXPIRED, StaffProblem.EXPIRED),
    ],
)
def test_a_request_that_came_to_nothing_can_be_made_again(
    status: ApprovalStatus, problem: StaffProblem
) -> None:
    walk = at_staff().polled(asked(status, revision=4, outcome=Outcome.NONE))
    assert walk.on(AskStaff).problem is problem
    assert walk.send(StaffWanted()).calls() == [AskApproval("r-1")]
    assert walk.answer(asked(revision=5)).on(AskStaff).problem is None


def test_other_facts_do_not_lead_away_but_wait_behind_back() -> None:
    walk = at_code().send(StaffWanted()).answer(asked())
    walk.polled(proved(revision=6, approval=approval()))
    assert isinstance(walk.page, AskStaff)
    assert isinstance(walk.send(BackPressed()).page, NewPassword)


def test_back_is_the_page_before() -> None:
    walk = at_methods().send(StaffWanted()).answer(asked()).send(BackPressed())
    assert walk.page == ChooseMethod(asked())


def test_the_reason_stays_while_staff_are_waited_for() -> None:
    rests = view(allowed=Allowed.STAFF_ONLY, outcome=Outcome.RESTS)
    walk = at_code().polled(rests)
    assert walk.page == EnterCode(code_sent())
    walk.wait(1).polled(view(revision=3, allowed=Allowed.STAFF_ONLY))
    assert walk.calls() == [AskApproval("r-1")]
    walk.answer(asked(revision=4, allowed=Allowed.STAFF_ONLY))
    assert walk.on(AskStaff).problem is StaffProblem.RESTS


def test_a_request_that_is_not_allowed_says_that_it_cannot_be_made_now() -> None:
    walk = at_code().send(StaffWanted()).fail(FaultKind.NOT_ALLOWED)
    assert walk.on(AskStaff).problem is StaffProblem.UNAVAILABLE
    assert walk.send(StaffWanted()).calls() == [AskApproval("r-1")]

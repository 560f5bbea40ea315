"""Pages 1 and 2, and the page after an accepted sign-in."""

from __future__ import annotations

from kiosk.core.effects import FetchStation, LeaveReset, Pace, SetPassword, SignIn, Wipe
from kiosk.core.events import (
    BackPressed,
    ChangeWanted,
    PasswordSubmitted,
    PreferenceChosen,
    ResetWanted,
    SignInSubmitted,
    SuggestionDeclined,
    SuggestionTaken,
    TryPassword,
)
from kiosk.core.look import Reach
from kiosk.core.results import SignInAnswered, SignInOutcome
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Accepted,
    Attract,
    Identify,
    NewPassword,
    SignInPage,
    SignInProblem,
    Suggestion,
    Waiting,
)
from tests.kiosk.core.walk import Walk, at_accepted, at_done, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, WRONG_FORM, info, proved

PASSWORD = Secret("Right-pa55")


def _answered(outcome: SignInOutcome) -> Walk:
    walk = at_sign_in().send(SignInSubmitted(IDENTIFIER, PASSWORD))
    return walk.answer(SignInAnswered(outcome, proved()))


def test_the_credentials_are_really_tried() -> None:
    walk = at_sign_in().send(SignInSubmitted(f" {IDENTIFIER} ", PASSWORD))
    assert walk.calls() == [SignIn(IDENTIFIER, PASSWORD, "fr")]


def test_who_needs_more_time_asks_for_it_when_signing_in_too() -> None:
    walk = at_sign_in().send(PreferenceChosen(Reach.LOWER), SignInSubmitted(IDENTIFIER, PASSWORD))
    assert walk.calls() == [SignIn(IDENTIFIER, PASSWORD, "fr", Pace.LONGER)]


def test_empty_fields_are_said_without_a_call() -> None:
    walk = at_sign_in().send(SignInSubmitted(" ", PASSWORD))
    assert walk.on(SignInPage).problem is SignInProblem.IDENTIFIER_EMPTY
    walk.send(SignInSubmitted(IDENTIFIER, Secret("")))
    assert walk.on(SignInPage).problem is SignInProblem.PASSWORD_EMPTY
    assert walk.calls() == []


def test_refused_keeps_the_identifier_on_the_same_page() -> None:
    assert _answered(SignInOutcome.REFUSED).page == SignInPage(IDENTIFIER, SignInProblem.REFUSED)


def test_accepted_keeps_the_password_for_a_change_only() -> None:
    walk = _answered(SignInOutcome.ACCEPTED)
    assert walk.page == Accepted(proved(), PASSWORD)
    assert walk.kiosk.reset_id == "r-1"


def test_a_password_that_must_change_leads_straight_to_the_new_one() -> None:
    walk = _answered(SignInOutcome.ACCEPTED_MUST_CHANGE)
    assert walk.page == NewPassword(proved(), current=PASSWORD)


def test_a_directory_that_cannot_check_says_so_and_leads_on() -> None:
    walk = _answered(SignInOutcome.NOT_CHECKABLE)
    assert walk.page == SignInPage(IDENTIFIER, SignInProblem.NOT_CHECKABLE)
    walk = at_sign_in(info(sign_in_checkable=False)).send(SignInSubmitted(IDENTIFIER, PASSWORD))
    assert walk.on(Identify).identifier == IDENTIFIER


def test_accepted_without_a_reset_contradicts_itself() -> None:
    walk = at_sign_in().send(SignInSubmitted(IDENTIFIER, PASSWORD))
    walk.answer(SignInAnswered(SignInOutcome.ACCEPTED, None))
    assert walk.on(SignInPage).problem is SignInProblem.UNAVAILABLE


def test_the_wrong_form_is_asked_about_before_anything_is_sent() -> None:
    walk = at_sign_in().send(SignInSubmitted(WRONG_FORM, PASSWORD))
    page = walk.on(SignInPage)
    assert (page.suggestion, page.held) == (Suggestion(WRONG_FORM, IDENTIFIER), PASSWORD)
    assert walk.calls() == []


def test_the_suggestion_taken_is_what_is_sent() -> None:
    walk = at_sign_in().send(SignInSubmitted(WRONG_FORM, PASSWORD), SuggestionTaken())
    assert walk.calls() == [SignIn(IDENTIFIER, PASSWORD, "fr")]
    assert walk.on(SignInPage).held is None


def test_the_suggestion_declined_is_not_made_twice() -> None:
    walk = at_sign_in().send(SignInSubmitted(WRONG_FORM, PASSWORD), SuggestionDeclined())
    assert walk.calls() == [SignIn(WRONG_FORM, PASSWORD, "fr")]
    walk.answer(SignInAnswered(SignInOutcome.REFUSED, None)).send(SignInSubmitted(WRONG_FORM, PASSWORD))
    assert walk.calls() == [SignIn(WRONG_FORM, PASSWORD, "fr")]


def test_the_links_lead_to_identify_with_the_identifier() -> None:
    assert at_sign_in().send(ResetWanted(IDENTIFIER)).on(Identify).identifier == IDENTIFIER


def test_back_is_the_attract_page_and_wipes() -> None:
    walk = at_sign_in().send(BackPressed())
    assert walk.page == Attract()
    assert walk.effects.count(Wipe()) == 1


def test_under_pressure_a_submission_waits() -> None:
    walk = at_sign_in(info(slow_down=4)).send(SignInSubmitted(IDENTIFIER, PASSWORD))
    assert walk.calls() == []
    assert isinstance(walk.wait(1).page, Waiting)
    assert walk.wait(3).calls() == [SignIn(IDENTIFIER, PASSWORD, "fr")]


def test_accepted_leads_to_a_change_with_the_old_password_and_back() -> None:
    walk = at_accepted().send(ChangeWanted())
    assert walk.on(NewPassword).current == PASSWORD
    walk.send(PasswordSubmitted(Secret("Str0ng-enough"), Secret("Str0ng-enough")))
    assert walk.calls() == [SetPassword("r-1", Secret("Str0ng-enough"), PASSWORD)]
    assert isinstance(at_accepted().send(ChangeWanted(), BackPressed()).page, Accepted)


def test_the_new_password_is_tried_in_a_new_session() -> None:
    walk = at_done().send(TryPassword())
    assert walk.page == SignInPage(IDENTIFIER)
    assert walk.effects.count(Wipe()) == 1
    assert walk.calls() == [LeaveReset("r-1"), FetchStation()]
    assert walk.kiosk.reset_id == ""

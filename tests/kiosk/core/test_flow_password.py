"""Pages 6 and 7: the new password, unlocking alone, and the end."""

from __future__ import annotations

from kiosk.core.effects import LeaveReset, SetPassword, Unlock, Wipe
from kiosk.core.events import (
    Activity,
    BackPressed,
    ChangeWanted,
    Left,
    PasswordSubmitted,
    TryPassword,
    UnlockWanted,
)
from kiosk.core.results import Allowed, BrokenRule, Outcome, Rule, Work
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Attract,
    Done,
    NewPassword,
    PasswordProblem,
    SignInPage,
    UnlockOnly,
    WriteUnknown,
)
from tests.kiosk.core.walk import Walk, at_done, at_new_password, at_unlock
from tests.kiosk.fakes import IDENTIFIER, finished, proved

STRONG = Secret("Str0ng-enough")
HISTORY = (BrokenRule(Rule.HISTORY),)


def _submitted() -> Walk:
    return at_new_password().send(PasswordSubmitted(STRONG, STRONG))


def test_the_two_fields_must_be_filled_and_equal() -> None:
    walk = at_new_password().send(PasswordSubmitted(Secret(""), Secret("")))
    assert walk.on(NewPassword).problem is PasswordProblem.EMPTY
    walk.send(PasswordSubmitted(STRONG, Secret("Str0ng-enoukh")))
    assert walk.on(NewPassword).problem is PasswordProblem.DIFFERENT
    assert walk.calls() == []


def test_a_reset_is_no_change_and_carries_no_old_password() -> None:
    assert _submitted().calls() == [SetPassword("r-1", STRONG, None)]


def test_the_directory_has_the_last_word_and_the_session_goes_on() -> None:
    refused = proved(revision=5, outcome=Outcome.PASSWORD_REFUSED, broken=HISTORY)
    page = _submitted().answer(refused).on(NewPassword)
    assert (page.problem, page.broken) == (PasswordProblem.REFUSED, HISTORY)


def test_the_next_try_forgets_what_was_broken() -> None:
    refused = proved(revision=5, outcome=Outcome.PASSWORD_REFUSED, broken=HISTORY)
    walk = _submitted().answer(refused).send(PasswordSubmitted(STRONG, STRONG))
    assert (walk.on(NewPassword).problem, walk.on(NewPassword).broken) == (None, ())


def test_a_directory_that_is_down_is_said_with_the_proof_kept() -> None:
    walk = _submitted().answer(proved(revision=5, outcome=Outcome.DIRECTORY_DOWN))
    assert walk.on(NewPassword).problem is PasswordProblem.DIRECTORY_DOWN


def test_an_unknown_outcome_has_its_own_page_that_leads_to_trying() -> None:
    unknown = proved(revision=5, outcome=Outcome.WRITE_UNKNOWN, allowed=Allowed.WRITE_UNKNOWN)
    walk = _submitted().answer(unknown)
    assert walk.page == WriteUnknown(unknown)
    assert walk.send(TryPassword()).page == SignInPage(IDENTIFIER)


def test_a_locked_account_may_keep_its_password() -> None:
    walk = at_unlock().send(UnlockWanted())
    assert walk.calls() == [Unlock("r-1")]
    assert walk.answer(finished(Work.UNLOCK)).page == Done(finished(Work.UNLOCK), 60)


def test_unlocking_may_fail_in_two_ways() -> None:
    walk = at_unlock().send(UnlockWanted())
    walk.answer(proved(locked=True, outcome=Outcome.NOT_LOCKED))
    assert walk.on(UnlockOnly).problem is PasswordProblem.NOT_UNLOCKED
    walk.send(UnlockWanted()).answer(proved(locked=True, outcome=Outcome.DIRECTORY_DOWN))
    assert walk.on(UnlockOnly).problem is PasswordProblem.DIRECTORY_DOWN


def test_a_locked_account_may_choose_a_new_password_and_come_back() -> None:
    walk = at_unlock().send(ChangeWanted())
    assert walk.on(NewPassword).current is None
    assert isinstance(walk.send(BackPressed()).page, UnlockOnly)


def test_done_closes_by_itself_and_a_touch_gives_it_more_time() -> None:
    walk = at_done().wait(59)
    assert walk.on(Done).closes_in == 1
    walk.send(Activity())
    assert walk.on(Done).closes_in == 60
    assert walk.wait(60).page == Attract()
    assert walk.effects.count(Wipe()) == 1


def test_a_poll_that_is_still_out_does_not_disturb_the_end() -> None:
    walk = at_done()
    assert walk.polled(proved(revision=9, outcome=Outcome.EXPIRED)).page == Done(finished(), 60)


def test_leaving_ends_the_reset_and_wipes() -> None:
    walk = at_new_password().send(Left())
    assert walk.calls() == [LeaveReset("r-1")]
    assert walk.effects.count(Wipe()) == 1
    assert walk.page == Attract()

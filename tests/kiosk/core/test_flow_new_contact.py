"""Registering a way to be reached, after a reset that staff approved."""

from __future__ import annotations

import pytest

from kiosk.core.effects import ConfirmContact, LeaveReset, RegisterContact, StartReset
from kiosk.core.events import (
    BackPressed,
    CodeSubmitted,
    ContactKindChosen,
    ContactSubmitted,
    ContactWanted,
    StaffWanted,
)
from kiosk.core.results import Channel, Failed, FaultKind, Outcome
from kiosk.core.secret import Secret
from kiosk.core.states import AskStaff, Attract, ContactProblem, Done, IdleWarning, NewContact
from tests.kiosk.core.walk import at_contact_code, at_contact_offer, at_done, at_new_contact
from tests.kiosk.fakes import asked, contacted, finished, view

NUMBER = Secret("0470 12 34 42")


def test_only_where_the_facts_allow_it() -> None:
    assert isinstance(at_done().send(ContactWanted()).page, Done)
    assert isinstance(at_contact_offer().send(ContactWanted()).page, NewContact)


def test_a_code_proves_the_number_and_done_says_so() -> None:
    walk = at_new_contact().send(ContactSubmitted(Channel.SMS, NUMBER))
    assert walk.calls() == [RegisterContact("r-1", Channel.SMS, NUMBER)]
    walk.answer(contacted()).send(CodeSubmitted(Secret("12345678")))
    assert ConfirmContact("r-1", Secret("12345678")) in walk.calls()
    walk.answer(finished(revision=8, outcome=Outcome.CONTACT_REGISTERED))
    assert walk.on(Done).registered == "*****42"


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome.DESTINATION_UNREADABLE, ContactProblem.UNREADABLE),
        (Outcome.CONTACT_REFUSED, ContactProblem.REFUSED),
        (Outcome.SEND_LIMITED, ContactProblem.LIMITED),
    ],
)
def test_a_number_that_will_not_do(outcome: Outcome, problem: ContactProblem) -> None:
    walk = at_new_contact().send(ContactSubmitted(Channel.SMS, NUMBER))
    walk.answer(finished(revision=6, outcome=outcome, contact_offered=True))
    assert (walk.on(NewContact).problem, walk.on(NewContact).chosen) == (problem, Channel.SMS)


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome.WRONG_CODE, ContactProblem.CODE_WRONG),
        (Outcome.CODE_EXPIRED, ContactProblem.CODE_OVER),
        (Outcome.CODE_SPENT, ContactProblem.CODE_OVER),
    ],
)
def test_a_code_that_will_not_do(outcome: Outcome, problem: ContactProblem) -> None:
    walk = at_contact_code().send(CodeSubmitted(Secret("1")))
    walk.answer(contacted(revision=8, outcome=outcome))
    assert walk.on(NewContact).problem is problem


def test_empty_fields_are_typing_errors() -> None:
    walk = at_new_contact().send(ContactSubmitted(Channel.SMS, Secret("")))
    assert (walk.kiosk.pending, walk.on(NewContact).problem) == (None, ContactProblem.EMPTY)
    walk = at_contact_code().send(CodeSubmitted(Secret("")))
    assert (walk.kiosk.pending, walk.on(NewContact).problem) == (None, ContactProblem.CODE_EMPTY)


def test_back_step_by_step() -> None:
    walk = at_contact_code().send(BackPressed())
    assert walk.on(NewContact).chosen is None
    assert walk.on(NewContact).view.contact is None
    assert walk.send(ContactKindChosen(Channel.EMAIL)).on(NewContact).chosen is Channel.EMAIL
    assert isinstance(walk.send(BackPressed(), BackPressed()).page, Done)


def test_a_reset_that_ran_out_meanwhile_is_still_done() -> None:
    walk = at_contact_code().send(CodeSubmitted(Secret("12345678"))).fail(FaultKind.RESET_GONE)
    assert not walk.on(Done).view.contact_offered


def test_staff_are_asked_by_a_new_reset_once_the_old_one_ran_out() -> None:
    walk = at_new_contact().polled(Failed(FaultKind.RESET_GONE, "REF00001"))
    done = walk.on(Done)
    assert [type(call) for call in walk.send(StaffWanted()).calls()] == [StartReset]
    walk.answer(view(id="r-2")).answer(asked(id="r-2"))
    assert (walk.on(AskStaff).back, walk.kiosk.reset_id) == (done, "r-2")
    assert walk.send(BackPressed()).page == done
    assert walk.calls() == [LeaveReset("r-2")]


def test_a_service_that_does_not_answer_is_said() -> None:
    walk = at_new_contact().send(ContactSubmitted(Channel.SMS, NUMBER)).fail(FaultKind.UNAVAILABLE)
    assert walk.on(NewContact).problem is ContactProblem.UNAVAILABLE


def test_it_goes_idle_like_any_form() -> None:
    walk = at_new_contact().wait(90)
    assert isinstance(walk.page, IdleWarning)
    assert isinstance(walk.wait(30).page, Attract)

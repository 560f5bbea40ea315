"""A lost telephone, after a reset that staff approved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.effects import IssuePass, Wipe
from kiosk.core.events import BackPressed, ContactKindChosen, ContactWanted, Left, PhoneLost
from kiosk.core.results import Channel, FaultKind, PassAnswered, PassOutcome
from kiosk.core.secret import Secret
from kiosk.core.states import Attract, Done, LostPhone, NewContact
from tests.kiosk.core.walk import at_done, at_helped_done, at_lost_phone, helped

NONE = PassAnswered(PassOutcome.NONE, Secret(""), 0)


def test_a_pass_is_asked_for_and_shown() -> None:
    walk = at_helped_done().send(PhoneLost())
    assert walk.calls() == [IssuePass("r-1")]
    answer = at_lost_phone().on(LostPhone).answer
    assert answer is not None
    assert (answer.value.reveal(), answer.expires_in) == ("TAPRocks!", 3600)


def test_without_staff_there_is_none() -> None:
    walk = at_done().send(PhoneLost())
    assert (walk.calls(), type(walk.page)) == ([], Done)


def test_a_directory_without_passes_says_what_to_do() -> None:
    walk = at_helped_done(replace(helped(), pass_offered=False)).send(PhoneLost())
    assert walk.calls() == []
    assert walk.on(LostPhone).answer is None


@pytest.mark.parametrize("outcome", [PassOutcome.NONE, PassOutcome.LIMITED])
def test_no_pass_is_told_as_such(outcome: PassOutcome) -> None:
    walk = at_helped_done().send(PhoneLost()).answer(replace(NONE, outcome=outcome))
    assert walk.on(LostPhone).answer == replace(NONE, outcome=outcome)


def test_a_directory_that_does_not_answer_leaves_the_words() -> None:
    walk = at_helped_done().send(PhoneLost()).fail(FaultKind.UNAVAILABLE)
    assert walk.on(LostPhone).answer is None


def test_also_from_where_a_contact_is_registered() -> None:
    walk = at_helped_done().send(ContactWanted()).send(PhoneLost())
    assert walk.calls() == [IssuePass("r-1")]
    assert isinstance(walk.answer(NONE).page, LostPhone)
    assert at_helped_done().send(ContactWanted(), ContactKindChosen(Channel.SMS), PhoneLost()).calls() == []


def test_from_there_to_a_new_contact_or_back() -> None:
    assert isinstance(at_lost_phone().send(ContactWanted()).page, NewContact)
    assert isinstance(at_lost_phone().send(BackPressed()).page, Done)


def test_leaving_forgets_the_pass() -> None:
    walk = at_lost_phone().send(Left())
    assert walk.page == Attract()
    assert Wipe() in walk.effects
    assert "TAPRocks" not in repr(walk.kiosk)

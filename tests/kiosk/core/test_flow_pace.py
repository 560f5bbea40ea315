"""A preference chosen during a reset lengthens the times in force from there on (rules.md, Time)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.effects import LengthenReset
from kiosk.core.events import IdentifySubmitted, Left, PreferenceChosen, Replied
from kiosk.core.flow.layers import view_of
from kiosk.core.look import Preference, Reach, Scanning, Speech, Theme
from kiosk.core.results import Failed, FaultKind, ResetAnswered
from kiosk.core.secret import Secret
from kiosk.core.states import ChooseMethod, EnterCode, IdleWarning, Kiosk
from tests.kiosk.core.walk import Walk, at_code, at_done, at_identify, at_methods, at_new_password, at_sign_in
from tests.kiosk.fakes import IDENTIFIER, view

ANSWER = Secret("ABCDE")
LONGER = (Speech.ORDINARY, Speech.SLOW, Scanning.ON, Reach.LOWER)


def left(kiosk: Kiosk) -> int:
    """Seconds until the reset ends, as the station knows."""
    known = view_of(kiosk.page)
    assert known is not None
    return known.expires_in - kiosk.view_age


def lengthened(walk: Walk, seconds: int) -> Walk:
    answer = ResetAnswered(view(revision=3, expires_in=seconds))
    return walk.send(Replied(walk.kiosk.lengthen, answer))


@pytest.mark.parametrize("preference", LONGER, ids=str)
def test_the_open_reset_is_lengthened_once(preference: Preference) -> None:
    walk = at_code().wait(100).send(PreferenceChosen(preference))
    assert walk.calls() == [LengthenReset("r-1")]
    page = walk.on(EnterCode)
    lengthened(walk, 2300)
    assert left(walk.kiosk) == 2300
    assert walk.on(EnterCode).view == replace(page.view, expires_in=2300 + walk.kiosk.view_age)
    assert LengthenReset("r-1") not in walk.send(PreferenceChosen(Speech.SLOW)).wait(60).calls()


def test_what_needs_no_more_time_asks_for_none() -> None:
    assert at_code().send(PreferenceChosen(Theme.DARK)).calls() == []
    assert at_sign_in().send(PreferenceChosen(Speech.ORDINARY)).calls() == []
    assert LengthenReset("r-1") not in at_done().send(PreferenceChosen(Speech.ORDINARY)).calls()


def test_a_reset_that_was_opened_longer_is_not_lengthened() -> None:
    walk = at_identify().send(PreferenceChosen(Speech.SLOW))
    walk.send(IdentifySubmitted(IDENTIFIER, ANSWER)).judge(right=True).answer(view())
    assert isinstance(walk.page, ChooseMethod)
    assert walk.send(PreferenceChosen(Reach.LOWER)).wait(20).calls() == []


def test_idle_times_are_longer_at_once() -> None:
    walk = at_new_password().wait(89).send(PreferenceChosen(Scanning.ON)).wait(239)
    assert not isinstance(walk.page, IdleWarning)
    assert isinstance(walk.wait(1).page, IdleWarning)


def test_after_a_fault_it_is_asked_for_again() -> None:
    walk = at_methods().send(PreferenceChosen(Reach.LOWER))
    walk.send(Replied(walk.kiosk.lengthen, Failed(FaultKind.UNREACHABLE, "REF00001")))
    assert isinstance(walk.page, ChooseMethod)
    assert walk.wait(14).calls() == []
    assert walk.wait(1).calls() == [LengthenReset("r-1")]
    lengthened(walk, 2300)
    assert left(walk.kiosk) == 2300
    assert walk.wait(60).calls() == []


def test_a_call_without_an_answer_is_made_again() -> None:
    walk = at_methods().send(PreferenceChosen(Reach.LOWER))
    assert walk.wait(15).calls() == [LengthenReset("r-1")]


def test_an_answer_about_a_reset_that_was_left_is_dropped() -> None:
    walk = at_methods().send(PreferenceChosen(Reach.LOWER))
    number = walk.kiosk.lengthen
    walk.send(Left())
    before = walk.kiosk
    assert walk.send(Replied(number, ResetAnswered(view(expires_in=9)))).kiosk == before

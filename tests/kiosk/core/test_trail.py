"""Étape de vérification 1 > choisir un nouveau mot de passe."""

from __future__ import annotations

from kiosk.core.events import ChangeWanted, Left
from kiosk.core.results import Allowed
from kiosk.core.states import Kiosk
from kiosk.core.trail import StepKind, StepMark, trail
from tests.kiosk.core.walk import (
    at_accepted,
    at_code,
    at_done,
    at_identify,
    at_methods,
    at_new_password,
    at_staff,
    at_unlock,
)
from tests.kiosk.fakes import proved, view


def _marks(kiosk: Kiosk) -> list[StepMark]:
    return [step.mark for step in trail(kiosk)]


def test_pages_4_and_5_stand_on_the_first_verification() -> None:
    for walk in (at_methods(), at_code(), at_staff()):
        first, last = trail(walk.kiosk)
        assert (first.kind, first.number, first.mark) == (StepKind.VERIFICATION, 1, StepMark.CURRENT)
        assert (last.kind, last.mark) == (StepKind.NEW_PASSWORD, StepMark.AHEAD)


def test_page_6_has_a_check_after_the_1() -> None:
    assert _marks(at_new_password().kiosk) == [StepMark.CHECKED, StepMark.CURRENT]


def test_two_gates_put_a_second_verification_in_between() -> None:
    begun = at_methods(view(gates_needed=2, gates_left=2))
    assert _marks(begun.kiosk) == [StepMark.CURRENT, StepMark.AHEAD, StepMark.AHEAD]
    half = view(gates_needed=2, gates_left=1, allowed=Allowed.CHOOSE_METHOD)
    assert _marks(at_methods(half).kiosk) == [StepMark.CHECKED, StepMark.CURRENT, StepMark.AHEAD]
    ready = at_new_password(proved(gates_needed=2))
    assert _marks(ready.kiosk) == [StepMark.CHECKED, StepMark.CHECKED, StepMark.CURRENT]


def test_unlocking_does_not_promise_a_new_password_yet() -> None:
    assert _marks(at_unlock().kiosk) == [StepMark.CHECKED, StepMark.AHEAD]


def test_pages_outside_a_reset_have_no_trail() -> None:
    for walk in (at_identify(), at_accepted(), at_accepted().send(ChangeWanted()), at_done()):
        assert trail(walk.kiosk) == ()
    assert trail(at_code().send(Left()).kiosk) == ()


def test_the_trail_stays_under_the_idle_warning() -> None:
    assert _marks(at_code().wait(180).kiosk) == [StepMark.CURRENT, StepMark.AHEAD]

"""A reset that is open already is given the longer life, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.core.api import NotAllowed, ResetGone
from backend.core.views import Outcome
from tests.backend.core.stage import NEW, Stage

MINUTES = 60


def test_it_lives_as_if_opened_longer_and_once_more_changes_nothing(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.clock.advance(minutes=5)
    for _twice in range(2):
        longer = at.desks.resets.lengthen(hall, view.id)
        assert (longer.expires_in, longer.outcome) == (35 * MINUTES, Outcome.NONE)
        assert replace(longer, expires_in=0, revision=0, outcome=view.outcome) == replace(
            view, expires_in=0, revision=0
        )
        assert longer.revision > view.revision


def test_a_longer_end_that_staff_gave_it_stays(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.desks.resets.lengthen(hall, view.id)
    at.clock.advance(minutes=35)
    at.desks.resets.ask_approval(hall, view.id)
    assert at.desks.resets.lengthen(hall, view.id).expires_in == 20 * MINUTES


def test_a_proof_stays_one(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    longer = at.desks.resets.lengthen(hall, view.id)
    assert longer.allowed is view.allowed
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET


def test_what_has_ended_is_not_brought_back(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.clock.advance(minutes=21)
    assert at.desks.resets.lengthen(hall, view.id).outcome is Outcome.EXPIRED
    done = at.prove(hall)
    at.desks.resets.set_password(hall, done.id, "i", NEW, None)
    with pytest.raises(NotAllowed):
        at.desks.resets.lengthen(hall, done.id)


def test_no_other_station_lengthens_it_nor_one_that_was_left(at: Stage, hall: str) -> None:
    view = at.start(hall)
    with pytest.raises(ResetGone):
        at.desks.resets.lengthen(at.enrol("Library"), view.id)
    at.desks.resets.leave(hall, view.id)
    with pytest.raises(ResetGone):
        at.desks.resets.lengthen(hall, view.id)

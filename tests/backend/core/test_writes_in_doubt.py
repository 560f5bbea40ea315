"""A lost write, and a directory that does not answer: never *nothing was changed* when it may have been."""

from __future__ import annotations

import pytest

from backend.core.ports import DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.views import Allowed, Outcome, ResetView
from tests.backend.core.stage import NEW, Stage

AGAIN, OTHER = "typed anew", Secret("An0ther!riverbed")
UNKNOWN = (Outcome.WRITE_UNKNOWN, Allowed.WRITE_UNKNOWN)


class Killed(BaseException):
    """The process dies here."""


def put(at: Stage, hall: str, view: ResetView, intent: str = "intent", password: Secret = NEW) -> ResetView:
    return at.desks.resets.set_password(hall, view.id, intent, password, None)


def lost(at: Stage, hall: str, *, done: bool = True) -> ResetView:
    """A reset whose write was killed after (`done`) or before the directory did it."""
    view = at.prove(hall)
    (at.directory.losing if done else at.directory.failing)["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    at.build()
    return view


def down(at: Stage, *names: str) -> None:
    at.directory.failing.update({name: DirectoryUnavailable("down") for name in names})


def told(view: ResetView) -> tuple[Outcome, Allowed]:
    return view.outcome, view.allowed


@pytest.mark.parametrize("call", ["find", "holds"])
@pytest.mark.parametrize("done", [True, False])
def test_a_directory_that_is_down_leaves_it_unknown_until_it_answers(
    at: Stage, hall: str, call: str, *, done: bool
) -> None:
    view = lost(at, hall, done=done)
    down(at, call)
    assert told(put(at, hall, view)) == UNKNOWN
    down(at, call)
    assert told(put(at, hall, view)) == UNKNOWN
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.WRITE_UNKNOWN
    settled = put(at, hall, view).outcome
    assert settled is (Outcome.PASSWORD_SET if done else Outcome.WRITE_UNKNOWN)
    assert len(at.directory.writes) == int(done)


def test_it_is_unknown_to_another_intent_too(at: Stage, hall: str) -> None:
    view = lost(at, hall)
    down(at, "find")
    assert told(put(at, hall, view, AGAIN, OTHER)) == UNKNOWN


def test_typed_anew_at_a_blind_directory_that_goes_down(at: Stage, hall: str) -> None:
    view = lost(at, hall)
    at.directory.blind = True
    down(at, "reset")
    assert told(put(at, hall, view, AGAIN)) == UNKNOWN


def test_typed_anew_at_a_directory_that_knows_and_goes_down(at: Stage, hall: str) -> None:
    view = lost(at, hall, done=False)
    down(at, "reset")
    assert put(at, hall, view, AGAIN).outcome is Outcome.DIRECTORY_DOWN
    assert put(at, hall, view, AGAIN).outcome is Outcome.PASSWORD_SET


@pytest.mark.parametrize("call", ["find", "holds"])
def test_the_end_of_the_reset_does_not_make_it_known(at: Stage, hall: str, call: str) -> None:
    view = lost(at, hall)
    at.clock.advance(minutes=30)
    at.desks.janitor.sweep()
    down(at, call)
    assert told(put(at, hall, view)) == UNKNOWN
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_a_directory_that_was_down_before_a_write_began_changed_nothing(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    down(at, "find")
    assert told(put(at, hall, view)) == (Outcome.DIRECTORY_DOWN, Allowed.NEW_PASSWORD)

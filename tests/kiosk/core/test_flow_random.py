"""Ten thousand random events: the station ends, every time, in a documented state."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest

from kiosk.core import states
from kiosk.core.events import Event, Left, Replied, Tick
from kiosk.core.flow.layers import occupied
from kiosk.core.results import FaultKind
from kiosk.core.states import Attract, OutOfService, Page
from tests.kiosk.core import sensible
from tests.kiosk.core.remains import remains
from tests.kiosk.core.test_flow_pairs import ONE_OF_EACH
from tests.kiosk.core.walk import Walk, at_new_password, at_rest

REST = (states.Starting, states.Faulted, states.Enrolling, Attract, OutOfService)
"""Where nobody stands; each is a documented end."""
LEAPS = (1, 1, 1, 3, 30, 95)
"""Seconds that pass at once: enough for what waits, and for the idle warning."""


def _next(walk: Walk, dice: Random) -> Event:
    """Mostly what makes sense, so that the far pages are reached; else anything."""
    kiosk = walk.kiosk
    if isinstance(kiosk.page, REST) and kiosk.upkeep:
        return dice.choice(sensible.of_station(kiosk.page, kiosk.upkeep))
    if dice.random() < 0.3:
        return dice.choice(ONE_OF_EACH)
    if dice.random() < 0.1:
        return Tick(dice.choice(LEAPS))
    if kiosk.pending is None:
        return dice.choice(sensible.acts(kiosk))
    return Replied(kiosk.pending.request_id, dice.choice(sensible.replies(kiosk.pending.call)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_thousand_events_end_in_a_documented_state(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same walk at every run, nothing secret
    walk = at_rest()
    seen: set[type[object]] = set()
    for _ in range(10_000):
        walk.send(_next(walk, dice))
        seen.add(type(walk.page))
        assert occupied(walk.page) or remains(walk.kiosk) == []
    assert seen == set(get_args(Page)), "every page is met on the way, and nothing else"
    walk.send(Left())
    assert isinstance(walk.page, REST)
    assert not isinstance(walk.page, OutOfService) or walk.page.reason in FaultKind
    assert remains(walk.kiosk) == []


def test_the_search_for_remains_finds_what_is_there() -> None:
    """The positive control: while the page is open the same search finds the person."""
    assert remains(at_new_password().kiosk) != []
    assert remains(at_new_password().send(Left()).kiosk) == []

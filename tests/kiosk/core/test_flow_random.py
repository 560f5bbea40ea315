"""Ten thousand random events: the station ends, every time, in a documented state."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest

from kiosk.core import states
from kiosk.core.events import Event, Left, Replied, Tick
from kiosk.core.flow.layers import in_session
from kiosk.core.results import FaultKind, StationFetched
from kiosk.core.states import Attract, OutOfService, Page
from tests.kiosk.core import sensible
from tests.kiosk.core.remains import remains
from tests.kiosk.core.test_flow_pairs import ONE_OF_EACH
from tests.kiosk.core.walk import Walk, at_new_password, at_rest
from tests.kiosk.fakes import info

FAR_AND_NEAR: set[type[object]] = {
    states.OutOfService,
    states.Attract,
    states.SignInPage,
    states.Accepted,
    states.Identify,
    states.ChooseMethod,
    states.EnterCode,
    states.Calling,
    states.AskStaff,
    states.NewPassword,
    states.UnlockOnly,
    states.WriteUnknown,
    states.Done,
}


def _next(walk: Walk, dice: Random) -> Event:
    """Mostly what makes sense, so that the far pages are reached; else anything."""
    kiosk = walk.kiosk
    if isinstance(kiosk.page, OutOfService) and kiosk.upkeep:
        return Replied(kiosk.upkeep, StationFetched(info()))
    if dice.random() < 0.3:
        return dice.choice(ONE_OF_EACH)
    if kiosk.pending is None:
        return dice.choice([*sensible.acts(kiosk), Tick()])
    return Replied(kiosk.pending.request_id, dice.choice(sensible.replies(kiosk.pending.call)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_thousand_events_end_in_a_documented_state(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same walk at every run, nothing secret
    walk = at_rest()
    seen: set[type[object]] = set()
    for _ in range(10_000):
        walk.send(_next(walk, dice))
        seen.add(type(walk.page))
        assert in_session(walk.page) or remains(walk.kiosk) == []
    assert FAR_AND_NEAR <= seen <= set(get_args(Page))
    walk.send(Left())
    if isinstance(walk.page, OutOfService):
        assert walk.page.reason in FaultKind
    else:
        assert walk.page == Attract()


def test_the_search_for_remains_finds_what_is_there() -> None:
    """The positive control: while the page is open the same search finds the person."""
    assert remains(at_new_password().kiosk) != []
    assert remains(at_new_password().send(Left()).kiosk) == []

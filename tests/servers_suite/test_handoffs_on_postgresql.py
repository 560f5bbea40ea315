"""Hand-offs on PostgreSQL: its locks when phones and the station come at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from backend.core.api import NotAllowed
from backend.core.api_phone import HandoffOver
from backend.core.sides import Decision
from tests.backend.core.handing import ADDRESS, confirmed, decide
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_handoff_attacks import (
    test_the_cookie_of_an_earlier_handoff as test_cookies,
)
from tests.backend.core.test_handoff_attacks import (
    test_two_phones_tap_at_the_same_moment as test_taps,
)
from tests.backend.core.test_handoff_attacks import (
    test_whoever_lost_the_right_in_the_middle_of_a_write_writes_nothing as test_middle,
)
from tests.backend.core.test_handoffs import (
    test_a_password_is_set_on_the_phone as test_journey,
)

__all__ = ["test_cookies", "test_journey", "test_middle", "test_taps"]
pytestmark = pytest.mark.servers


@pytest.fixture
def at(engine: Engine) -> Iterator[Stage]:
    made = Stage(engine)
    made.set(phone_url=ADDRESS)
    yield made
    made.desks.postman.close()


@pytest.fixture
def hall(at: Stage) -> str:
    return at.enrol()


@pytest.mark.parametrize("attempt", range(5))
def test_ending_it_races_the_phones_write(at: Stage, hall: str, attempt: int) -> None:
    """Whoever comes first: the phone's password or the station's is set, never both, and nobody hangs."""
    view, cookie = confirmed(at, hall, at.prove(hall))
    start = threading.Barrier(2)

    def both(call: Callable[[], object]) -> None:
        start.wait(60)
        try:
            call()
        except (NotAllowed, HandoffOver):
            return

    def at_the_station() -> None:
        decide(at, hall, view, Decision.END)
        at.desks.resets.set_password(hall, view.id, f"s{attempt}", NEW, None)

    def on_the_phone() -> None:
        at.desks.phones.set_password(cookie, f"p{attempt}", NEW, None)

    threads = [threading.Thread(target=both, args=(call,)) for call in (at_the_station, on_the_phone)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert len(at.directory.writes) == 1

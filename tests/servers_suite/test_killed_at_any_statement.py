"""A process dies at any moment of its work with the database; the journey ends well at the other one.

The moments are drawn by a seed: the same ones in every run, others with another `REPASSE_KILL_SEED`, and
more of them with `REPASSE_KILLS`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.servers.counting_backend import KILLED, Whose
from tests.servers.postgresql import PostgreSQL
from tests.servers_suite.arrived import arrived
from tests.servers_suite.journeys import JOURNEYS, Hands, View, by_code, by_phone, by_staff
from tests.servers_suite.twins import Twins, running_twins

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
KILLS = int(os.environ.get("REPASSE_KILLS", "6"))
SEED = int(os.environ.get("REPASSE_KILL_SEED", "1"))
MOMENTS: dict[Callable[[Hands], View], int] = {by_code: 350, by_staff: 750, by_phone: 750}
"""A little fewer than the requests of that journey have, so that every one of these kills hits."""
BACKGROUND = 120
"""About as many as the background has in a journey; it may be done sooner."""


@dataclass(frozen=True)
class Kill:
    """Which process dies in which journey, and when; the person who makes it is called by `number`."""

    number: int
    journey: Callable[[Hands], View]
    which: int
    whose: Whose
    moment: int

    def __str__(self) -> str:
        return f"{self.number}-{self.journey.__name__}-{self.which}-{self.whose.value}-{self.moment}"


def drawn() -> Iterator[Kill]:
    """Every journey and both processes in turn; the moments at random."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, and no secret
    for number in range(KILLS):
        whose = Whose.BACKGROUND if number % 4 == 3 else Whose.REQUESTS
        journey = JOURNEYS[number % len(JOURNEYS)]
        moment = chance.randint(1, MOMENTS[journey] if whose is Whose.REQUESTS else BACKGROUND)
        yield Kill(number, journey, number % 2, whose, moment)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Twins]:
    folder, program = tmp_path_factory.mktemp("killed"), "tests.servers.counting_backend"
    with running_twins(folder, postgresql, KILLS, program, "FUSE") as made:
        yield made


@pytest.mark.parametrize("kill", list(drawn()), ids=str)
def test_the_journey_ends_well(twins: Twins, kill: Kill) -> None:
    hands = Hands(twins, kill.number)
    twins.balancer.prefer(kill.which)
    twins.dies_at(kill.which, kill.whose, kill.moment)
    done = kill.journey(hands)
    died = twins.revive()
    assert died == [KILLED] or (not died and kill.whose is Whose.BACKGROUND)
    arrived(twins, hands.person, done)


def test_the_audit_is_whole(twins: Twins) -> None:
    """After all of it, in whatever order. Each process keeps the checkpoints that it signed itself."""
    twins.revive()
    kept = twins.checkpoints()
    vouching = [word for file in kept for word in ("--checkpoint", str(file))]
    assert "checked: " in twins.backends[0].cli("audit", "verify", *vouching)

"""One station's reset at two processes, every single request at the other one than the request before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, product

import pytest

from tests.servers.postgresql import PostgreSQL
from tests.servers_suite.arrived import arrived
from tests.servers_suite.journeys import JOURNEYS, Hands, View
from tests.servers_suite.twins import Twins, running_twins

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
CASES = list(product(JOURNEYS, (0, 1)))
_people = count()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Twins]:
    with running_twins(tmp_path_factory.mktemp("twins"), postgresql, len(CASES)) as made:
        yield made


@pytest.mark.parametrize(("journey", "first"), CASES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_whole_journey(twins: Twins, journey: Callable[[Hands], View], first: int) -> None:
    hands = Hands(twins, next(_people))
    twins.balancer.alternate(first)
    done = journey(hands)
    taken = list(twins.balancer.taken)
    assert len(taken) > 4
    assert taken == [(first + place) % 2 for place in range(len(taken))]
    arrived(twins, hands.person, done)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.contracts.fakes import FakeClock
from tests.backend.entra.provisioned import ProvisionedEntra, opened
from tests.servers.graph.server import FakeGraph, running_graph
from tests.servers.graph.tenant import Tenant


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def graph(tmp_path: Path, clock: FakeClock) -> Iterator[FakeGraph]:
    with running_graph(tmp_path, Tenant(now=clock.now)) as running:
        yield running


@pytest.fixture
def directory(graph: FakeGraph, clock: FakeClock) -> Iterator[ProvisionedEntra]:
    made = opened(graph, clock)
    yield made
    made.close()

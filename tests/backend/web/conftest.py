"""One running station API a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.web.stack import Stack, running
from tests.servers.station_client import Station


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as made:
        yield made


@pytest.fixture
def station(stack: Stack) -> Station:
    return stack.station()

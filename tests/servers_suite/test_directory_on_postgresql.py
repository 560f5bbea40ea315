"""The directory that keeps its accounts in SQL, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from backend.adapters.directories.sql import SqlDirectory
from tests.backend.contracts.directory import SETTINGS, DirectoryContract
from tests.backend.contracts.fakes import FakeClock
from tests.servers.postgresql import PostgreSQL

pytestmark = pytest.mark.servers
WAIT = 10.0


@pytest.fixture
def directory(postgresql: PostgreSQL, clock: FakeClock) -> Iterator[SqlDirectory]:
    made = SqlDirectory(postgresql.empty(), clock, replace(SETTINGS, wait=WAIT))
    yield made
    made.close()


class TestOnPostgreSQL(DirectoryContract):
    pass

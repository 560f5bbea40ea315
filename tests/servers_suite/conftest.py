"""The real servers, each started once for all tests; a missing one is an error, never a skip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from backend.adapters.store.engine import open_engine
from tests.servers.postgresql import PostgreSQL, running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with running_postgresql() as running:
        yield running


@pytest.fixture
def engine(postgresql: PostgreSQL) -> Iterator[Engine]:
    """A database of its own, with the schema of this program."""
    made = open_engine(postgresql.fresh())
    yield made
    made.dispose()

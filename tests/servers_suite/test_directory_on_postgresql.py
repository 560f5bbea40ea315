"""The directory that keeps its accounts in SQL, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from sqlalchemy import create_engine, inspect

from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.directories.sql_tables import metadata
from tests.backend.contracts.directory import SETTINGS, DirectoryContract
from tests.backend.contracts.fakes import FakeClock
from tests.backend.fakes import FakeSealer
from tests.servers.postgresql import PostgreSQL

pytestmark = pytest.mark.servers
WAIT = 60.0
PROCESSES = 4
ROUNDS = 5
SEALER = FakeSealer()


@pytest.fixture
def directory(postgresql: PostgreSQL, clock: FakeClock) -> Iterator[SqlDirectory]:
    made = SqlDirectory(postgresql.empty(), clock, replace(SETTINGS, wait=WAIT), SEALER)
    yield made
    made.close()


class TestOnPostgreSQL(DirectoryContract):
    keeps_apps = True


def start_as_another_process(url: str) -> None:
    SqlDirectory(url, FakeClock(), replace(SETTINGS, wait=WAIT)).close()


def test_processes_that_start_at_once_make_the_tables_once(postgresql: PostgreSQL) -> None:
    """In several rounds: without the lock a round now and then has two that make the same table."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as processes:
        for url in [postgresql.empty() for _ in range(ROUNDS)]:
            list(processes.map(start_as_another_process, [url] * PROCESSES))
            engine = create_engine(url)
            assert set(metadata.tables) <= set(inspect(engine).get_table_names())
            engine.dispose()

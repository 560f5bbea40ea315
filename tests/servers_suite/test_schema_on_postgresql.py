"""The schema on PostgreSQL: the revisions lead to it, also when several processes start at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from sqlalchemy import Engine, inspect

from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import differences, upgrade
from backend.adapters.store.tables import metadata
from tests.backend.store.test_engine import (
    test_a_failed_transaction_leaves_nothing as test_failed,
)
from tests.backend.store.test_engine import test_foreign_keys_hold as test_keys
from tests.backend.store.test_engine import (
    test_institutions_do_not_see_each_other as test_institutions,
)
from tests.backend.store.test_migrations import (
    test_an_upgrade_twice_changes_nothing as test_twice,
)
from tests.backend.store.test_migrations import (
    test_every_revision_can_be_taken_back as test_back,
)
from tests.servers.postgresql import PostgreSQL

__all__ = ["test_back", "test_failed", "test_institutions", "test_keys", "test_twice"]
pytestmark = pytest.mark.servers
PROCESSES = 3


@pytest.fixture
def empty(postgresql: PostgreSQL) -> Iterator[Engine]:
    made = open_engine(postgresql.empty())
    yield made
    made.dispose()


def test_from_empty_to_the_tables_of_the_program(empty: Engine) -> None:
    assert differences(empty)
    upgrade(empty)
    assert differences(empty) == []
    assert set(metadata.tables) <= set(inspect(empty).get_table_names())


def upgrade_as_another_process(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


def test_processes_that_start_at_once_upgrade_once(empty: Engine) -> None:
    urls = [empty.url.render_as_string(hide_password=False)] * PROCESSES
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as processes:
        list(processes.map(upgrade_as_another_process, urls))
    assert differences(empty) == []

"""A million old rows go in batches: the memory stays as it is, and others write meanwhile."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text

from backend.adapters.store.engine import open_engine, writing
from backend.adapters.store.migrate import upgrade
from backend.adapters.store.purge_store import SqlPurgeStore
from backend.adapters.store.tables import limit_uses
from backend.core.retention import Kind, Purge, RetentionSettings
from tests.backend.fakes import FakeClock
from tests.backend.store.many_rows import HOUSE, NOW, counts, fill
from tests.backend.store.test_purge import (
    test_a_session_ends_by_rest_or_by_age as test_sessions,
)
from tests.backend.store.test_purge import (
    test_what_is_going_on_stays_however_old as test_going_on,
)
from tests.backend.store.test_purge import test_what_is_old_goes_and_the_rest_stays as test_old_goes
from tests.servers.postgresql import PostgreSQL

__all__ = ["test_going_on", "test_old_goes", "test_sessions"]
pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
RESETS, SINGLE = 25_000, 115_000
"""With their children and in every other table, more than a million rows."""
MEMORY = 24 * 1024 * 1024
LONG_AGO = NOW - timedelta(days=400)


@pytest.fixture(params=["sqlite", "postgresql"])
def large(request: pytest.FixtureRequest, tmp_path: Path, postgresql: PostgreSQL) -> Iterator[Engine]:
    url = postgresql.fresh() if request.param == "postgresql" else f"sqlite:///{tmp_path / 'large.sqlite'}"
    made = open_engine(url)
    upgrade(made)
    yield made
    made.dispose()


class Writer:
    """Somebody who works while the old rows go."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._stop, self.written = engine, threading.Event(), 0
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(60)

    def _run(self) -> None:
        while not self._stop.wait(0.05):
            with writing(self._engine) as connection:
                row = {"institution": HOUSE, "bucket": f"live {self.written}", "at": NOW}
                connection.execute(insert(limit_uses).values(row))
            self.written += 1


def test_a_million_rows_go_in_constant_memory(large: Engine) -> None:
    assert fill(large, RESETS, SINGLE, LONG_AGO, "old") >= 1_000_000
    old = counts(large)
    fill(large, 50, 50, NOW, "new")
    new = {name: count - old[name] for name, count in counts(large).items()}
    with writing(large) as connection:
        connection.execute(text("ANALYZE"))  # as the database does by itself while rows come in over weeks
    purge = Purge(SqlPurgeStore(large, HOUSE), RetentionSettings(batch=2_000), FakeClock(NOW))
    told: list[tuple[Kind, int]] = []
    tracemalloc.start()
    try:
        with Writer(large) as writer:
            purge.everything(lambda kind, count: told.append((kind, count)), lambda _: None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEMORY, f"{peak / 1024 / 1024:.1f} MiB"
    assert max(count for kind, count in told if kind is Kind.RESETS) == RESETS
    left = counts(large)
    assert left.pop("limit_uses") == new.pop("limit_uses") + writer.written
    assert left == new | {"web_nonces": 0, "web_intents": 0}
    assert writer.written > 0


def test_two_who_purge_at_once_remove_everything_once(engine: Engine) -> None:
    fill(engine, 3_000, 3_000, LONG_AGO, "old")
    removed: list[int] = []

    def purge() -> None:
        mine = Purge(SqlPurgeStore(engine, HOUSE), RetentionSettings(batch=200), FakeClock(NOW))
        removed.append(sum(iter(mine.work, 0)))

    threads = [threading.Thread(target=purge) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sum(removed) == 3_000 * 8
    assert set(counts(engine).values()) == {0}

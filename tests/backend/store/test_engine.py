"""What SQLite is told, and what a lost database becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from backend.adapters.store import engine as engines
from backend.adapters.store.engine import open_engine, reading, writing
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.tables import approval_openings, limit_buckets, metadata
from backend.core.api import Unavailable
from tests.backend.fakes import EPOCH


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_engine(f"sqlite:///{tmp_path / 'one.sqlite'}")
    with writing(made) as connection:
        metadata.create_all(connection)
    return made


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_sqlite_keeps_what_it_was_given(engine: Engine, pragma: str, value: object) -> None:
    with reading(engine) as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


def test_foreign_keys_hold(engine: Engine) -> None:
    row = {"institution": "i", "approval": "none", "staff": "Ada"}
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(approval_openings).values(row))
    engine.dispose()


def test_a_reader_sees_one_moment_and_never_waits(engine: Engine) -> None:
    row = {"institution": "i", "bucket": "b", "touched_at": EPOCH}
    with reading(engine) as before:
        assert before.execute(select(limit_buckets)).all() == []
        with writing(engine) as connection:
            connection.execute(insert(limit_buckets).values(row))
        assert before.execute(select(limit_buckets)).all() == []
    with reading(engine) as after:
        assert after.execute(select(limit_buckets.c.touched_at)).scalars().all() == [EPOCH]
    engine.dispose()


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    row = {"institution": "i", "bucket": "b", "touched_at": EPOCH}
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(limit_buckets), [row, row])
    with reading(engine) as connection:
        assert connection.execute(select(limit_buckets)).all() == []
    engine.dispose()


def test_a_database_that_does_not_answer_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    held = open_engine(f"sqlite:///{tmp_path / 'held.sqlite'}")
    store = SqlStore(held, "i")
    with writing(held), pytest.raises(Unavailable), store.writing():
        pass
    held.dispose()


def test_institutions_do_not_see_each_other(engine: Engine) -> None:
    ours, theirs = SqlStore(engine, "ours"), SqlStore(engine, "theirs")
    with ours.writing() as tx:
        tx.counters.record_if(wanted=True, bucket="b", now=EPOCH)
    with theirs.reading() as tx:
        assert tx.counters.usage("b", EPOCH.replace(year=2000)).count == 0
    with ours.reading() as tx:
        assert tx.counters.usage("b", EPOCH.replace(year=2000)).count == 1
    engine.dispose()

"""The audit chain on PostgreSQL: appends wait for nobody, several sequencers make one chain."""

# ruff: noqa: S608 - the statements are the attacker's, made of constants
from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, event, text

from backend.adapters.store.engine import open_engine, writing
from backend.adapters.store.rows import Scope
from backend.adapters.store.sql_store import SqlTx
from backend.core.audit import AuditKind, Scene
from backend.core.audit_sequencer import LEASE
from backend.core.audit_verify import FaultKind
from tests.backend.audit.test_retention import COPY
from tests.backend.audit.test_retention import (
    test_a_removed_record_that_is_put_back as test_put_back,
)
from tests.backend.audit.test_retention import (
    test_only_what_is_too_old_goes as test_retention,
)
from tests.backend.audit.test_sequencer import (
    test_many_at_once_make_one_chain as test_many,
)
from tests.backend.audit.trails import HOUSE, Trails
from tests.servers.postgresql import PostgreSQL

__all__ = ["test_many", "test_put_back", "test_retention"]
pytestmark = pytest.mark.servers
WRITERS, SEQUENCERS, EACH = 6, 3, 40
AT_ONCE = timedelta(0)
WAITING = "select count(*) from pg_locks where not granted and pid <> pg_backend_pid()"


@pytest.fixture
def fresh(engine: Engine) -> Trails:
    return Trails(engine)


@contextmanager
def appending(trails: Trails, patience: str = "1ms") -> Iterator[Connection]:
    """A business transaction that has appended and not ended; it fails rather than wait for a lock."""
    with writing(trails.engine) as connection:
        connection.execute(text(f"set local lock_timeout = '{patience}'"))
        append(trails, connection)
        yield connection


def append(trails: Trails, connection: Connection) -> None:
    tx = SqlTx(Scope(connection, HOUSE, writes=True))
    trails.trail.note(tx, AuditKind.TRACE, trails.clock.now(), Scene(actor="Ada"))


@contextmanager
def no_waiting(trails: Trails) -> Iterator[None]:
    """Every transaction that begins here fails rather than wait for a lock."""

    def impatient(connection: Connection) -> None:
        connection.exec_driver_sql("set local lock_timeout = '1ms'")

    event.listen(trails.engine, "begin", impatient)
    yield
    event.remove(trails.engine, "begin", impatient)


def waiting(trails: Trails) -> int:
    with writing(trails.engine) as connection:
        return int(connection.execute(text(WAITING)).scalar_one())


def test_many_appends_are_open_at_the_same_time(fresh: Trails) -> None:
    with appending(fresh), appending(fresh), appending(fresh) as third:
        append(fresh, third)
        assert waiting(fresh) == 0


def test_an_append_does_not_wait_for_the_sequencer(fresh: Trails) -> None:
    fresh.note(5)
    now = fresh.clock.now()
    with fresh.store.turn("first", now, now + LEASE) as tx:
        assert tx is not None
        pending = tx.pending(0, 10)
        tx.append([fresh.chain.link(fresh.chain.empty, pending[0].id, pending[0].mac)])
        with appending(fresh):
            assert waiting(fresh) == 0


def test_the_sequencer_waits_for_no_append_and_links_it_when_it_commits(fresh: Trails) -> None:
    with appending(fresh):
        fresh.note(5)
        assert [fresh.sequencer.work() for _ in range(2)] == [5, 0]
    assert fresh.sequencer.work() == 1
    fresh.link()
    assert fresh.verify()[0] == []
    with writing(fresh.engine) as connection:
        rows = connection.execute(text("select record from audit_chain order by seq")).scalars().all()
    assert list(rows) == [2, 3, 4, 5, 6, 1]


def test_another_sequencer_is_turned_away_and_does_not_wait(fresh: Trails) -> None:
    fresh.note(1)
    fresh.sequencer.work()
    fresh.note(1)
    now = fresh.clock.now() + LEASE
    with fresh.store.turn("first", now, now + LEASE) as first:
        assert first is not None
        with no_waiting(fresh), fresh.store.turn("second", now + 2 * LEASE, now + 3 * LEASE) as second:
            assert second is None


def test_many_writers_and_sequencers_make_one_chain(fresh: Trails, postgresql: PostgreSQL) -> None:
    """Each sequencer on connections of its own, as in a process of its own.

    Writers meet the locks by which PostgreSQL itself lengthens a table; those are held for a moment.
    """
    url = fresh.engine.url.render_as_string(hide_password=False)
    engines = [open_engine(url) for _ in range(SEQUENCERS)]
    done, start = threading.Event(), threading.Barrier(WRITERS + SEQUENCERS)

    def sequence(number: int) -> int:
        mine = Trails(engines[number], fresh.keys, fresh.clock)
        sequencer, total = mine.another(f"process {number}"), 0
        start.wait()
        while not done.is_set():
            total += sequencer.work()
        return total

    def write() -> None:
        start.wait()
        for _ in range(EACH):
            with appending(fresh, "60s") as connection:
                append(fresh, connection)

    with ThreadPoolExecutor(WRITERS + SEQUENCERS) as threads:
        linking = [threads.submit(sequence, number) for number in range(SEQUENCERS)]
        writing_all = [threads.submit(write) for _ in range(WRITERS)]
        wait(writing_all)
        done.set()
        for one in writing_all:
            one.result()
        assert sum(one.result() for one in linking) > 0
    fresh.clock.advance(seconds=2 * LEASE.total_seconds())
    fresh.link()
    faults, found = fresh.verify()
    assert (faults, found.records, found.unlinked) == ([], 2 * WRITERS * EACH, 0)
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("update audit set actor = 'Eve' where id = 500", FaultKind.CHANGED),
        ("delete from audit where id = 500", FaultKind.GONE),
        ("delete from audit_chain where seq = 500", FaultKind.GAP),
        ("update audit_chain set link = '\\x00' where seq = 500", FaultKind.LINK_BAD),
        (f"insert into audit ({COPY}) select {COPY} from audit where id = 500", FaultKind.COPY),
    ],
)
def test_tampering_is_found(fresh: Trails, statement: str, kind: FaultKind) -> None:
    fresh.note(1500, AT_ONCE)
    fresh.link()
    assert fresh.kinds() == set()
    fresh.run(statement)
    assert kind in fresh.kinds()


def test_verifying_sees_one_moment(fresh: Trails) -> None:
    fresh.note(20)
    fresh.link()
    with fresh.store.reading() as reader:
        assert reader.total() == 20
        fresh.note(5)
        fresh.link()
        fresh.run("delete from audit where id = 3")
        assert len(list(reader.linked())) == 20
        assert list(reader.unlinked()) == []
    assert fresh.kinds() == {FaultKind.GONE}

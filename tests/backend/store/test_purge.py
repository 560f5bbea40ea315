"""What is old goes, batch by batch; what is not, or is still going on, stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update

from backend.adapters.store.engine import open_engine, reading, writing
from backend.adapters.store.migrate import upgrade
from backend.adapters.store.purge_store import AGED, SqlPurgeStore
from backend.adapters.store.report_tables import delivery_reports
from backend.adapters.store.staff_tables import staff_sessions
from backend.adapters.store.tables import enrolments, metadata, outbox, resets
from backend.core.records import LetterState, ResetState
from backend.core.retention import Kind, Purge, RetentionSettings
from backend.core.views import EnrolmentStatus
from tests.backend.fakes import FakeClock
from tests.backend.store.many_rows import HOUSE, NOW, TABLES, counts, fill

LONG_AGO = NOW - timedelta(days=400)
KEPT_FOREVER = {
    "stations",
    "audit",
    "audit_chain",
    "audit_stubs",
    "audit_sequencers",
    "staff_members",
    "staff_passwords",
    "staff_passkeys",
    "contact_book",
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path / 'purge.sqlite'}")
    upgrade(made)
    yield made
    made.dispose()


def purge(engine: Engine, **settings: object) -> Purge:
    chosen = RetentionSettings(**settings)  # type: ignore[arg-type] # any field of it
    return Purge(SqlPurgeStore(engine, HOUSE), chosen, FakeClock(NOW))


def run(engine: Engine, **settings: object) -> dict[Kind, int]:
    removed: dict[Kind, int] = {}
    purge(engine, **settings).everything(lambda kind, count: removed.update({kind: count}), lambda _: None)
    return removed


def test_what_is_old_goes_and_the_rest_stays(engine: Engine) -> None:
    fill(engine, 7, 7, NOW, "new")
    new = counts(engine)
    fill(engine, 25, 25, LONG_AGO, "old")
    assert {kind: n for kind, n in purge(engine).would().items() if n} == {
        Kind.RESETS: 25,
        Kind.MESSAGES: 25,
        Kind.COUNTERS: 50,
        Kind.SIGN_INS: 25,
        Kind.ENROLMENTS: 25,
        Kind.ANSWERS: 32,
        Kind.NONCES: 32,
    }
    assert run(engine, batch=4)[Kind.RESETS] == 25
    # Nonces and answers carry the moment they may be forgotten, which is now.
    assert counts(engine) == new | {"web_nonces": 0, "web_intents": 0}


def test_the_edge_of_each_time(engine: Engine) -> None:
    fill(engine, 1, 1, NOW - timedelta(days=2) + timedelta(microseconds=1), "just")
    assert Kind.RESETS not in run(engine)
    assert run(engine, resets=timedelta(days=2) - timedelta(microseconds=1)) == {Kind.RESETS: 1}


def test_failed_sign_ins_are_counted_for_longer_than_other_limits(engine: Engine) -> None:
    """A directory may remember them for ever: forgotten here first, they would lock somebody out there."""
    fill(engine, 1, 1, NOW - timedelta(days=30), "month")
    assert run(engine)[Kind.COUNTERS] == 2
    assert counts(engine)["limit_chains"] == 1
    assert run(engine, sign_ins=timedelta(days=29)) == {Kind.SIGN_INS: 1}


def test_what_is_going_on_stays_however_old(engine: Engine) -> None:
    fill(engine, 2, 2, LONG_AGO, "old")
    with writing(engine) as connection:
        connection.execute(update(resets).where(resets.c.id == "old1").values(state=ResetState.OPEN))
        connection.execute(update(outbox).where(outbox.c.id == "old1").values(state=LetterState.LEASED))
        waits = update(enrolments).where(enrolments.c.id == "old1").values(status=EnrolmentStatus.PENDING)
        connection.execute(waits)
    run(engine)
    with reading(engine) as connection:
        assert connection.execute(select(resets.c.id)).scalars().all() == ["old1"]
        assert connection.execute(select(outbox.c.id)).scalars().all() == ["old1"]
        assert connection.execute(select(delivery_reports.c.letter)).scalars().all() == ["old1"]
        # The janitor has yet to end it and to say so in the audit.
        assert connection.execute(select(enrolments.c.id)).scalars().all() == ["old1"]
    assert counts(engine)["facts"] == 1


def test_a_session_ends_by_rest_or_by_age(engine: Engine) -> None:
    hour = timedelta(hours=1)
    with writing(engine) as connection:
        for name, idle, ends in (("idle", -hour, hour), ("aged", hour, -hour), ("live", hour, hour)):
            row = {"token_hash": name.encode(), "name": name, "proof": "password", "strong_at": NOW}
            row |= {"mac": b"", "idle_at": NOW + idle, "ends_at": NOW + ends}
            connection.execute(insert(staff_sessions).values(row))
    assert run(engine) == {Kind.SESSIONS: 2}
    with reading(engine) as connection:
        assert connection.execute(select(staff_sessions.c.name)).scalars().all() == ["live"]


def test_another_institution_keeps_its_own(engine: Engine) -> None:
    fill(engine, 3, 3, LONG_AGO, "old")
    other = Purge(SqlPurgeStore(engine, "other"), RetentionSettings(), FakeClock(NOW))
    removed: dict[Kind, int] = {}
    other.everything(lambda kind, count: removed.update({kind: count}), lambda _: None)
    assert set(removed) == {Kind.ANSWERS, Kind.NONCES}  # these belong to stations, whosever they are


def test_one_round_takes_one_batch_of_each_table(engine: Engine) -> None:
    fill(engine, 10, 10, LONG_AGO, "old")
    assert purge(engine, batch=3).work() == 3 * 8
    left = counts(engine)
    assert (left["resets"], left["facts"], left["limit_uses"]) == (7, 7, 7)


def test_every_table_is_purged_or_known_to_stay() -> None:
    purged = {aged.table.name for kind in AGED.values() for aged in kind}
    children = {table.name for table in TABLES}
    assert purged | children | KEPT_FOREVER == set(metadata.tables)


@pytest.mark.parametrize(
    "wrong",
    [
        {"counters": timedelta(days=1)},
        {"sign_ins": timedelta(days=1)},
        {"nonces": timedelta(0)},
        {"batch": 0},
        {"batch": 5001},
    ],
)
def test_a_time_that_would_open_a_limit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        RetentionSettings(**wrong)  # type: ignore[arg-type] # any field of it

"""Old records give way to signed stubs; what stays verifies, and removing hides nothing."""

# ruff: noqa: S608 - the statements are the attacker's, made of constants
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit, audit_chain, audit_stubs
from backend.core.audit_retention import BATCH
from backend.core.audit_verify import FaultKind
from tests.backend.audit.trails import Trails

KEEP = timedelta(days=365)
DAY = timedelta(days=1)
COPY = "institution, at, kind, actor, station, reset, subject, reference, detail, mac, nonce"


def age(trails: Trails, days: int, count: int = 10) -> None:
    """Write and link `count` records of today, and let `days` pass."""
    trails.note(count)
    trails.link()
    trails.clock.advance(days=days)


def sweep(trails: Trails) -> int:
    retention, total = trails.retention(KEEP), 0
    while done := retention.work():
        total += done
    trails.link()
    return total


def count(trails: Trails, table: object = audit) -> int:
    with reading(trails.engine) as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type] # a table


def test_only_what_is_too_old_goes(fresh: Trails) -> None:
    age(fresh, 200)
    age(fresh, 170)
    assert sweep(fresh) == 10
    assert (count(fresh), count(fresh, audit_chain), count(fresh, audit_stubs)) == (11, 11, 1)
    faults, found = fresh.verify()
    assert faults == []
    assert (found.removed, found.records) == (10, 11)
    assert sweep(fresh) == 0


def test_the_removal_is_on_record(fresh: Trails) -> None:
    age(fresh, 400, 11)
    sweep(fresh)
    with reading(fresh.engine) as connection:
        rows = connection.execute(select(audit.c.kind, audit.c.actor, audit.c.detail).order_by(audit.c.id))
        row = rows.all()[-1]
    assert (row.kind, row.actor) == ("audit_removed", "backend")
    assert json.loads(row.detail) == {"first": 1, "last": 10, "faults": 0}


def test_the_newest_stays_and_the_trail_goes_on(fresh: Trails) -> None:
    age(fresh, 400)
    assert sweep(fresh) == 9
    age(fresh, 400)
    assert sweep(fresh) == 11
    faults, found = fresh.verify()
    assert faults == []
    assert (found.removed, found.records) == (20, 2)
    assert found.newest is not None
    assert (found.newest.checkpoint.seq, found.newest.checkpoint.count) == (22, 2)


def test_one_stub_a_day_however_many_batches(fresh: Trails) -> None:
    age(fresh, 400, BATCH + 501)
    assert sweep(fresh) == BATCH + 500
    assert count(fresh, audit_stubs) == 1
    assert fresh.verify()[0] == []


def test_removing_does_not_hide_what_was_wrong(fresh: Trails) -> None:
    age(fresh, 400)
    fresh.run("update audit set actor = 'Eve' where id = 4", "delete from audit where id = 6")
    sweep(fresh)
    faults, _ = fresh.verify()
    assert [fault.kind for fault in faults] == [FaultKind.STUB_OF_FAULTS]
    assert "2 faults" in faults[0].place


def test_a_changed_record_does_not_decide_about_its_age(fresh: Trails) -> None:
    """Neither removed early by an older date, nor kept for ever by a newer one."""
    age(fresh, 300)
    fresh.run("update audit set at = 0")
    assert sweep(fresh) == 0
    fresh.clock.advance(days=100)
    assert sweep(fresh) == 0


def test_one_that_pretends_to_be_new_goes_with_its_neighbours(fresh: Trails) -> None:
    age(fresh, 400, 11)
    fresh.run("update audit set at = at * 2 where id = 4")
    assert sweep(fresh) == 10


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("last = 8", {FaultKind.STUB_FORGED}),
        ("faults = 7", {FaultKind.STUB_FORGED}),
        ("oldest = oldest - 1", {FaultKind.STUB_FORGED}),
        ("newest = newest + 1", {FaultKind.STUB_FORGED}),
        ("removed_at = 'never'", {FaultKind.STUB_FORGED}),
        ("after = zeroblob(32)", {FaultKind.STUB_FORGED, FaultKind.ELSEWHERE}),
        ("before = zeroblob(32)", {FaultKind.STUB_FORGED, FaultKind.STUB_MISPLACED}),
        ("first = 2", {FaultKind.STUB_FORGED, FaultKind.STUB_MISPLACED}),
        ("signature = zeroblob(64)", {FaultKind.STUB_FORGED}),
        ("institution = 'other'", {FaultKind.GAP}),
    ],
)
def test_a_stub_that_was_changed(fresh: Trails, change: str, kinds: set[FaultKind]) -> None:
    age(fresh, 400)
    sweep(fresh)
    fresh.run(f"update audit_stubs set {change}")
    assert kinds <= fresh.kinds()


def test_records_that_somebody_else_removed_have_no_stub(fresh: Trails) -> None:
    age(fresh, 400)
    fresh.run("delete from audit where id < 6", "delete from audit_chain where seq < 6")
    assert FaultKind.GAP in fresh.kinds()
    sweep(fresh)
    assert FaultKind.STUB_OF_FAULTS in fresh.kinds()


def test_a_removed_record_that_is_put_back(fresh: Trails) -> None:
    fresh.note(10, timedelta(minutes=5))
    age(fresh, 400)
    age(fresh, 1)
    fresh.run("create table stolen as select * from audit where id = 5")
    sweep(fresh)
    fresh.run(f"insert into audit ({COPY}) select {COPY} from stolen")
    assert FaultKind.PUT_BACK in fresh.kinds()
    fresh.link()
    assert FaultKind.PUT_BACK in fresh.kinds()


def test_a_forged_stub_does_not_grow_into_a_good_one(fresh: Trails) -> None:
    age(fresh, 400, BATCH + 500)
    fresh.retention(KEEP).work()
    fresh.run("update audit_stubs set faults = 0, newest = newest + 1")
    fresh.retention(KEEP).work()
    fresh.link()
    assert FaultKind.STUB_FORGED in fresh.kinds()

"""What stays: audit records that tell, without telling secrets; and what the sweep takes away."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import audit, challenges, facts, outbox, resets
from backend.core.audit import Trail
from backend.core.limits import day_began
from backend.core.marks import Marks
from backend.core.secret import Secret
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import OLD

TABLES = (resets, facts, challenges, outbox)


def journey(at: Stage, hall: str) -> str:
    at.desks.resets.sign_in(hall, "FerrerFr2017", Secret("wrong-One-1"), "fr")
    view = at.prove(hall)
    done = at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    at.desks.postman.drain()
    assert done.completed is not None
    return done.completed.reference


def dump(at: Stage) -> str:
    rows = []
    with reading(at.engine) as connection:
        for table in resets.metadata.sorted_tables:
            rows += [repr(tuple(row)) for row in connection.execute(select(table))]
    return "\n".join(rows)


def test_no_secret_is_in_the_database(at: Stage, hall: str) -> None:
    journey(at, hall)
    code = at.code().reveal()
    found = dump(at)
    for secret in (
        code,
        f"{code[:4]} {code[4:]}",
        NEW.reveal(),
        OLD,
        "wrong-One-1",
        "470123423",
        "francisco",
    ):
        assert secret.casefold() not in found.casefold(), secret


def test_the_audit_names_nobody_and_is_genuine(at: Stage, hall: str) -> None:
    journey(at, hall)
    trail = Trail(Marks(at.keys), at.settings.institution.id)
    with at.store.reading() as tx:
        records = [one for kind in _kinds(at) for one in tx.audit.of_kinds((kind,), _LONG_AGO)]
    assert len(records) > 5
    assert all(trail.genuine(one) for one in records)
    assert "errer" not in repr(records).replace("he-ferrer", "")
    assert all(isinstance(json.loads(one.detail), dict) for one in records)


@pytest.mark.parametrize(
    "change", [{"detail": "{}"}, {"actor": "Eve"}, {"kind": "sign_in"}, {"reset": "other"}, {"subject": "x"}]
)
def test_a_changed_record_is_found(at: Stage, hall: str, change: dict[str, str]) -> None:
    reference = journey(at, hall)
    with writing(at.engine) as connection:
        connection.execute(update(audit).where(audit.c.kind == "write_done").values(**change))
        changed = connection.execute(select(audit.c.reference).where(audit.c.reference == reference)).all()
    assert changed
    trail = Trail(Marks(at.keys), at.settings.institution.id)
    with at.store.reading() as tx:
        assert not all(trail.genuine(one) for one in tx.audit.by_reference(reference))


def test_the_sweep_forgets_all_but_the_audit(at: Stage, hall: str) -> None:
    journey(at, hall)
    at.send(hall, at.start(hall))
    with reading(at.engine) as connection:
        before = connection.execute(select(func.count()).select_from(audit)).scalar()
    at.clock.advance(days=4)
    assert at.age() > 4
    with reading(at.engine) as connection:
        kept = [connection.execute(select(func.count()).select_from(table)).scalar() for table in TABLES]
        after = connection.execute(select(func.count()).select_from(audit)).scalar()
    assert kept == [0, 0, 0, 0]
    assert after == (before or 0) + 1  # the reset that was never finished has expired


def test_the_sweep_blanks_what_was_never_sent(at: Stage, hall: str) -> None:
    at.send(hall, at.start(hall))
    at.clock.advance(minutes=11)
    at.desks.janitor.sweep()
    with reading(at.engine) as connection:
        assert connection.execute(select(outbox.c.sealed)).scalars().all() == [b""]


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-03-29T12:00", "2026-03-28T23:00"),
        ("2026-03-29T22:30", "2026-03-29T22:00"),
        ("2026-10-25T12:00", "2026-10-24T22:00"),
        ("2026-10-25T22:59", "2026-10-24T22:00"),
        ("2026-10-25T23:00", "2026-10-25T23:00"),
    ],
)
def test_a_day_begins_at_local_midnight_also_when_clocks_change(now: str, began: str) -> None:
    at_utc = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert day_began(at_utc, "Europe/Brussels") == datetime.fromisoformat(began).replace(tzinfo=UTC)


_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _kinds(at: Stage) -> list[str]:
    with reading(at.engine) as connection:
        return list(connection.execute(select(audit.c.kind).distinct()).scalars())

"""Rows in bulk, made by the database itself, and an hour for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import BigInteger, Column, Engine, Integer, LargeBinary, Table, func, select, text

from backend.adapters.store.call_tables import call_steps
from backend.adapters.store.engine import reading, writing
from backend.adapters.store.report_tables import delivery_reports
from backend.adapters.store.staff_tables import staff_sessions
from backend.adapters.store.tables import (
    approval_openings,
    approvals,
    challenges,
    contact_checks,
    enrolments,
    facts,
    handoffs,
    limit_buckets,
    limit_chains,
    limit_uses,
    outbox,
    resets,
    writes,
)
from backend.adapters.store.types import Instant
from backend.adapters.store.web_tables import intents, nonces

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
HOUSE = "house"
_SERIES = MappingProxyType(
    {
        "postgresql": "generate_series(1, {n}) AS s(n)",
        "sqlite": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {n}) "
        "SELECT n FROM s) AS s",
    }
)
_ID = "{tag} || n"
CHILDREN: Mapping[Table, Mapping[str, str]] = MappingProxyType(
    {
        facts: {"id": _ID, "reset": _ID, "source": _ID},
        challenges: {"id": _ID, "reset": _ID},
        approvals: {"id": _ID, "reset": _ID, "number": "1"},
        approval_openings: {"approval": _ID},
        handoffs: {"id": _ID, "reset": _ID, "token_hash": _ID, "cookie_hash": _ID},
        writes: {"reset": _ID},
        contact_checks: {"id": _ID, "reset": _ID},
    }
)
"""What hangs on a reset: one row of each for every reset."""
SINGLE: Mapping[Table, Mapping[str, str]] = MappingProxyType(
    {
        outbox: {"id": _ID, "state": "'sent'"},
        limit_uses: {"bucket": _ID},
        limit_buckets: {"bucket": _ID},
        limit_chains: {"bucket": _ID},
        enrolments: {"id": _ID},
        nonces: {"nonce": _ID},
        intents: {"intent": _ID},
    }
)
OF_LETTERS: Mapping[Table, Mapping[str, str]] = MappingProxyType(
    {delivery_reports: {"letter": _ID}, call_steps: {"letter": _ID}}
)
"""What hangs on a letter: one row of each for every letter."""
TABLES = (resets, *CHILDREN, *SINGLE, *OF_LETTERS)


def fill(engine: Engine, resets_: int, single: int, at: datetime, tag: str) -> int:
    """Put `resets_` ended resets with all their children, and `single` rows of each other table, that ended
    `at`; returns how many rows that is. `tag` keeps the keys of two calls apart.
    """
    _insert(engine, resets, {"id": _ID, "state": "'done'"}, resets_, at, tag)
    for table, columns in CHILDREN.items():
        _insert(engine, table, columns, resets_, at, tag)
    for table, columns in SINGLE.items():
        _insert(engine, table, columns, single, at, tag)
    for table, columns in OF_LETTERS.items():
        _insert(engine, table, columns, single, at, tag)
    return resets_ * (1 + len(CHILDREN)) + single * (len(SINGLE) + len(OF_LETTERS))


def counts(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for table in (*TABLES, staff_sessions)
        }


def _insert(
    engine: Engine, table: Table, known: Mapping[str, str], rows: int, at: datetime, tag: str
) -> None:
    columns = [column for column in table.columns if column.name in known or _asked(column)]
    values = [known.get(column.name, _default(column)).format(tag=f"'{tag}'") for column in columns]
    series = _SERIES[engine.dialect.name].format(n=rows)
    names = ", ".join(column.name for column in columns)
    statement = f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)} FROM {series}"  # noqa: S608 - made here
    bound = {"at": round(at.timestamp() * 1_000_000), "empty": b"", "house": HOUSE}
    used = {name: value for name, value in bound.items() if f":{name}" in statement}
    with writing(engine) as connection:
        connection.execute(text(statement), used)


def _asked(column: Column[object]) -> bool:
    return not column.nullable and column.autoincrement is not True


def _default(column: Column[object]) -> str:
    if column.name == "institution":
        return ":house"
    match column.type:
        case Instant():
            return ":at"
        case LargeBinary():
            return ":empty"
        case Integer() | BigInteger():
            return "0"
        case _:
            return "''"

"""Rows as the core's records, and records as rows. Columns and fields have the same names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, dataclass, fields
from functools import cache
from typing import ClassVar, Protocol, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite


class _Record(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


R = TypeVar("R", bound=_Record)


@cache
def names(record: type[_Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def values(record: _Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in names(type(record))}


@dataclass(frozen=True, slots=True)
class Scope:
    """A connection, seen by one institution. In a write, what is read by id is locked (PostgreSQL)."""

    connection: Connection
    institution: str
    writes: bool

    def own(self, table: Table, *more: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(table.c.institution == self.institution, *more)

    def row(self, record: _Record) -> dict[str, object]:
        return {"institution": self.institution, **values(record)}

    def add(self, table: Table, record: _Record) -> None:
        self.connection.execute(insert(table), self.row(record))

    def find(self, kind: type[R], table: Table, *where: ColumnElement[bool]) -> Select[tuple[object, ...]]:
        return select(*(table.c[name] for name in names(kind))).where(self.own(table, *where))

    def first(self, kind: type[R], query: Select[tuple[object, ...]]) -> R | None:
        return self.peek(kind, query.with_for_update() if self.writes else query)

    def peek(self, kind: type[R], query: Select[tuple[object, ...]]) -> R | None:
        """Read without a lock what only the holder of its reset may change."""
        return record_of(kind, self.connection.execute(query.limit(1)).first())

    def all(self, kind: type[R], query: Select[tuple[object, ...]]) -> tuple[R, ...]:
        return records_of(kind, self.connection.execute(query))

    def save(self, table: Table, record: _Record, *where: ColumnElement[bool]) -> None:
        change = update(table).where(self.own(table, *where)).values(values(record))
        self.connection.execute(change)

    def insert_or(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that can say what to do on a conflict."""
        return insert_or(self.connection, table)

    def insert_if(self, wanted: bool, table: Table, row: dict[str, object]) -> None:
        """One statement, whether the row is wanted or not, so that its absence does not show."""
        self.connection.execute(_insert_if(wanted, table, row))


def insert_or(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can say what to do on a conflict."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _insert_if(wanted: bool, table: Table, row: dict[str, object]) -> Insert:
    columns = [table.c[name] for name in row]
    bound = [bindparam(None, row[column.name], type_=column.type) for column in columns]
    return insert(table).from_select(columns, select(*bound).where(literal(int(wanted)) == 1))


def record_of(kind: type[R], row: Row[tuple[object, ...]] | None) -> R | None:
    return None if row is None else kind(**dict(zip(names(kind), row, strict=True)))


def records_of(kind: type[R], rows: Iterable[Row[tuple[object, ...]]]) -> tuple[R, ...]:
    return tuple(kind(**dict(zip(names(kind), row, strict=True))) for row in rows)

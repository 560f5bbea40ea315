"""The chain over the audit records, in SQL: the side that reads it, as it stands, whatever was done to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Engine, Select, Table, and_, exists, func, select, text, type_coerce
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import NullType

from backend.adapters.store import engine as transactions
from backend.adapters.store.rows import names
from backend.adapters.store.tables import audit, audit_chain, audit_stubs
from backend.core.audit_ports import Filed, Gone, Linked, Seen, Since, Unlinked, Unreadable
from backend.core.chain import Link, SignedStub, Stub
from backend.core.records import StoredAudit

AT_ONCE = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


Found = tuple[object, ...]
Query = Select[tuple[object, ...]]
_Column = ColumnElement[Any]  # what SQLAlchemy calls a column that it has no type for


def raw(table: Table, *columns: str) -> list[_Column]:
    """As the driver gives it: what cannot be read as its type is a finding, not an error."""
    return [type_coerce(table.c[name], NullType()).label(f"{table.name}_{name}") for name in columns]


_RECORD = raw(audit, "id", "institution", *names(StoredAudit))
_LINK = raw(audit_chain, "seq", "record", "link")
_STUB = raw(audit_stubs, *names(Stub), "signature")


def joined(institution: str) -> Query:
    """Links with the records they name, in the order of the chain."""
    both = audit_chain.outerjoin(audit, audit.c.id == audit_chain.c.record)
    query = select(*_LINK, *_RECORD).select_from(both)
    return query.where(audit_chain.c.institution == institution).order_by(audit_chain.c.seq)


def linked_of(row: Found) -> Linked:
    seq, record, link, *found = row
    if isinstance(seq, int) and isinstance(record, int) and isinstance(link, bytes):
        return Linked(Link(seq, record, link), _seen(found))
    return Linked(None, _seen(found))


def _seen(found: Sequence[object]) -> Seen:
    number, institution, at, *told, mac, nonce = found
    if number is None:
        return Gone()
    texts = [one for one in (institution, *told, nonce) if isinstance(one, str)]
    when = _instant(at)
    if when is None or not isinstance(mac, bytes) or len(texts) != len(told) + 2:
        return Unreadable()
    ours, kind, actor, station, reset, subject, reference, detail, nonce = texts
    return Filed(ours, StoredAudit(when, kind, actor, station, reset, subject, reference, detail, mac, nonce))


def _instant(microseconds: object) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=microseconds) if isinstance(microseconds, int) else None
    except OverflowError:
        return None


def newest_stub(institution: str) -> Query:
    return _stubs(institution).order_by(audit_stubs.c.first.desc()).limit(1)


def _stubs(institution: str) -> Query:
    return select(*_STUB).where(audit_stubs.c.institution == institution)


def stub_of(row: Found) -> SignedStub:
    """One with anything in it that the program never writes there cannot have a good signature."""
    first, last, before, after, oldest, newest, removed_at, faults, signature = row
    stub = Stub(
        first=_int(first),
        last=_int(last),
        before=as_bytes(before),
        after=as_bytes(after),
        oldest=_instant(oldest) or _EPOCH,
        newest=_instant(newest) or _EPOCH,
        removed_at=_instant(removed_at) or _EPOCH,
        faults=_int(faults),
    )
    return SignedStub(stub, as_bytes(signature))


def _int(value: object) -> int:
    return value if isinstance(value, int) else -1


def as_bytes(value: object) -> bytes:
    """Nothing at all for what is no bytes."""
    return value if isinstance(value, bytes) else b""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the database, however long it is read."""
    with transactions.reading(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            yield connection
        else:
            with _any_text(cast("sqlite3.Connection", connection.connection.driver_connection)):
                yield connection


@contextmanager
def _any_text(driver: sqlite3.Connection) -> Iterator[None]:
    """SQLite keeps bytes that are no UTF-8 as text, and its driver would refuse the whole row."""
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


class SqlTrailReader:
    """Implements `TrailReader`."""

    def __init__(self, connection: Connection, institution: str) -> None:
        self._connection = connection
        self._institution = institution
        self._ours = audit_chain.c.institution == institution

    def total(self) -> int:
        return self._connection.execute(select(func.count()).where(self._ours)).scalar_one()

    def stubs(self) -> Iterator[SignedStub]:
        query = _stubs(self._institution).order_by(audit_stubs.c.first)
        return (stub_of(row) for row in self._stream(query))

    def linked(self) -> Iterator[Linked]:
        return (linked_of(row) for row in self._stream(joined(self._institution)))

    def unlinked(self) -> Iterator[Unlinked]:
        linked = exists().where(and_(self._ours, audit_chain.c.record == audit.c.id))
        query = select(*_RECORD).where(audit.c.institution == self._institution, ~linked)
        for row in self._stream(query.order_by(audit.c.id)):
            yield Unlinked(_int(row[0]), _seen(row))

    def copies(self) -> Iterator[tuple[int, int]]:
        query = select(func.min(audit.c.id), func.max(audit.c.id))
        ours = query.where(audit.c.institution == self._institution)
        for row in self._stream(ours.group_by(audit.c.mac).having(func.count() > 1)):
            yield _int(row[0]), _int(row[1])

    def link_at(self, seq: int) -> bytes | None:
        place = and_(self._ours, audit_chain.c.seq == seq)
        found = self._one(select(_LINK[2]).where(place))
        if found is None:
            own = audit_stubs.c.institution == self._institution
            found = self._one(select(*raw(audit_stubs, "after")).where(own, audit_stubs.c.last == seq))
        return None if found is None else as_bytes(found[0])

    def since(self, seq: int) -> Since:
        both = audit_chain.join(audit, audit.c.id == audit_chain.c.record)
        told = (func.count(), func.min(audit.c.at), func.max(audit.c.at))
        columns: list[_Column] = [type_coerce(one, NullType()) for one in told]
        query = select(*columns).select_from(both).where(self._ours, audit_chain.c.seq > seq)
        found = self._one(query)
        count, first, last = found or (0, None, None)
        return Since(_int(count), _instant(first), _instant(last))

    def _one(self, query: Query) -> Found | None:
        row = self._connection.execute(query).first()
        return None if row is None else tuple(row)

    def _stream(self, query: Query) -> Iterator[Found]:
        rows = self._connection.execute(query, execution_options={"yield_per": AT_ONCE})
        return (tuple(row) for row in rows)

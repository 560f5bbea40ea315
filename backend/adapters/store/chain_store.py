"""The chain over the audit records, in SQL: the side that writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, exists, insert, or_, select, update

from backend.adapters.store import engine as transactions
from backend.adapters.store.chain_reading import (
    SqlTrailReader,
    as_bytes,
    joined,
    linked_of,
    newest_stub,
    raw,
    snapshot,
    stub_of,
)
from backend.adapters.store.rows import Scope, values
from backend.adapters.store.sql_store import SqlTx, reported
from backend.adapters.store.tables import audit, audit_chain, audit_sequencers, audit_stubs
from backend.core.audit_ports import ChainTx, Glance, Linked, Pending
from backend.core.chain import Link, SignedStub, Stub

SKEW = timedelta(minutes=5)
"""By how much the clocks of two processes may differ."""
_ENDLESS = 2**62
"""No chain gets there; on SQLite text in the column is beyond it too."""


class SqlChainTx:
    """Implements `ChainTx`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    @property
    def business(self) -> SqlTx:
        return SqlTx(self._scope)

    def head(self) -> Link | None:
        return _head(self._scope)

    def pending(self, above: int, most: int) -> tuple[Pending, ...]:
        query = select(*raw(audit, "id", "mac")).where(_waiting(self._scope, above))
        rows = self._scope.connection.execute(query.order_by(audit.c.id).limit(most))
        # A MAC that is none is linked as it is, and found by who verifies: it must not stop the chain.
        return tuple(Pending(row[0], as_bytes(row[1])) for row in rows)

    def append(self, links: Sequence[Link]) -> None:
        rows = [self._scope.row(link) for link in links]
        if rows:
            self._scope.connection.execute(insert(audit_chain), rows)

    def newest_stub(self) -> SignedStub | None:
        row = self._scope.connection.execute(newest_stub(self._scope.institution)).first()
        return None if row is None else stub_of(tuple(row))

    def oldest(self, most: int) -> tuple[Linked, ...]:
        rows = self._scope.connection.execute(joined(self._scope.institution).limit(most))
        return tuple(linked_of(tuple(row)) for row in rows)

    def replace(self, stub: SignedStub, instead_of: SignedStub | None) -> None:
        run, own = self._scope.connection.execute, self._scope.own
        through = own(audit_chain, audit_chain.c.seq <= stub.stub.last)
        named = select(audit_chain.c.record).where(through)
        run(delete(audit).where(own(audit, audit.c.id.in_(named))))
        run(delete(audit_chain).where(through))
        if instead_of is not None:
            run(delete(audit_stubs).where(own(audit_stubs, audit_stubs.c.first == instead_of.stub.first)))
        row = {"institution": self._scope.institution, "signature": stub.signature, **values(stub.stub)}
        run(insert(audit_stubs).values(row))


@dataclass(frozen=True, slots=True)
class SqlChainStore:
    """Implements `ChainStore` for one institution; see `engine.open_engine`."""

    engine: Engine
    institution: str

    @contextmanager
    def turn(self, holder: str, now: datetime, until: datetime) -> Iterator[ChainTx | None]:
        # The locked row, not the lease in it, keeps others out: clocks that differ can do no harm.
        with reported(), transactions.writing(self.engine) as connection:
            scope = Scope(connection, self.institution, writes=True)
            yield SqlChainTx(scope) if _taken(scope, holder, now, until) else None

    def settled(self, before: datetime) -> int:
        mine = and_(audit.c.institution == self.institution, audit.c.at < before)
        with reported(), transactions.reading(self.engine) as connection:
            # From the newest id down: it reads no more than what is younger.
            query = select(audit.c.id).where(mine).order_by(audit.c.id.desc()).limit(1)
            return connection.execute(query).scalar() or 0

    def glance(self, above: int) -> Glance:
        with reported(), transactions.reading(self.engine) as connection:
            scope = Scope(connection, self.institution, writes=False)
            waits = connection.execute(select(exists().where(_waiting(scope, above)))).scalar()
            return Glance(bool(waits), _head(scope))

    @contextmanager
    def reading(self) -> Iterator[SqlTrailReader]:
        with reported(), snapshot(self.engine) as connection:
            yield SqlTrailReader(connection, self.institution)


def _taken(scope: Scope, holder: str, now: datetime, until: datetime) -> bool:
    table = audit_sequencers
    if scope.connection.execute(select(table.c.holder).where(scope.own(table))).first() is None:
        # Once in the life of a database: inserting over a row that another process holds would wait for it.
        row = {"institution": scope.institution, "holder": holder, "until": until}
        scope.connection.execute(scope.insert_or(table).values(row).on_conflict_do_nothing())
    # No process of ours takes a lease beyond `until`, however its clock goes: such a one is no lease.
    void = table.c.until > until + SKEW
    mine = scope.own(table, or_(table.c.holder == holder, table.c.until <= now, void))
    locked = select(table.c.holder).where(mine).with_for_update(skip_locked=True)
    if scope.connection.execute(locked).first() is None:
        return False
    scope.connection.execute(update(table).where(scope.own(table)).values(holder=holder, until=until))
    return True


def _waiting(scope: Scope, above: int) -> ColumnElement[bool]:
    linked = exists().where(scope.own(audit_chain, audit_chain.c.record == audit.c.id))
    return scope.own(audit, audit.c.id > above, ~linked)


def _head(scope: Scope) -> Link | None:
    table = audit_chain
    query = select(*raw(table, "seq", "record", "link")).where(scope.own(table, table.c.seq < _ENDLESS))
    row = scope.connection.execute(query.order_by(table.c.seq.desc()).limit(1)).first()
    if row is not None:
        return Link(row[0], row[1], as_bytes(row[2]))
    stub = scope.connection.execute(newest_stub(scope.institution)).first()
    return None if stub is None else _end(stub_of(tuple(stub)).stub)


def _end(stub: Stub) -> Link:
    return Link(stub.last, 0, stub.after)

"""The state of the service, read from the database in a few cheap statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, func, select

from backend.adapters.store import engine as transactions
from backend.adapters.store.rows import Scope
from backend.adapters.store.sql_store import reported
from backend.adapters.store.tables import audit, audit_chain, audit_stubs, outbox, stations
from backend.core.operation import Heard, Queue, State, Unlinked
from backend.core.records import LetterState, StationStanding

MOST_COUNTED = 10_000
"""Unlinked records are counted up to here: a stalled chain must not make looking at it dear."""
_OPEN = (LetterState.QUEUED, LetterState.LEASED)


@dataclass(frozen=True, slots=True)
class SqlOperationStore:
    """Implements `OperationStore` for one institution."""

    engine: Engine
    institution: str

    def state(self, now: datetime, most_stations: int) -> State:
        with reported(), transactions.reading(self.engine) as connection:
            scope = Scope(connection, self.institution, writes=False)
            return State(
                now, _queues(scope), _overdue(scope, now), _unlinked(scope), _heard(scope, most_stations)
            )

    def overdue_since(self, now: datetime) -> datetime | None:
        with reported(), transactions.reading(self.engine) as connection:
            return _overdue(Scope(connection, self.institution, writes=False), now)


def _open(scope: Scope) -> ColumnElement[bool]:
    return scope.own(outbox, outbox.c.state.in_(_OPEN))


def _queues(scope: Scope) -> tuple[Queue, ...]:
    columns = (outbox.c.channel, func.count(), func.min(outbox.c.created_at))
    query = select(*columns).where(_open(scope)).group_by(outbox.c.channel)
    return tuple(Queue(row[0], row[1], row[2]) for row in scope.connection.execute(query))


def _overdue(scope: Scope, now: datetime) -> datetime | None:
    query = select(func.min(outbox.c.lease_until)).where(_open(scope), outbox.c.lease_until <= now)
    found: datetime | None = scope.connection.execute(query).scalar()
    return found


def _unlinked(scope: Scope) -> Unlinked:
    newest = select(audit_chain.c.seq, audit_chain.c.record).where(scope.own(audit_chain))
    head = scope.connection.execute(newest.order_by(audit_chain.c.seq.desc()).limit(1)).first()
    if head is None:
        stubs = select(func.max(audit_stubs.c.last)).where(scope.own(audit_stubs))
        sequence, record = scope.connection.execute(stubs).scalar() or 0, 0
    else:
        sequence, record = head
    waiting = select(audit.c.at).where(scope.own(audit, audit.c.id > record)).order_by(audit.c.id)
    some = waiting.limit(MOST_COUNTED).subquery()
    count, oldest = scope.connection.execute(select(func.count(), func.min(some.c.at))).one()
    return Unlinked(sequence, count, oldest)


def _heard(scope: Scope, most: int) -> tuple[Heard, ...]:
    active = scope.own(stations, stations.c.standing == StationStanding.ACTIVE)
    columns = ("name", "last_seen", "memory", "handles", "uptime", "boot_counter")
    query = select(*(stations.c[name] for name in columns)).where(active).order_by(stations.c.enrolled_at)
    return tuple(Heard(*row) for row in scope.connection.execute(query.limit(most)))

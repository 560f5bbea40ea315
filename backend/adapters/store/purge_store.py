"""Removing what is too old, in SQL: which tables a kind has, and when a row of each has ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Column, ColumnElement, Engine, Table, and_, delete, func, select, tuple_

from backend.adapters.store import engine as transactions
from backend.adapters.store.maintenance_tables import maintenance_codes
from backend.adapters.store.notice_tables import station_notices
from backend.adapters.store.sql_store import reported
from backend.adapters.store.staff_tables import staff_ceremonies, staff_links, staff_sessions, staff_tries
from backend.adapters.store.tables import (
    authenticator_steps,
    enrolments,
    limit_buckets,
    limit_chains,
    limit_uses,
    outbox,
    resets,
)
from backend.adapters.store.web_tables import intents, nonces
from backend.core.records import LetterState, ResetState
from backend.core.retention import Kind
from backend.core.views import EnrolmentStatus

_CLOSED = (LetterState.SENT, LetterState.FAILED, LetterState.DROPPED)
_ENDED = tuple(state for state in ResetState if state is not ResetState.OPEN)


@dataclass(frozen=True, slots=True)
class Aged:
    """Rows of `table` have ended at `at`; only those that are `over`, where that is not plain from it."""

    table: Table
    at: Column[object]
    over: ColumnElement[bool] | None = None

    def old(self, before: datetime, institution: str) -> ColumnElement[bool]:
        found = self.at <= before if self.over is None else and_(self.at <= before, self.over)
        own = self.table.columns.get("institution")
        return found if own is None else and_(own == institution, found)


AGED: Mapping[Kind, tuple[Aged, ...]] = MappingProxyType(
    {
        Kind.RESETS: (Aged(resets, resets.c.expires_at, resets.c.state.in_(_ENDED)),),
        Kind.MESSAGES: (Aged(outbox, outbox.c.not_after, outbox.c.state.in_(_CLOSED)),),
        Kind.COUNTERS: (
            Aged(limit_uses, limit_uses.c.at),
            Aged(limit_buckets, limit_buckets.c.touched_at),
            Aged(authenticator_steps, authenticator_steps.c.begins),
        ),
        Kind.SIGN_INS: (Aged(limit_chains, limit_chains.c.last_at),),
        Kind.ENROLMENTS: (
            Aged(enrolments, enrolments.c.expires_at, enrolments.c.status != EnrolmentStatus.PENDING),
        ),
        Kind.MAINTENANCE: (Aged(maintenance_codes, maintenance_codes.c.expires_at),),
        Kind.NOTICES: (Aged(station_notices, station_notices.c.ends_at),),
        Kind.ANSWERS: (Aged(intents, intents.c.forget_at),),
        Kind.NONCES: (Aged(nonces, nonces.c.forget_at),),
        Kind.SESSIONS: (
            Aged(staff_sessions, staff_sessions.c.idle_at),
            Aged(staff_sessions, staff_sessions.c.ends_at),
            Aged(staff_ceremonies, staff_ceremonies.c.expires_at),
            Aged(staff_links, staff_links.c.expires_at),
            Aged(staff_tries, staff_tries.c.forget_at),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class SqlPurgeStore:
    """Implements `PurgeStore`. Children go with their parents, by the foreign keys."""

    engine: Engine
    institution: str

    def remove(self, kind: Kind, before: datetime, most: int) -> int:
        return sum(self._remove(aged, before, most) for aged in AGED[kind])

    def count(self, kind: Kind, before: datetime) -> int:
        with reported(), transactions.reading(self.engine) as connection:
            queries = (
                select(func.count()).select_from(aged.table).where(aged.old(before, self.institution))
                for aged in AGED[kind]
            )
            return sum(connection.execute(query).scalar() or 0 for query in queries)

    def _remove(self, aged: Aged, before: datetime, most: int) -> int:
        """Look first, without a lock: a table where nothing is old costs others nothing."""
        if not self._any(aged, before):
            return 0
        keys = tuple(aged.table.primary_key.columns)
        oldest = select(*keys).where(aged.old(before, self.institution)).order_by(aged.at).limit(most)
        if self.engine.dialect.name == "postgresql":
            # A subquery it may evaluate again and again; a CTE that locks, once.
            found = oldest.with_for_update(skip_locked=True).cte("oldest")
            oldest = select(*found.columns)
        removing = delete(aged.table).where(tuple_(*keys).in_(oldest))
        with reported(), transactions.writing(self.engine) as connection:
            return connection.execute(removing).rowcount

    def _any(self, aged: Aged, before: datetime) -> bool:
        with reported(), transactions.reading(self.engine) as connection:
            query = select(1).select_from(aged.table).where(aged.old(before, self.institution)).limit(1)
            return connection.execute(query).first() is not None

"""`SqlStore`: the core's `Store` on one SQL database, for one institution."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from backend.adapters.store import engine as transactions
from backend.adapters.store.app_tables import SqlAuthenticatorSteps
from backend.adapters.store.book_tables import SqlContactRows
from backend.adapters.store.call_tables import SqlCallSteps
from backend.adapters.store.contact_tables import SqlContactChecks
from backend.adapters.store.desk_tables import SqlApprovals, SqlAudit, SqlEnrolments, SqlStations
from backend.adapters.store.handoff_tables import SqlHandoffs
from backend.adapters.store.maintenance_tables import SqlMaintenance
from backend.adapters.store.notice_tables import SqlNotices
from backend.adapters.store.queue_tables import SqlCounters, SqlOutbox
from backend.adapters.store.report_tables import SqlReports
from backend.adapters.store.reset_tables import SqlChallenges, SqlFacts, SqlResets, SqlWrites
from backend.adapters.store.rows import Scope
from backend.core.store import StoreUnavailable


class SqlTx:
    """One transaction; implements the core's `Tx`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    @cached_property
    def resets(self) -> SqlResets:
        return SqlResets(self._scope)

    @cached_property
    def facts(self) -> SqlFacts:
        return SqlFacts(self._scope)

    @cached_property
    def challenges(self) -> SqlChallenges:
        return SqlChallenges(self._scope)

    @cached_property
    def approvals(self) -> SqlApprovals:
        return SqlApprovals(self._scope)

    @cached_property
    def handoffs(self) -> SqlHandoffs:
        return SqlHandoffs(self._scope)

    @cached_property
    def contact_checks(self) -> SqlContactChecks:
        return SqlContactChecks(self._scope)

    @cached_property
    def authenticator_steps(self) -> SqlAuthenticatorSteps:
        return SqlAuthenticatorSteps(self._scope)

    @cached_property
    def contact_rows(self) -> SqlContactRows:
        return SqlContactRows(self._scope)

    @cached_property
    def writes(self) -> SqlWrites:
        return SqlWrites(self._scope)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._scope)

    @cached_property
    def reports(self) -> SqlReports:
        return SqlReports(self._scope)

    @cached_property
    def call_steps(self) -> SqlCallSteps:
        return SqlCallSteps(self._scope)

    @cached_property
    def counters(self) -> SqlCounters:
        return SqlCounters(self._scope)

    @cached_property
    def stations(self) -> SqlStations:
        return SqlStations(self._scope)

    @cached_property
    def enrolments(self) -> SqlEnrolments:
        return SqlEnrolments(self._scope)

    @cached_property
    def maintenance(self) -> SqlMaintenance:
        return SqlMaintenance(self._scope)

    @cached_property
    def notices(self) -> SqlNotices:
        return SqlNotices(self._scope)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self._scope)


class SqlStore:
    """The store on `engine` (see `engine.open_engine`), limited to the rows of `institution`."""

    def __init__(self, engine: Engine, institution: str) -> None:
        self._engine = engine
        self._institution = institution

    @contextmanager
    def writing(self) -> Iterator[SqlTx]:
        with reported(), transactions.writing(self._engine) as connection:
            yield SqlTx(Scope(connection, self._institution, writes=True))

    @contextmanager
    def reading(self) -> Iterator[SqlTx]:
        with reported(), transactions.reading(self._engine) as connection:
            yield SqlTx(Scope(connection, self._institution, writes=False))


@contextmanager
def reported() -> Iterator[None]:
    """A database that does not answer, as the core knows it."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable("the database does not answer") from error

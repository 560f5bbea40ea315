"""Approvals, stations, enrolments and audit records in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, literal, select, update

from backend.adapters.store import audit_queries
from backend.adapters.store.engine import added
from backend.adapters.store.rows import Scope, names, record_of
from backend.adapters.store.tables import (
    approval_openings,
    approvals,
    audit,
    enrolments,
    resets,
    stations,
)
from backend.core.api import RequestStatus
from backend.core.records import (
    ResetState,
    StoredApproval,
    StoredAudit,
    StoredEnrolment,
    StoredStation,
)
from backend.core.store import AuditFilter, AuditPlace, AuditStep, FoundAudit
from backend.core.views import EnrolmentStatus


@dataclass(frozen=True, slots=True)
class SqlApprovals:
    scope: Scope

    def add(self, approval: StoredApproval) -> None:
        self.scope.add(approvals, approval)

    def latest(self, reset_id: str) -> StoredApproval | None:
        query = self.scope.find(StoredApproval, approvals, approvals.c.reset == reset_id)
        return self.scope.peek(StoredApproval, query.order_by(approvals.c.number.desc()))

    def by_id(self, approval_id: str) -> StoredApproval | None:
        # Not locked: whoever changes an approval holds its reset, and locks must not cross.
        return self.scope.peek(
            StoredApproval, self.scope.find(StoredApproval, approvals, approvals.c.id == approval_id)
        )

    def open_ones(self, now: datetime) -> tuple[StoredApproval, ...]:
        live = select(resets.c.id).where(
            self.scope.own(resets, resets.c.state == ResetState.OPEN, resets.c.expires_at > now)
        )
        query = self.scope.find(
            StoredApproval,
            approvals,
            approvals.c.status.in_((RequestStatus.WAITING, RequestStatus.APPROVED)),
            approvals.c.expires_at > now,
            approvals.c.reset.in_(live),
        )
        return self.scope.all(StoredApproval, query.order_by(approvals.c.asked_at))

    def expire(self, now: datetime) -> tuple[StoredApproval, ...]:
        where = self.scope.own(
            approvals,
            approvals.c.status.in_((RequestStatus.WAITING, RequestStatus.APPROVED)),
            approvals.c.expires_at <= now,
        )
        columns = [approvals.c[name] for name in names(StoredApproval)]
        change = update(approvals).where(where).values(status=RequestStatus.EXPIRED).returning(*columns)
        ended = (record_of(StoredApproval, row) for row in self.scope.connection.execute(change).all())
        return tuple(one for one in ended if one is not None)

    def save(self, approval: StoredApproval) -> None:
        self.scope.save(approvals, approval, approvals.c.id == approval.id)

    def reserve_try(self, approval_id: str, now: datetime) -> StoredApproval | None:
        where = self.scope.own(
            approvals,
            approvals.c.id == approval_id,
            approvals.c.status == RequestStatus.APPROVED,
            approvals.c.expires_at > now,
            approvals.c.tries_left > 0,
        )
        columns = [approvals.c[name] for name in names(StoredApproval)]
        take = update(approvals).where(where).values(tries_left=approvals.c.tries_left - 1)
        row = self.scope.connection.execute(take.returning(*columns)).first()
        return record_of(StoredApproval, row)

    def opened_by(self, approval_id: str, staff: str) -> None:
        row = {"institution": self.scope.institution, "approval": approval_id, "staff": staff}
        add = self.scope.insert_or(approval_openings).values(row).on_conflict_do_nothing()
        self.scope.connection.execute(add)

    def has_opened(self, approval_id: str, staff: str) -> bool:
        table = approval_openings
        where = self.scope.own(table, table.c.approval == approval_id, table.c.staff == staff)
        found = self.scope.connection.execute(select(literal(1)).where(exists().where(where)))
        return found.scalar() is not None


@dataclass(frozen=True, slots=True)
class SqlStations:
    scope: Scope

    def add(self, station: StoredStation) -> None:
        self.scope.add(stations, station)

    def get(self, station_id: str) -> StoredStation | None:
        return self.scope.first(
            StoredStation, self.scope.find(StoredStation, stations, stations.c.id == station_id)
        )

    def by_fingerprint(self, fingerprint: str) -> StoredStation | None:
        query = self.scope.find(StoredStation, stations, stations.c.fingerprint == fingerprint)
        return self.scope.first(StoredStation, query)

    def all(self) -> tuple[StoredStation, ...]:
        query = self.scope.find(StoredStation, stations).order_by(stations.c.name, stations.c.id)
        return self.scope.all(StoredStation, query)

    def save(self, station: StoredStation) -> None:
        self.scope.save(stations, station, stations.c.id == station.id)

    def mark(self, station_id: str, failed: int, keep: int) -> None:
        where = self.scope.own(stations, stations.c.id == station_id)
        change = update(stations).where(where).values(failures=stations.c.failures * keep + failed)
        self.scope.connection.execute(change)


@dataclass(frozen=True, slots=True)
class SqlEnrolments:
    scope: Scope

    def add(self, enrolment: StoredEnrolment) -> None:
        self.scope.add(enrolments, enrolment)

    def get(self, enrolment_id: str) -> StoredEnrolment | None:
        return self.scope.first(
            StoredEnrolment,
            self.scope.find(StoredEnrolment, enrolments, enrolments.c.id == enrolment_id),
        )

    def pending(self, now: datetime) -> tuple[StoredEnrolment, ...]:
        query = self.scope.find(
            StoredEnrolment,
            enrolments,
            enrolments.c.status == EnrolmentStatus.PENDING,
            enrolments.c.expires_at > now,
        )
        return self.scope.all(StoredEnrolment, query.order_by(enrolments.c.expires_at))

    def save(self, enrolment: StoredEnrolment) -> None:
        self.scope.save(enrolments, enrolment, enrolments.c.id == enrolment.id)

    def expire(self, now: datetime) -> tuple[str, ...]:
        waits = enrolments.c.status == EnrolmentStatus.PENDING
        change = update(enrolments).where(self.scope.own(enrolments, waits, enrolments.c.expires_at <= now))
        told = change.values(status=EnrolmentStatus.EXPIRED).returning(enrolments.c.fingerprint)
        return tuple(self.scope.connection.execute(told).scalars())


@dataclass(frozen=True, slots=True)
class SqlAudit:
    scope: Scope

    def add(self, record: StoredAudit) -> None:
        self.scope.add(audit, record)
        added(self.scope.connection, record)

    def by_reference(self, reference: str) -> tuple[StoredAudit, ...]:
        query = self.scope.find(StoredAudit, audit, audit.c.reference == reference)
        return self.scope.all(StoredAudit, query.order_by(audit.c.id))

    def of_reset(self, reset_id: str) -> tuple[StoredAudit, ...]:
        query = self.scope.find(StoredAudit, audit, audit.c.reset == reset_id)
        return self.scope.all(StoredAudit, query.order_by(audit.c.id))

    def of_kinds(self, kinds: Sequence[str], since: datetime) -> tuple[StoredAudit, ...]:
        query = self.scope.find(StoredAudit, audit, audit.c.kind.in_(kinds), audit.c.at > since)
        return self.scope.all(StoredAudit, query.order_by(audit.c.id))

    def search(self, wanted: AuditFilter, before: AuditPlace | None, most: int) -> tuple[FoundAudit, ...]:
        return audit_queries.search(self.scope, wanted, before, most)

    def steps(self, kinds: Sequence[str], since: datetime, until: datetime) -> Iterator[AuditStep]:
        return audit_queries.steps(self.scope, kinds, since, until)

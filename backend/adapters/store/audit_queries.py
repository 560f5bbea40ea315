"""Searching the audit records, for people and for the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from backend.adapters.store.rows import Scope, names
from backend.adapters.store.tables import audit
from backend.core.records import StoredAudit
from backend.core.store import AuditFilter, AuditPlace, AuditStep, FoundAudit

AT_ONCE = 1_000


def search(scope: Scope, wanted: AuditFilter, before: AuditPlace | None, most: int) -> tuple[FoundAudit, ...]:
    """One page by keyset, so that the last page costs as little as the first."""
    fields = names(StoredAudit)
    query = select(audit.c.id, *(audit.c[name] for name in fields)).where(
        scope.own(audit, *_conditions(scope, wanted), *_older(before))
    )
    rows = scope.connection.execute(query.order_by(audit.c.at.desc(), audit.c.id.desc()).limit(most))
    return tuple(_found(StoredAudit(**dict(zip(fields, row[1:], strict=True))), row[0]) for row in rows)


def steps(scope: Scope, kinds: Sequence[str], since: datetime, until: datetime) -> Iterator[AuditStep]:
    where = scope.own(audit, audit.c.kind.in_(kinds), audit.c.at >= since, audit.c.at < until)
    query = select(audit.c.at, audit.c.kind, audit.c.reset, audit.c.detail).where(where).order_by(audit.c.id)
    rows = scope.connection.execute(query, execution_options={"yield_per": AT_ONCE})
    return (AuditStep(*row) for row in rows)


def _found(record: StoredAudit, number: int) -> FoundAudit:
    return FoundAudit(AuditPlace(record.at, number), record)


def _older(before: AuditPlace | None) -> tuple[ColumnElement[bool], ...]:
    if before is None:
        return ()
    same_instant = and_(audit.c.at == before.at, audit.c.id < before.id)
    return (or_(audit.c.at < before.at, same_instant),)


def _conditions(scope: Scope, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    equal = {audit.c.station: wanted.station, audit.c.kind: wanted.kind, audit.c.actor: wanted.actor}
    found = [column == value for column, value in equal.items() if value]
    if wanted.reference:
        of_it = scope.own(audit, audit.c.reference == wanted.reference, audit.c.reset != "")
        resets = select(audit.c.reset).where(of_it)
        found.append(or_(audit.c.reference == wanted.reference, audit.c.reset.in_(resets)))
    if wanted.outcome:
        # Within a text of the detail the quotes would be escaped: only a whole value can match.
        found.append(audit.c.detail.contains(f'": "{wanted.outcome}"', autoescape=True))
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    return found

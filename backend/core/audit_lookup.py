"""What is looked for in the audit records, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.core.records import StoredAudit


@dataclass(frozen=True, slots=True)
class AuditPlace:
    """Where a record stands in the order of time; `id` orders those of one instant."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is looked for; an empty text asks nothing. Times are `since` <= at < `until`.

    `reference` finds every record of the resets with that reference; `station` is an id; `outcome` is
    any value of a record's detail.
    """

    reference: str = ""
    station: str = ""
    kind: str = ""
    actor: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundAudit:
    place: AuditPlace
    record: StoredAudit


@dataclass(frozen=True, slots=True)
class AuditStep:
    """What the figures need of a record."""

    at: datetime
    kind: str
    reset: str
    detail: str

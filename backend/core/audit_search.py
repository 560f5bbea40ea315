"""Searching the audit trail: a page at a time or all of it; looking is on record too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.store import AuditFilter, AuditPlace, FoundAudit
from backend.core.workshop import Workshop

PAGE = 50
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ShownAudit:
    """One record as staff see it. `genuine` is false when it was changed behind our back."""

    at: datetime
    kind: str
    actor: str
    station_id: str
    station: str
    reset: str
    subject: str
    reference: str
    detail: str
    genuine: bool


@dataclass(frozen=True, slots=True)
class AuditPage:
    """`older` is where the next page begins; None on the last one."""

    records: tuple[ShownAudit, ...]
    older: AuditPlace | None


class AuditSearch:
    """`staff` is the member's name as it stands in the audit."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def page(self, wanted: AuditFilter, before: AuditPlace | None, staff: str) -> AuditPage:
        """Newest first. Nothing is shown unless the search itself is on record."""
        with self._shop.parts.store.reading() as tx:
            found = tx.audit.search(wanted, before, PAGE + 1)
            names = {station.id: station.name for station in tx.stations.all()}
        self._note(AuditKind.AUDIT_SEARCHED, wanted, staff)
        shown = tuple(self._shown(one, names) for one in found[:PAGE])
        return AuditPage(shown, found[PAGE - 1].place if len(found) > PAGE else None)

    def export(self, wanted: AuditFilter, staff: str) -> Iterator[ShownAudit]:
        """All of it, read as it is taken; on record before the first one."""
        self._note(AuditKind.AUDIT_EXPORTED, wanted, staff)
        return self._all(wanted)

    def _all(self, wanted: AuditFilter) -> Iterator[ShownAudit]:
        """In many short transactions: a slow reader must not hold one open."""
        with self._shop.parts.store.reading() as tx:
            names = {station.id: station.name for station in tx.stations.all()}
        before: AuditPlace | None = None
        while True:
            with self._shop.parts.store.reading() as tx:
                found = tx.audit.search(wanted, before, AT_ONCE)
            yield from (self._shown(one, names) for one in found)
            if len(found) < AT_ONCE:
                return
            before = found[-1].place

    def _note(self, kind: AuditKind, wanted: AuditFilter, staff: str) -> None:
        now = self._shop.parts.clock.now()
        scene = Scene(actor=staff, reference=wanted.reference[:16])
        with self._shop.parts.store.writing() as tx:
            self._shop.trail.note(tx, kind, now, scene, _told(wanted))

    def _shown(self, found: FoundAudit, names: dict[str, str]) -> ShownAudit:
        record = found.record
        return ShownAudit(
            record.at,
            record.kind,
            record.actor,
            record.station,
            names.get(record.station, ""),
            record.reset,
            record.subject,
            record.reference,
            record.detail,
            self._shop.trail.genuine(record),
        )


def _told(wanted: AuditFilter) -> dict[str, str | int]:
    """What was asked for, without what was left open."""
    asked = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {
        name: value.isoformat() if isinstance(value, datetime) else str(value)
        for name, value in asked.items()
        if value
    }

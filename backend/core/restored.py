"""After a database was put back: what was open when its copy was made must not go on.

The copy has forgotten what came after it: tries that were taken, codes that were used, links that were spent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from backend.core.audit import AuditKind, Scene
from backend.core.workshop import Workshop

_LAST = datetime.max.replace(tzinfo=UTC)
"""By then everything that ends by time has ended."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many of each were open."""

    resets: int
    requests: int
    enrolments: int
    codes: int


class Restored:
    """Any number of times; only the first has something to end."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def note_backup(self, now: datetime, actor: str) -> None:
        """A copy was made, with the keys in it: that is on record."""
        with self._shop.parts.store.writing() as tx:
            self._shop.trail.note(tx, AuditKind.BACKUP_MADE, now, Scene(actor=actor))

    def settle(self, now: datetime, actor: str) -> Settled:
        """End every reset, request, enrolment, message and maintenance code. Resets first, as everywhere."""
        trail = self._shop.trail
        with self._shop.parts.store.writing() as tx:
            resets = tx.resets.expire(_LAST)
            trail.ended(tx, AuditKind.RESET_EXPIRED, now, resets)
            requests = tx.approvals.expire(_LAST)
            for one in requests:
                trail.note(tx, AuditKind.APPROVAL_EXPIRED, now, Scene(one.station, one.reset))
            enrolments = tx.enrolments.expire(_LAST)
            for fingerprint in enrolments:
                trail.note(tx, AuditKind.ENROLMENT_EXPIRED, now, Scene(), {"fingerprint": fingerprint})
            tx.outbox.blank(_LAST)
            tx.contact_checks.blank(_LAST)
            done = Settled(len(resets), len(requests), len(enrolments), tx.maintenance.drop_all())
            detail = {"resets": done.resets, "requests": done.requests, "enrolments": done.enrolments}
            trail.note(tx, AuditKind.BACKUP_RESTORED, now, Scene(actor=actor), detail)
            return done

"""What time does: ends what has ended, and blanks what must not stay. `retention` removes what is old."""

from __future__ import annotations

from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.store import Tx
from backend.core.workshop import Workshop


class Sweeper:
    """Implements `Janitor`; any number of processes may sweep at the same time."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def sweep(self) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            self._end(tx, now)
            tx.outbox.blank(now)
            tx.contact_checks.blank(now)

    def _end(self, tx: Tx, now: datetime) -> None:
        """Resets first, as everywhere, so that locks never cross."""
        trail = self._shop.trail
        trail.ended(tx, AuditKind.RESET_EXPIRED, now, tx.resets.expire(now))
        for approval in tx.approvals.expire(now):
            trail.note(tx, AuditKind.APPROVAL_EXPIRED, now, Scene(approval.station, approval.reset))
        for fingerprint in tx.enrolments.expire(now):
            trail.note(tx, AuditKind.ENROLMENT_EXPIRED, now, Scene(), {"fingerprint": fingerprint})

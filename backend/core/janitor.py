"""What time does: ends what has ended, and blanks what must not stay. `retention` removes what is old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.store import Tx
from backend.core.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Ended:
    """How many of each."""

    resets: int
    requests: int
    enrolments: int


def end(shop: Workshop, tx: Tx, now: datetime, until: datetime) -> Ended:
    """End what ends by `until`, on record as of `now`; resets first, as everywhere: locks never cross."""
    trail = shop.trail
    resets = tx.resets.expire(until)
    trail.ended(tx, AuditKind.RESET_EXPIRED, now, resets)
    requests = tx.approvals.expire(until)
    for approval in requests:
        trail.note(tx, AuditKind.APPROVAL_EXPIRED, now, Scene(approval.station, approval.reset))
    enrolments = tx.enrolments.expire(until)
    for fingerprint in enrolments:
        trail.note(tx, AuditKind.ENROLMENT_EXPIRED, now, Scene(), {"fingerprint": fingerprint})
    tx.outbox.blank(until)
    tx.contact_checks.blank(until)
    return Ended(len(resets), len(requests), len(enrolments))


class Sweeper:
    """Implements `Janitor`; any number of processes may sweep at the same time."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def sweep(self) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            end(self._shop, tx, now, until=now)

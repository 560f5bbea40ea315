"""After a database was put back: what was open when its copy was made must not go on.

The copy has forgotten what came after it: tries that were taken, codes that were used, links that were spent.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from backend.core.audit import AuditKind, Scene
from backend.core.janitor import Ended, end
from backend.core.workshop import Workshop

_LAST = datetime.max.replace(tzinfo=UTC)
"""By then everything that ends by time has ended."""


class Restored:
    """Any number of times; only the first has something to end."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def note_backup(self, now: datetime, actor: str) -> None:
        """A copy was made, with the keys in it: that is on record."""
        with self._shop.parts.store.writing() as tx:
            self._shop.trail.note(tx, AuditKind.BACKUP_MADE, now, Scene(actor=actor))

    def settle(self, now: datetime, actor: str) -> tuple[Ended, int]:
        """End every reset, request, enrolment, message and maintenance code; of the last, how many."""
        with self._shop.parts.store.writing() as tx:
            ended = end(self._shop, tx, now, until=_LAST)
            codes = tx.maintenance.drop_all()
            self._shop.trail.note(tx, AuditKind.BACKUP_RESTORED, now, Scene(actor=actor), asdict(ended))
            return ended, codes

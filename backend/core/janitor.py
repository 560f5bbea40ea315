"""What time does: ends what has ended, and forgets what is no longer needed. The audit is never touched."""

from __future__ import annotations

from backend.core.workshop import Workshop


class Sweeper:
    """Implements `Janitor`; any number of processes may sweep at the same time."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def sweep(self) -> None:
        now, kept = self._shop.parts.clock.now(), self._shop.parts.settings.times.kept
        before = now - kept
        with self._shop.parts.store.writing() as tx:
            tx.resets.expire(now)
            tx.outbox.blank(now)
            tx.outbox.forget(before)
            tx.resets.forget(before)
            tx.counters.forget(before)
            tx.enrolments.forget(before)

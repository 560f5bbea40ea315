"""A temporary pass for who has lost their telephone, after a reset that staff approved.

It is shown at the station, to its owner alone: staff never see it, no message carries it, and no record
holds it.
"""

from __future__ import annotations

from datetime import timedelta

from backend.core.api import NotAllowed
from backend.core.audit import AuditKind, Scene
from backend.core.pass_view import PassOutcome, PassResult
from backend.core.people import served
from backend.core.reset_session import Session, seconds
from backend.core.workshop import Workshop

MOST_PASSES = 2
"""For each reset: one, and one more for who could not read the first."""
_WINDOW = timedelta(days=1)


class Passes:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def issue(self, station: str, reset_id: str) -> PassResult:
        """Counted before the directory is asked. Raises `NotAllowed`, `DirectoryUnavailable`."""
        session = self._taken(station, reset_id)
        if session is None:
            return PassResult(PassOutcome.LIMITED)
        account = self._shop.people.find(self._shop.sessions.lookup(session)).account
        if account is None or account.key != session.reset.account or not served(account):
            raise NotAllowed
        made = self._shop.parts.directory.temporary_pass(account.key)
        outcome = PassOutcome.NONE if made is None else PassOutcome.ISSUED
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            detail = {"outcome": outcome.value}
            self._shop.trail.note(tx, AuditKind.PASS_ISSUED, now, self._scene(session), detail)
        if made is None:
            return PassResult(outcome)
        return PassResult(outcome, made.value.reveal(), seconds(made.expires_at, now))

    def _taken(self, station: str, reset_id: str) -> Session | None:
        """One pass of those this reset may have; None when it has had them all."""
        now, bucket = self._shop.parts.clock.now(), f"passes:{reset_id}"
        with self._shop.parts.store.writing() as tx:
            session = self._shop.sessions.load(tx, station, reset_id, now)
            if not session.pass_offered:
                raise NotAllowed
            tx.counters.lock((bucket,), now)
            may = tx.counters.usage(bucket, now - _WINDOW).count < MOST_PASSES
            tx.counters.record_if(wanted=may, bucket=bucket, now=now)
            self._shop.trail.note(tx, AuditKind.PASS_ASKED, now, self._scene(session), {})
            return session if may else None

    def _scene(self, session: Session) -> Scene:
        reset = session.reset
        return Scene(reset.station, reset.id, reset.subject, reference=reset.reference)

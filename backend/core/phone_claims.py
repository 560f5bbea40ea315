"""The phone's side of a hand-off: looking at the link, claiming it once, and being let in by its cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from backend.core.api import NotAllowed, ResetGone
from backend.core.api_phone import HandoffOver, Visit
from backend.core.audit import AuditKind, Scene
from backend.core.handoffs import end_handoff, hashed, moved, note
from backend.core.records import ResetState
from backend.core.reset_session import Session
from backend.core.secret import Secret
from backend.core.sides import StoredHandoff, handoff_status
from backend.core.store import Tx
from backend.core.views import HandoffStatus
from backend.core.workshop import Workshop

MOST_REFUSALS = 20
"""Refusals of one hand-off that are put on record; a link that is tapped for ever fills no disk."""
_LOOKED_AT = frozenset({HandoffStatus.CLAIMED, HandoffStatus.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Held:
    """A phone's hand-off, with its reset as it is now."""

    handoff: StoredHandoff
    session: Session

    @property
    def status(self) -> HandoffStatus:
        return handoff_status(self.handoff, self.session.now)


class PhoneClaims:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def look(self, token: Secret) -> str:
        """The language of the reset behind a link that may be claimed. Raises `HandoffOver`."""
        with self._shop.parts.store.reading() as tx:
            held = self._held(tx, tx.handoffs.by_token(hashed(token)))
        if held is None or not _claimable(held):
            raise HandoffOver
        return held.session.reset.language

    def claim(self, token: Secret) -> Secret:
        """Bind the hand-off to a new cookie, once. A refused claim is put on record."""
        randomness = self._shop.parts.randomness
        cookie = Secret(randomness.token() + randomness.token())
        with self._shop.parts.store.writing() as tx:
            found = tx.handoffs.by_token(hashed(token))
            held = self._held(tx, found)
            claimed = held is not None and self._claimed(tx, held, cookie)
            if not claimed:
                self._refused(tx, found, AuditKind.HANDOFF_CLAIM_REFUSED)
        if not claimed:
            raise HandoffOver
        return cookie

    def visit(self, cookie: Secret) -> Visit:
        """What the phone may see. Raises `HandoffOver`."""
        with self._shop.parts.store.reading() as tx:
            held = self._let_in(tx, cookie)
        shop, session = self._shop, held.session
        waiting = held.status is HandoffStatus.CLAIMED
        digits = shop.marks.handoff_digits(held.handoff) if waiting else ""
        view = shop.sessions.view(session, shop.sessions.ending(session))
        return Visit(held.status, digits, session.reset.language, view)

    def confirmed(self, cookie: Secret) -> Held:
        """The hand-off of a phone that may write. Raises `HandoffOver`, `NotAllowed`; both on record."""
        with self._shop.parts.store.writing() as tx:
            found = tx.handoffs.by_cookie(hashed(cookie))
            held = self._held(tx, found)
            current = held is not None and _current(held)
            may = held is not None and current and held.status is HandoffStatus.CONFIRMED
            if not may:
                self._refused(tx, found, AuditKind.HANDOFF_WRITE_REFUSED)
        if held is None or not current:
            raise HandoffOver
        if not may:
            raise NotAllowed
        return held

    def give_back(self, cookie: Secret) -> None:
        """The person goes on at the station."""
        with self._shop.parts.store.writing() as tx:
            session = self._let_in(tx, cookie).session
            if session.open:
                end_handoff(self._shop, tx, session, "phone")

    # --- within the transaction -----------------------------------------------------------------

    def _held(self, tx: Tx, found: StoredHandoff | None) -> Held | None:
        """The reset of a hand-off; None for one that never was, or whose reset was left or replaced."""
        if found is None:
            return None
        now = self._shop.parts.clock.now()
        try:
            session = self._shop.sessions.load(tx, found.station, found.reset, now)
        except ResetGone:
            return None
        if not self._shop.sessions.genuine_handoff(found, session.reset):
            return None
        newest = session.handoff
        again = newest if newest is not None and newest.id == found.id else found
        return Held(again, session)

    def _let_in(self, tx: Tx, cookie: Secret) -> Held:
        held = self._held(tx, tx.handoffs.by_cookie(hashed(cookie)))
        if held is None or not _current(held):
            raise HandoffOver
        return held

    def _claimed(self, tx: Tx, held: Held, cookie: Secret) -> bool:
        if not _claimable(held):
            return False
        after = replace(held.handoff, cookie_hash=hashed(cookie), status=HandoffStatus.CLAIMED)
        if not moved(self._shop, tx, held.session, after, self._shop.parts.settings.times.handoff_claim):
            return False
        note(self._shop, tx, AuditKind.HANDOFF_CLAIMED, held.session, number=held.handoff.number)
        return True

    def _refused(self, tx: Tx, found: StoredHandoff | None, kind: AuditKind) -> None:
        """On record also when the person has left; not for a link or cookie that never was one."""
        reset = tx.resets.by_id(found.reset) if found is not None else None
        if found is None or reset is None or not self._shop.sessions.genuine_handoff(found, reset):
            return
        now, bucket = self._shop.parts.clock.now(), f"handoff-refused:{found.id}"
        tx.counters.lock((bucket,), now)
        if tx.counters.usage(bucket, found.offered_at - timedelta(seconds=1)).count < MOST_REFUSALS:
            tx.counters.record_if(wanted=True, bucket=bucket, now=now)
            scene = Scene(reset.station, reset.id, reset.subject)
            detail = {"number": found.number, "status": handoff_status(found, now).value}
            self._shop.trail.note(tx, kind, now, scene, detail)


def _newest(held: Held) -> bool:
    newest = held.session.handoff
    return newest is not None and newest.id == held.handoff.id


def _claimable(held: Held) -> bool:
    return held.session.open and _newest(held) and held.status is HandoffStatus.OFFERED


def _current(held: Held) -> bool:
    """Whether the phone still takes part: its hand-off is the newest, and lives, in a reset that does."""
    takes_part = held.session.open or held.session.reset.state in {ResetState.DONE, ResetState.WRITE_UNKNOWN}
    return takes_part and _newest(held) and held.status in _LOOKED_AT

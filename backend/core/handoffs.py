"""Handing a reset to the person's own phone (`rules.md`, Trust: Hand-off).

The link carries presence only: it makes no fact, looking at it changes nothing, one tap claims it once, and
the phone may write only after the person confirmed at the station that both show the same two digits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import assert_never

from backend.core.api import NotAllowed
from backend.core.audit import AuditKind, Scene
from backend.core.meter import Limit
from backend.core.reset_session import Session, allowed
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.sides import EITHER_SIDE, LIVE, Decision, StoredHandoff, handoff_status
from backend.core.store import Tx
from backend.core.views import Allowed, HandoffStatus, Outcome, ResetView
from backend.core.workshop import Workshop

_OFFERED_AT = frozenset(
    {Allowed.CHOOSE_METHOD, Allowed.ANSWER_CODE, Allowed.ANSWER_CALL, Allowed.NEW_PASSWORD}
)


class Handoffs:
    """The station's side of a hand-off; the phone's is in `phone_claims`."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def offer(self, station: str, reset_id: str) -> ResetView:
        """Make a link; it ends the one before. Raises `NotAllowed` while a phone writes."""
        return self._shop.sessions.change(station, reset_id, self._offer)

    def decide(self, station: str, reset_id: str, number: int, decision: Decision) -> ResetView:
        """Confirm or end the newest hand-off. Raises `NotAllowed` for another one, or an unclaimed one."""

        def step(tx: Tx, session: Session) -> Told:
            found = session.handoff
            if found is None or found.number != number:
                raise NotAllowed
            match decision:
                case Decision.CONFIRM:
                    return self._confirm(tx, session, found)
                case Decision.END:
                    return self._end(tx, session)
            assert_never(decision)

        return self._shop.sessions.change(station, reset_id, step, EITHER_SIDE)

    def _offer(self, tx: Tx, session: Session) -> Told:
        settings, reset = self._shop.parts.settings, session.reset
        if not settings.phone_url or allowed(session) not in _OFFERED_AT:
            raise NotAllowed
        number = session.handoff.number + 1 if session.handoff else 1
        end_handoff(self._shop, tx, session, "replaced")
        tx.resets.save(reset)
        if number > settings.limits.handoffs_per_reset:
            self._shop.parts.meter.throttled(Limit.HANDOFFS.value)
            return Told(Outcome.HANDOFF_ENDED)
        made = self._made(session, number)
        tx.handoffs.add(made)
        note(self._shop, tx, AuditKind.HANDOFF_OFFERED, session, number=number)
        return Told(Outcome.HANDOFF_OFFERED)

    def _made(self, session: Session, number: int) -> StoredHandoff:
        shop, now, its_id = self._shop, session.now, self._shop.parts.randomness.token()
        bare = StoredHandoff(
            id=its_id,
            number=number,
            reset=session.reset.id,
            station=session.reset.station,
            status=HandoffStatus.OFFERED,
            token_hash=hashed(shop.marks.handoff_token(its_id, session.reset.id)),
            cookie_hash="",
            offered_at=now,
            expires_at=now + shop.parts.settings.times.handoff_claim,
        )
        return replace(bare, mac=shop.marks.handoff(bare))

    def _confirm(self, tx: Tx, session: Session, found: StoredHandoff) -> Told:
        match handoff_status(found, session.now):
            case HandoffStatus.OFFERED:
                raise NotAllowed
            case HandoffStatus.CONFIRMED:
                return Told(Outcome.HANDOFF_CONFIRMED)
            case HandoffStatus.ENDED:
                return Told(Outcome.HANDOFF_ENDED)
            case HandoffStatus.CLAIMED:
                after = replace(found, status=HandoffStatus.CONFIRMED)
                life = self._shop.parts.settings.times.handoff
                if not moved(self._shop, tx, session, after, life):
                    raise NotAllowed
                note(self._shop, tx, AuditKind.HANDOFF_CONFIRMED, session, number=found.number)
                return Told(Outcome.HANDOFF_CONFIRMED)

    def _end(self, tx: Tx, session: Session) -> Told:
        end_handoff(self._shop, tx, session, "station")
        return Told(Outcome.HANDOFF_ENDED)


def end_handoff(shop: Workshop, tx: Tx, session: Session, why: str) -> None:
    """End the newest hand-off, if it lives."""
    found = session.handoff
    if found is None or found.status not in LIVE:
        return
    bare = replace(found, status=HandoffStatus.ENDED)
    if tx.handoffs.move(found, replace(bare, mac=shop.marks.handoff(bare))):
        tx.resets.save(session.reset)
        note(shop, tx, AuditKind.HANDOFF_ENDED, session, number=found.number, why=why)


def moved(shop: Workshop, tx: Tx, session: Session, after: StoredHandoff, life: timedelta) -> bool:
    """Take the newest hand-off on to `after`, for `life` from now, and the reset with it.

    False when somebody else came first.
    """
    times, reset, before = shop.parts.settings.times, session.reset, session.handoff
    longest = reset.opened_at + times.reset_longest
    until = min(session.now + life, longest)
    bare = replace(after, expires_at=until)
    if before is None or not tx.handoffs.move(before, replace(bare, mac=shop.marks.handoff(bare))):
        return False
    wanted = max(reset.expires_at, until + times.approval_grace)
    tx.resets.save(replace(reset, expires_at=min(wanted, longest)))
    return True


def note(shop: Workshop, tx: Tx, kind: AuditKind, session: Session, **detail: str | int) -> None:
    reset = session.reset
    shop.trail.note(tx, kind, session.now, Scene(reset.station, reset.id, reset.subject), detail)


def hashed(secret: Secret) -> str:
    """What is stored of 256 random bits: a plain hash is enough, nobody guesses those."""
    return sha256(secret.reveal().encode("utf-8", "replace")).hexdigest()

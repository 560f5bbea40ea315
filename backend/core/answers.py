"""Answering a code: the attempt is taken before anything is compared."""

from __future__ import annotations

import unicodedata

from backend.core.api import NotAllowed
from backend.core.app_codes import AppCodes, OwnApp
from backend.core.audit import AuditKind, Scene
from backend.core.facts import Origin, bond, establish
from backend.core.pressure import Mark
from backend.core.proofs import fact_of, path_of
from backend.core.records import StoredChallenge
from backend.core.reset_session import Session, allowed
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.sides import AT_STATION, Side
from backend.core.store import Tx
from backend.core.views import Allowed, Channel, Outcome, ResetView
from backend.core.workshop import Workshop

_GATES = frozenset({Allowed.CHOOSE_METHOD, Allowed.ANSWER_CODE, Allowed.ANSWER_CALL, Allowed.STAFF_ONLY})


class Answers:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._app_codes = AppCodes(shop)

    def answer(
        self, station: str, reset_id: str, challenge_id: str, code: Secret, side: Side = AT_STATION
    ) -> ResetView:
        app = self._app_codes.key(station, reset_id, challenge_id)

        def step(tx: Tx, session: Session) -> Told:
            return self._step(tx, session, challenge_id, code, app)

        return self._shop.sessions.change(station, reset_id, step, side)

    def _step(self, tx: Tx, session: Session, challenge_id: str, code: Secret, app: OwnApp | None) -> Told:
        reset, now, limits = session.reset, session.now, self._shop.limits
        if allowed(session) not in _GATES:
            return self._already(tx, session, challenge_id)
        limits.hold_proofs(tx, reset.subject, now)
        failed = limits.failed_today(tx, reset.subject, now)
        if limits.stops(failed):
            return Told(Outcome.RESTS)
        challenge = tx.challenges.reserve(reset.id, reset.station, challenge_id, now)
        if challenge is None:
            outcome = self._why_not(tx, session, challenge_id)
        elif self._right(tx, session, challenge, code, app) and tx.challenges.use(challenge.id, now):
            outcome = self._prove(tx, session, challenge, app)
        else:
            outcome = self._miss(tx, session, failed)
        scene = Scene(reset.station, reset.id, reset.subject)
        self._shop.trail.note(tx, AuditKind.ANSWER, now, scene, {"outcome": outcome.value})
        tx.resets.save(reset)
        return Told(outcome)

    def _right(
        self,
        tx: Tx,
        session: Session,
        challenge: StoredChallenge,
        typed: Secret,
        app: OwnApp | None,
    ) -> bool:
        marks, digits = self._shop.marks, _digits(typed)
        if challenge.channel is Channel.AUTHENTICATOR:
            right = self._app_codes.right(tx, session, challenge, app, digits)
        else:
            right = marks.code(challenge, self._shop.parts.settings.code.digits).matches(digits)
        return marks.genuine(challenge) and right

    def _prove(self, tx: Tx, session: Session, challenge: StoredChallenge, app: OwnApp | None) -> Outcome:
        kind, path = fact_of(challenge.channel), path_of(challenge.channel)
        # A code went where the challenge was made for; an app may be another one since.
        by_app = challenge.channel is Channel.AUTHENTICATOR
        settling = app.settling if app is not None and by_app else challenge.settling
        origin = Origin(kind, path, settling, challenge.id)
        establish(self._shop, tx, bond(challenge), origin, session.now)
        self._shop.gauge.mark(tx, session.reset.station, Mark.PASSED)
        return Outcome.PROVED

    def _miss(self, tx: Tx, session: Session, failed: int) -> Outcome:
        self._shop.limits.failed_if(tx, wanted=True, subject=session.reset.subject, now=session.now)
        self._shop.gauge.mark(tx, session.reset.station, Mark.FAILED)
        return Outcome.RESTS if self._shop.limits.rests(failed + 1) else Outcome.WRONG_CODE

    def _why_not(self, tx: Tx, session: Session, challenge_id: str) -> Outcome:
        challenge = tx.challenges.get(session.reset.id, challenge_id)
        if challenge is None:
            raise NotAllowed
        spent = challenge.used_at or challenge.replaced_at or challenge.attempts_left <= 0
        return Outcome.CODE_SPENT if spent else Outcome.CODE_EXPIRED

    def _already(self, tx: Tx, session: Session, challenge_id: str) -> Told:
        """A code that comes after the proof was used already; anything else is out of order."""
        challenge = tx.challenges.get(session.reset.id, challenge_id)
        if challenge is None or challenge.used_at is None:
            raise NotAllowed
        return Told(Outcome.CODE_SPENT)


def _digits(typed: Secret) -> Secret:
    """The digits typed, in whatever script and grouping."""
    text = unicodedata.normalize("NFKC", typed.reveal())
    return Secret("".join(str(unicodedata.decimal(mark)) for mark in text if mark.isdecimal()))

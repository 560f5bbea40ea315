"""Codes of the person's own authenticator app: nothing is sent, and the app's key is asked for to compare.

A decoy is shown this method as well, and may be answered like any other: the directory is asked, the code
of nobody's key is computed and compared, the attempt and the failure are counted, and nothing is proved.
"""

from __future__ import annotations

from dataclasses import dataclass

from backend.core.audit import AuditKind, Scene
from backend.core.authenticator import NOBODYS, Authenticator, unpacked
from backend.core.masks import Way
from backend.core.people import Somebody
from backend.core.proofs import Settling
from backend.core.records import StoredChallenge
from backend.core.reset_session import Session
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.store import Tx
from backend.core.views import Channel, Delivery, Method, Outcome
from backend.core.workshop import Workshop


@dataclass(frozen=True, slots=True)
class OwnApp:
    """The app of an account, as the directory has it now; what a row says of either is not believed."""

    account: str
    settling: Settling
    key: Authenticator


class AppCodes:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    # --- asking for a code ----------------------------------------------------------------------

    def ask(self, tx: Tx, session: Session, method: Method, way: Way | None) -> Told:
        """Wait for a code of the app from now on, with the attempts and the life of any other code."""
        shop, reset, now = self._shop, session.reset, session.now
        shop.limits.hold_proofs(tx, reset.subject, now)
        rests = shop.limits.stops(shop.limits.failed_today(tx, reset.subject, now))
        outcome = Outcome.RESTS if rests else Outcome.CODE_AWAITED
        tx.challenges.spend_live(not rests, reset.id, now)
        tx.challenges.add_if(not rests, shop.marks.made(self._challenge(session, method, way)))
        scene = Scene(reset.station, reset.id, reset.subject)
        detail = {"outcome": outcome.value, "channel": method.channel.value}
        shop.trail.note(tx, AuditKind.CHALLENGE, now, scene, detail)
        tx.resets.save(reset)
        return Told(outcome)

    def _challenge(self, session: Session, method: Method, way: Way | None) -> StoredChallenge:
        code, now = self._shop.parts.settings.code, session.now
        return StoredChallenge(
            id=self._shop.parts.randomness.token(),
            reset=session.reset.id,
            account=session.reset.account or "",
            station=session.reset.station,
            method_id=method.id,
            channel=method.channel,
            mask=method.mask,
            settling=way.settling if way else Settling.SETTLED,
            generation=1,
            created_at=now,
            expires_at=now + code.life,
            attempts_left=code.attempts,
            resends_left=0,
            resend_at=now,
            delivery=Delivery.NONE,
        )

    # --- answering ------------------------------------------------------------------------------

    def key(self, station: str, reset_id: str, challenge_id: str) -> OwnApp | None:
        """The app that answers this challenge; None for a decoy, and for a code that was sent.

        The directory is asked for a challenge of this kind only. Raises `DirectoryUnavailable`, `ResetGone`.
        """
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.reading() as tx:
            session = shop.sessions.load(tx, station, reset_id, now)
            challenge = tx.challenges.get(reset_id, challenge_id)
        if challenge is None or challenge.channel is not Channel.AUTHENTICATOR or not session.open:
            return None
        somebody = shop.people.find(shop.sessions.lookup(session))
        way = own_way(shop, session, somebody, challenge.method_id)
        if way is None or way.contact.channel is not Channel.AUTHENTICATOR:
            return None
        return OwnApp(session.reset.account or "", way.settling, unpacked(way.contact.destination))

    def right(
        self, tx: Tx, session: Session, challenge: StoredChallenge, app: OwnApp | None, typed: Secret
    ) -> bool:
        """Whether `typed` is a code of `app` that was not used before; it now is.

        No code is derived from a challenge like this, so that it is the account's whose app was asked for is
        checked here: write access to the database must not make the code of one account prove another.
        """
        begins = (app.key if app else NOBODYS).step_of(typed, session.now)
        if app is None or begins is None or {challenge.account, session.reset.account} != {app.account}:
            return False
        return tx.authenticator_steps.take(session.reset.subject, begins)


def own_way(shop: Workshop, session: Session, somebody: Somebody, method_id: str) -> Way | None:
    """The way behind a method, if the account that was found is the one of this reset and may use it."""
    account = somebody.account
    own = account if account is not None and account.key == session.reset.account else None
    real = shop.people.ways(own, session.reset.id, session.now)
    return next((one for one in real if one.method.id == method_id), None)

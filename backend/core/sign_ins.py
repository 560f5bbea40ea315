"""Really trying identifier and password, without ever locking anybody out."""

from __future__ import annotations

from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.facts import Bond, Origin, establish
from backend.core.openings import LONGEST_TYPED, Openings, Visit
from backend.core.people import Somebody
from backend.core.ports import Account, Verified
from backend.core.pressure import Mark
from backend.core.proofs import FactKind, Path, Settling
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.views import Outcome, ResetView, SignInOutcome, SignInResult
from backend.core.workshop import Workshop

_OUTCOMES = {
    Verified.ACCEPTED: SignInOutcome.ACCEPTED,
    Verified.MUST_CHANGE: SignInOutcome.ACCEPTED_MUST_CHANGE,
    Verified.REFUSED: SignInOutcome.REFUSED,
}


class SignIns:
    def __init__(self, shop: Workshop, openings: Openings) -> None:
        self._shop = shop
        self._openings = openings

    def sign_in(self, visit: Visit, password: Secret) -> SignInResult:
        """Try it. Past the limit the directory does the same work, but is not asked about the account."""
        shop, now = self._shop, self._shop.parts.clock.now()
        capabilities = shop.parts.directory.capabilities
        if not capabilities.verifies_password or shop.limits.sign_ins(capabilities)[0] < 1:
            return SignInResult(SignInOutcome.NOT_CHECKABLE, None)
        somebody = shop.people.find(visit.typed[:LONGEST_TYPED])
        with shop.parts.store.writing() as tx:
            may = shop.limits.may_sign_in(tx, somebody.subject, capabilities, now)
        key = somebody.account.key if somebody.account and may else None
        verified = shop.parts.directory.verify(key, password)
        accepted = verified is not Verified.REFUSED and somebody.account is not None and key is not None
        with shop.parts.store.writing() as tx:
            outcome = _OUTCOMES[verified] if accepted else SignInOutcome.REFUSED
            scene = Scene(visit.station, subject=somebody.subject)
            shop.trail.note(tx, AuditKind.SIGN_IN, now, scene, {"outcome": outcome.value})
            reset = self._open(tx, visit, somebody, now) if accepted else None
            shop.gauge.mark(tx, visit.station, Mark.PASSED if accepted else Mark.FAILED)
        return SignInResult(outcome, reset)

    def _open(self, tx: Tx, visit: Visit, somebody: Somebody, now: datetime) -> ResetView:
        """An accepted sign-in opens a reset that may only change the password, with the old one."""
        shop, account = self._shop, _known(somebody)
        shop.limits.signed_in(tx, somebody.subject)
        reset = self._openings.record(visit, somebody, shop.parts.randomness.token(), (), now)
        self._openings.add(tx, reset)
        origin = Origin(FactKind.CURRENT_PASSWORD, Path.MEMORY, Settling.SETTLED, source=reset.id)
        establish(shop, tx, Bond(reset.id, account.key, visit.station), origin, now)
        session = shop.sessions.load(tx, visit.station, reset.id, now)
        return shop.sessions.view(session, Outcome.STARTED)


def _known(somebody: Somebody) -> Account:
    if somebody.account is None:
        raise ValueError("an accepted sign-in has an account")
    return somebody.account

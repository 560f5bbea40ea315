"""Sending a code, or calling: only to the stored destination, once the whole of it was typed.

Whatever the verdict, the same statements run: whether an account exists cannot be told from the work done.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass

from backend.core.api import NotAllowed
from backend.core.app_codes import AppCodes, own_way
from backend.core.audit import AuditKind, Scene
from backend.core.letters import Letters
from backend.core.limits import Allowance
from backend.core.masks import Way
from backend.core.people import Somebody
from backend.core.ports import Numbers
from backend.core.pressure import Mark
from backend.core.proofs import Settling
from backend.core.records import StoredChallenge
from backend.core.reset_session import Session, allowed, seconds
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.sides import AT_STATION, Side
from backend.core.signals import Cap
from backend.core.store import Tx
from backend.core.views import Allowed, Channel, Delivery, Method, Outcome, ResetView
from backend.core.workshop import Workshop

_GATES = frozenset({Allowed.CHOOSE_METHOD, Allowed.ANSWER_CODE, Allowed.ANSWER_CALL, Allowed.STAFF_ONLY})
_NOWHERE = "+3200000000"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, and by whom; `destination` is None for a resend, and where nothing is sent."""

    method_id: str
    destination: Secret | None
    resend: bool
    side: Side = AT_STATION


@dataclass(frozen=True, slots=True)
class _Aim:
    """The method meant, and the contact behind it, if it is a real one."""

    method: Method
    way: Way | None

    @property
    def destination(self) -> Secret:
        return self.way.contact.destination if self.way else Secret(self.method.id)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a send uses, and the budgets that forbade it."""

    allowances: tuple[Allowance, ...]
    spent: tuple[Cap, ...]


class Challenges:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters
        self._app_codes = AppCodes(shop)

    def send(self, station: str, reset_id: str, wish: Wish) -> ResetView:
        """Send, send again, or say why not."""
        sessions, now = self._shop.sessions, self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            before = sessions.load(tx, station, reset_id, now)
        somebody = self._shop.people.find(sessions.lookup(before))

        def step(tx: Tx, session: Session) -> Told:
            return self._step(tx, session, wish, somebody)

        return sessions.change(station, reset_id, step, wish.side)

    def _step(self, tx: Tx, session: Session, wish: Wish, somebody: Somebody) -> Told:
        if allowed(session) not in _GATES:
            raise NotAllowed
        aim = self._aim(session, wish, somebody)
        if aim.method.channel is Channel.AUTHENTICATOR:
            return self._ask(tx, session, wish, aim)
        limits, subject, now = self._shop.limits, session.reset.subject, session.now
        limits.hold_proofs(tx, subject, now)
        failed = limits.failed_today(tx, subject, now)
        allowances = limits.sends(aim.method.channel, subject, session.reset.station, aim.destination)
        wait = limits.wait(tx, allowances, now)
        told = self._verdict(session, wish, aim, wait.seconds, failed)
        spent = limits.spent(allowances, wait) if told.outcome is Outcome.SEND_LIMITED else ()
        for cap in spent:
            self._shop.signals.cap_reached(cap, aim.method.channel)
        self._carry_out(tx, session, aim, told, _Counted(allowances, spent))
        return told

    def _ask(self, tx: Tx, session: Session, wish: Wish, aim: _Aim) -> Told:
        """Nothing is sent to an app, so nothing can be sent again."""
        if wish.resend:
            raise NotAllowed
        return self._app_codes.ask(tx, session, aim.method, aim.way)

    def _aim(self, session: Session, wish: Wish, somebody: Somebody) -> _Aim:
        offered = {one.id: one for one in session.reset.methods}
        method = offered.get(wish.method_id)
        if method is None:
            raise NotAllowed
        return _Aim(method, own_way(self._shop, session, somebody, wish.method_id))

    def _verdict(self, session: Session, wish: Wish, aim: _Aim, wait: int, failed: int) -> Told:
        if self._shop.limits.stops(failed):
            return Told(Outcome.RESTS)
        if wish.resend:
            return self._resend_verdict(session, aim, wait)
        match self._match(wish.destination or Secret(""), aim):
            case None:
                return Told(Outcome.DESTINATION_UNREADABLE)
            case False:
                spent = self._shop.limits.rests(failed + 1)
                return Told(Outcome.RESTS if spent else Outcome.DESTINATION_MISMATCH)
            case True:
                return Told(Outcome.SEND_LIMITED, retry_in=wait) if wait else Told(Outcome.SENT)

    def _resend_verdict(self, session: Session, aim: _Aim, wait: int) -> Told:
        live = session.live
        if live is None or live.method_id != aim.method.id or aim.way is None:
            raise NotAllowed
        pause = seconds(live.resend_at, session.now)
        if live.resends_left <= 0:
            pause = seconds(live.expires_at, session.now)
        pause = max(pause, wait)
        return Told(Outcome.SEND_LIMITED, retry_in=pause) if pause else Told(Outcome.RESENT)

    def _match(self, typed: Secret, aim: _Aim) -> bool | None:
        """Whether the whole stored destination was typed; None when it cannot be read at all."""
        email = aim.method.channel is Channel.EMAIL
        stored = aim.destination.reveal() if aim.way else _NOWHERE
        found = same_address(typed, stored) if email else same_number(self._shop.parts.numbers, typed, stored)
        return None if found is None else found and aim.way is not None

    def _carry_out(self, tx: Tx, session: Session, aim: _Aim, told: Told, counted: _Counted) -> None:
        shop, reset, now = self._shop, session.reset, session.now
        sends, resends = told.outcome is Outcome.SENT, told.outcome is Outcome.RESENT
        missed = told.outcome is Outcome.DESTINATION_MISMATCH or (
            told.outcome is Outcome.RESTS and not session.rests
        )
        fresh = shop.marks.made(self._challenge(session, aim))
        shop.limits.used_if(tx, sends or resends, counted.allowances, now)
        shop.limits.failed_if(tx, missed, reset.subject, now)
        tx.challenges.spend_live(sends, reset.id, now)
        tx.challenges.add_if(sends, fresh)
        kept = session.live if resends and session.live else fresh
        tx.challenges.resend(resends, kept.id, now, now + shop.parts.settings.code.resend_pause)
        letter = self._letters.code(kept, aim.destination, reset.language, now)
        tx.outbox.add_if(sends or resends, letter)
        shop.gauge.mark(tx, reset.station, Mark.FAILED if missed else Mark.NOTHING)
        scene = Scene(reset.station, reset.id, reset.subject)
        limits = ",".join(cap.value for cap in counted.spent)
        detail = {"outcome": told.outcome.value, "channel": aim.method.channel.value, "limits": limits}
        shop.trail.note(tx, AuditKind.CHALLENGE, now, scene, detail)
        tx.resets.save(reset)

    def _challenge(self, session: Session, aim: _Aim) -> StoredChallenge:
        code, now = self._shop.parts.settings.code, session.now
        return StoredChallenge(
            id=self._shop.parts.randomness.token(),
            reset=session.reset.id,
            account=session.reset.account or "",
            station=session.reset.station,
            method_id=aim.method.id,
            channel=aim.method.channel,
            mask=aim.method.mask,
            settling=aim.way.settling if aim.way else Settling.SETTLED,
            generation=1,
            created_at=now,
            expires_at=now + code.life,
            attempts_left=code.attempts,
            resends_left=code.resends,
            resend_at=now + code.resend_pause,
            delivery=Delivery.QUEUED,
        )


def same_number(numbers: Numbers, typed: Secret, stored: str) -> bool | None:
    return numbers.same(typed.reveal(), stored)


def same_address(typed: Secret, stored: str) -> bool | None:
    """Addresses are compared as people read them: NFKC, case folded (they are sent only as stored)."""
    text = _folded(typed.reveal())
    local, at, domain = text.rpartition("@")
    if not at or not local or "." not in domain or any(mark.isspace() for mark in text):
        return None
    return hmac.compare_digest(
        text.encode("utf-8", "surrogatepass"), _folded(stored).encode("utf-8", "surrogatepass")
    )


def _folded(address: str) -> str:
    return unicodedata.normalize("NFKC", address.strip()).casefold()

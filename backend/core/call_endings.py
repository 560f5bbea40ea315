"""What follows from how a call ended, each time in one transaction.

A process may die at any statement. What a key decides is therefore kept with the key: by the process that the
provider told it, or by the one that heard it itself. Only what needs more than the database is left to who
finds the letter open afterwards: the notices after *not me*, which need the directory.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.core.audit import AuditKind, Scene
from backend.core.call_failover import Rung
from backend.core.call_log import CallLog
from backend.core.facts import Origin, bond, establish
from backend.core.letters import Letters, NoticeText
from backend.core.messages import Notice
from backend.core.ports import Account, CallEnd, DirectoryUnavailable, SealBrokenError
from backend.core.pressure import Mark
from backend.core.proofs import FactKind, Path
from backend.core.records import LetterState, ResetState, StoredChallenge, StoredLetter, StoredReset
from backend.core.store import Tx
from backend.core.views import Delivery
from backend.core.workshop import Workshop

OPEN = frozenset({LetterState.QUEUED, LetterState.LEASED})
AGAIN = timedelta(seconds=30)
"""After so long a directory that did not answer is asked again whom to warn."""
_log = logging.getLogger("repasse.calls")


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call and what it is about, as they were when it was known that nobody had changed them."""

    letter: StoredLetter
    challenge: StoredChallenge


class CallEndings:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop, self._letters = shop, letters
        self._log = CallLog(shop.parts.store, shop.parts.sealer, shop.parts.clock)

    def known(self, letter: StoredLetter) -> CallEnd | None:
        """How it ended, when that is on record."""
        try:
            return self._log.history(letter.id).end
        except SealBrokenError:
            return None

    def decide(self, tx: Tx, letter: StoredLetter, challenge: StoredChallenge | None, end: CallEnd) -> None:
        """A key has ended it so. Without a `challenge` that is genuine and open nothing is proved."""
        reset, found = tx.resets.by_id(letter.reset), tx.outbox.lock(letter.id)
        if reset is None or found is None:
            return
        match end:
            case CallEnd.PROVED:
                if challenge is not None:
                    self._prove(tx, reset, found, challenge)
            case CallEnd.NOT_ME:
                self._not_me(tx, reset, found)
            case CallEnd.WRONG:
                self._wrong(tx, reset, found, challenge)
            case CallEnd.HEARD | CallEnd.NO_ANSWER | CallEnd.FAILED | CallEnd.BROKEN:
                pass

    def settle(self, ringing: Ringing, rung: Rung) -> None:
        """It has ended so, as who carried it says."""
        match rung.end:
            case CallEnd.PROVED | CallEnd.NOT_ME | CallEnd.WRONG:
                with self._shop.parts.store.writing() as tx:
                    if self._log.end(tx, ringing.letter.id, rung.end):
                        self.decide(tx, ringing.letter, ringing.challenge, rung.end)
                if rung.end is CallEnd.NOT_ME:
                    self.warn(ringing.letter)
            case CallEnd.HEARD:
                self._close(ringing, rung, LetterState.SENT, Delivery.DELIVERED)
            case CallEnd.NO_ANSWER | CallEnd.FAILED:
                self._close(ringing, rung, LetterState.FAILED, Delivery.FAILED)
            case CallEnd.BROKEN:
                self._close(ringing, rung, LetterState.FAILED, Delivery.BROKEN)

    def warn(self, letter: StoredLetter) -> None:
        """The owner did not ask for this: tell every address on record, once they are known."""
        now = self._shop.parts.clock.now()
        try:
            account = self._owner(letter)
        except DirectoryUnavailable:
            _log.warning("a warning to an owner waits: the directory does not answer")
            self._put_off(letter, now)
            return
        with self._shop.parts.store.writing() as tx:
            reset, found = tx.resets.by_id(letter.reset), tx.outbox.lock(letter.id)
            if found is None or found.state not in OPEN:
                return
            self._shut(tx, found, LetterState.SENT, now)
            # After a write the notice would be false; the one about the write is on its way.
            if reset is not None and account is not None and reset.work is None:
                text = NoticeText(Notice.NOT_ME, account.identifier, now, "")
                self._letters.notify(tx, account, reset, text, now)

    def _put_off(self, letter: StoredLetter, now: datetime) -> None:
        """Until its time is over; no try of it is used up, as nobody was rung."""
        with self._shop.parts.store.writing() as tx:
            tx.resets.by_id(letter.reset)
            found = tx.outbox.lock(letter.id)
            if found is not None and found.state in OPEN and found.tries == letter.tries:
                waits = replace(found, state=LetterState.QUEUED, tries=found.tries - 1)
                tx.outbox.save(replace(waits, lease_until=now + AGAIN))

    def drop(self, letter: StoredLetter) -> None:
        """It is worth nothing any more."""
        with self._shop.parts.store.writing() as tx:
            tx.resets.by_id(letter.reset)
            found = tx.outbox.lock(letter.id)
            if found is not None and found.state in OPEN:
                self._shut(tx, found, LetterState.DROPPED, self._shop.parts.clock.now())

    # --- one transaction each -------------------------------------------------------------------

    def _prove(self, tx: Tx, reset: StoredReset, found: StoredLetter, challenge: StoredChallenge) -> None:
        shop, now = self._shop, self._shop.parts.clock.now()
        if found.state in OPEN:
            self._shut(tx, found, LetterState.SENT, now)
        shop.limits.hold_proofs(tx, reset.subject, now)
        rests = shop.limits.stops(shop.limits.failed_today(tx, reset.subject, now))
        live = tx.challenges.get(reset.id, challenge.id)
        if rests or live is None or not takes_answers(reset, live, now):
            return
        if not tx.challenges.use(challenge.id, now):
            return
        # Bound to the account that was called, whatever the rows say by now.
        origin = Origin(FactKind.CALL_ACCEPTED, Path.TELEPHONE, challenge.settling, challenge.id)
        establish(shop, tx, bond(challenge), origin, now)
        shop.gauge.mark(tx, reset.station, Mark.PASSED)
        tx.resets.save(reset)
        self._note(tx, AuditKind.CALL_ENDED, reset, Rung(CallEnd.PROVED, found.gateway))

    def _not_me(self, tx: Tx, reset: StoredReset, found: StoredLetter) -> None:
        """End the reset at once; the letter stays open until the owner was warned."""
        tx.challenges.spend_live(wanted=True, reset_id=reset.id, now=self._shop.parts.clock.now())
        if reset.state is ResetState.OPEN:
            tx.resets.save(replace(reset, state=ResetState.ENDED_BY_OWNER))
        self._note(tx, AuditKind.NOT_ME, reset, Rung(CallEnd.NOT_ME, found.gateway))

    def _wrong(
        self, tx: Tx, reset: StoredReset, found: StoredLetter, challenge: StoredChallenge | None
    ) -> None:
        """Count it against the account, as a wrong code is."""
        shop, now = self._shop, self._shop.parts.clock.now()
        if found.state in OPEN:
            self._shut(tx, found, LetterState.FAILED, now)
        if challenge is None:
            return
        shop.limits.hold_proofs(tx, reset.subject, now)
        shop.limits.failed_if(tx, wanted=True, subject=reset.subject, now=now)
        shop.gauge.mark(tx, reset.station, Mark.FAILED)
        self._told(tx, reset, found, challenge, Delivery.FAILED)
        self._note(tx, AuditKind.CALL_ENDED, reset, Rung(CallEnd.WRONG, found.gateway))

    def _close(self, ringing: Ringing, rung: Rung, state: LetterState, delivery: Delivery) -> None:
        """Unless somebody else did, or has it now."""
        letter, now = ringing.letter, self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset, found = tx.resets.by_id(letter.reset), tx.outbox.lock(letter.id)
            if found is None or found.state not in OPEN or found.tries != letter.tries:
                return
            self._shut(tx, replace(found, gateway=rung.gateway), state, now)
            if reset is None:
                return
            if rung.end is CallEnd.BROKEN:
                self._shop.limits.forget_call(tx, reset.subject, letter.created_at)
            self._told(tx, reset, letter, ringing.challenge, delivery)
            self._note(tx, AuditKind.CALL_ENDED, reset, rung)

    def _told(
        self, tx: Tx, reset: StoredReset, letter: StoredLetter, challenge: StoredChallenge, delivery: Delivery
    ) -> None:
        """Let the station know. An older call that failed says nothing of the one asked for after it."""
        if delivery is Delivery.DELIVERED or tx.outbox.newest(reset.id, letter.challenge) == letter.id:
            tx.challenges.delivered(replace(challenge, delivery=delivery))
            tx.resets.save(reset)

    def _shut(self, tx: Tx, letter: StoredLetter, state: LetterState, now: datetime) -> None:
        tx.outbox.save(replace(letter, state=state, sealed=b"", lease_until=now))

    def _note(self, tx: Tx, kind: AuditKind, reset: StoredReset, rung: Rung) -> None:
        scene = Scene(reset.station, reset.id, reset.subject)
        detail = {"end": rung.end.value, "gateway": rung.gateway}
        self._shop.trail.note(tx, kind, self._shop.parts.clock.now(), scene, detail)

    def _owner(self, letter: StoredLetter) -> Account | None:
        """Whom to warn; the end of the reset has not waited for it. Raises `DirectoryUnavailable`."""
        sessions = self._shop.sessions
        with self._shop.parts.store.reading() as tx:
            reset = tx.resets.by_id(letter.reset)
        if reset is None:
            return None
        lookup = sessions.person(reset).identifier or sessions.typed(reset).reveal()
        account = self._shop.people.find(lookup).account
        return account if account is not None and account.key == letter.account else None


def takes_answers(reset: StoredReset, challenge: StoredChallenge, now: datetime) -> bool:
    """Whether that challenge of that reset can still be answered."""
    ended = challenge.used_at or challenge.replaced_at or challenge.attempts_left <= 0
    is_open = reset.state is ResetState.OPEN and reset.expires_at > now
    return is_open and not ended and challenge.expires_at > now

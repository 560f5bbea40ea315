"""Calls: pressing the digit that the station shows proves, 9 ends the reset and alarms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.facts import Origin, bond, establish
from backend.core.letters import Letters, NoticeText
from backend.core.messages import Notice, call_greeting, code_message
from backend.core.ports import Account, CallEnd, CallScript, DirectoryUnavailable
from backend.core.pressure import Mark
from backend.core.proofs import FactKind, Path
from backend.core.records import LetterState, ResetState, StoredChallenge, StoredLetter, StoredReset
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.views import Channel, Delivery
from backend.core.workshop import Workshop


class Calls:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters

    def live(self, letter: StoredLetter) -> StoredChallenge | None:
        """The challenge a letter is about, if it still takes an answer and nobody changed its binding."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            challenge = tx.challenges.get(letter.reset, letter.challenge)
            reset = tx.resets.by_id(letter.reset)
        if challenge is None or reset is None or not _open(reset, now):
            return None
        ended = challenge.used_at or challenge.replaced_at or challenge.attempts_left <= 0
        bound = (challenge.account, challenge.station) == (letter.account, letter.station)
        return None if ended or challenge.expires_at <= now or not bound else challenge

    def place(self, letter: StoredLetter) -> None:
        """Ring, stay with the call to its end, and settle it. Blocks."""
        destination, challenge = self._letters.destination(letter), self.live(letter)
        voice = self._shop.parts.channels.voice
        if destination is None or challenge is None or voice is None:
            self._close(letter, challenge, LetterState.DROPPED, Delivery.FAILED)
            return
        self._ringing(letter, challenge)
        end = voice.call(self._script(letter, destination, challenge))
        match end:
            case CallEnd.PROVED:
                self._proved(letter, challenge)
            case CallEnd.NOT_ME:
                self._not_me(letter, challenge)
            case CallEnd.HEARD:
                self._close(letter, challenge, LetterState.SENT, Delivery.DELIVERED)
            case CallEnd.NO_ANSWER | CallEnd.FAILED:
                self._close(letter, challenge, LetterState.FAILED, Delivery.FAILED)

    def _script(self, letter: StoredLetter, destination: Secret, challenge: StoredChallenge) -> CallScript:
        settings, now = self._shop.parts.settings, self._shop.parts.clock.now()
        institution = settings.institution.name
        code = self._shop.marks.code(challenge, settings.code.digits)
        with self._shop.parts.store.reading() as tx:
            station = tx.stations.get(letter.station)
        _, spoken = code_message(Channel.VOICE, letter.language, code, 1, institution)
        return CallScript(
            id=letter.id,
            destination=destination,
            language=letter.language,
            greeting=call_greeting(letter.language, institution, station.place if station else ""),
            digit=self._shop.marks.call_digit(challenge),
            code_text=spoken,
            expires_at=min(challenge.expires_at, now + settings.times.call),
        )

    def _ringing(self, letter: StoredLetter, challenge: StoredChallenge) -> None:
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            if reset is not None:
                tx.challenges.delivered(replace(challenge, delivery=Delivery.SENT))
                tx.resets.save(reset)

    def _proved(self, letter: StoredLetter, challenge: StoredChallenge) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            self._shut(tx, letter, LetterState.SENT, now)
            if reset is None or not _open(reset, now) or not tx.challenges.use(challenge.id, now):
                return
            # Bound to the account that was called, whatever the rows say by now.
            origin = Origin(FactKind.CALL_ACCEPTED, Path.TELEPHONE, challenge.settling, challenge.id)
            establish(self._shop, tx, bond(challenge), origin, now)
            self._shop.gauge.mark(tx, letter.station, Mark.PASSED)
            tx.resets.save(reset)
            self._note(tx, AuditKind.CALL_ENDED, reset, now, CallEnd.PROVED)

    def _not_me(self, letter: StoredLetter, challenge: StoredChallenge) -> None:
        """The owner did not ask for this: end it, and tell every address on record."""
        now, account = self._shop.parts.clock.now(), self._owner(letter)
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            self._shut(tx, letter, LetterState.SENT, now)
            if reset is None:
                return
            tx.challenges.spend_live(wanted=True, reset_id=challenge.reset, now=now)
            if reset.state is ResetState.OPEN:
                tx.resets.save(replace(reset, state=ResetState.ENDED_BY_OWNER))
            self._note(tx, AuditKind.NOT_ME, reset, now, CallEnd.NOT_ME)
            # After a write the notice would be false; the one about the write is on its way.
            if account is not None and reset.work is None:
                text = NoticeText(Notice.NOT_ME, account.identifier, now, "")
                self._letters.notify(tx, account, reset, text, now)

    def _owner(self, letter: StoredLetter) -> Account | None:
        """Whom to warn; the alarm itself does not wait for the directory."""
        sessions = self._shop.sessions
        with self._shop.parts.store.reading() as tx:
            reset = tx.resets.by_id(letter.reset)
        if reset is None:
            return None
        lookup = sessions.person(reset).identifier or sessions.typed(reset).reveal()
        try:
            account = self._shop.people.find(lookup).account
        except DirectoryUnavailable:
            return None
        return account if account is not None and account.key == letter.account else None

    def _close(
        self, letter: StoredLetter, challenge: StoredChallenge | None, state: LetterState, delivery: Delivery
    ) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            self._shut(tx, letter, state, now)
            if reset is not None and challenge is not None:
                tx.challenges.delivered(replace(challenge, delivery=delivery))
                tx.resets.save(reset)
                end = CallEnd.HEARD if delivery is Delivery.DELIVERED else CallEnd.FAILED
                self._note(tx, AuditKind.CALL_ENDED, reset, now, end)

    def _shut(self, tx: Tx, letter: StoredLetter, state: LetterState, now: datetime) -> None:
        tx.outbox.save(replace(letter, state=state, sealed=b"", lease_until=now))

    def _note(self, tx: Tx, kind: AuditKind, reset: StoredReset, now: datetime, end: CallEnd) -> None:
        scene = Scene(reset.station, reset.id, reset.subject)
        self._shop.trail.note(tx, kind, now, scene, {"end": end.value})


def _open(reset: StoredReset, now: datetime) -> bool:
    return reset.state is ResetState.OPEN and reset.expires_at > now

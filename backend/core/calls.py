"""Calls: pressing the digit that the station shows proves, 9 ends the reset and alarms."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from backend.core.call_endings import OPEN, CallEndings, Ringing, takes_answers
from backend.core.call_failover import CallFailOver, CallGateway
from backend.core.letters import Letters
from backend.core.messages import call_greeting, code_message
from backend.core.ports import CallChannel, CallEnd, CallScript
from backend.core.records import LetterKind, StoredChallenge, StoredLetter
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.views import Channel, Delivery
from backend.core.workshop import Workshop


class Calls:
    """Implements `CallBook`, and places the calls."""

    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters
        self._endings = CallEndings(shop, letters)
        voice = shop.parts.channels.voice
        self._lines = None if voice is None else self._over(voice)

    def _over(self, voice: CallChannel | CallFailOver) -> CallFailOver:
        """A channel of one gateway is a fail-over too."""
        if isinstance(voice, CallFailOver):
            return voice
        return CallFailOver([CallGateway(Channel.VOICE.value, voice)], self._shop.parts.clock)

    def live(self, letter: StoredLetter) -> StoredChallenge | None:
        """The challenge a letter is about, if it still takes an answer and nobody changed its binding."""
        with self._shop.parts.store.reading() as tx:
            return self._live(tx, letter)

    def _live(self, tx: Tx, letter: StoredLetter) -> StoredChallenge | None:
        reset, challenge = tx.resets.by_id(letter.reset), tx.challenges.get(letter.reset, letter.challenge)
        now = self._shop.parts.clock.now()
        if challenge is None or reset is None or not takes_answers(reset, challenge, now):
            return None
        bound = (challenge.account, challenge.station) == (letter.account, letter.station)
        return challenge if bound and self._shop.marks.genuine(challenge) else None

    def script(self, call: str) -> CallScript | None:
        """What the call of that letter says; None when it is no call, or worth nothing any more."""
        with self._shop.parts.store.reading() as tx:
            letter = tx.outbox.get(call)
        if letter is None or letter.kind is not LetterKind.CALL:
            return None
        destination, challenge = self._letters.destination(letter), self.live(letter)
        if destination is None or challenge is None:
            return None
        return self._script(letter, destination, challenge)

    def decided(self, tx: Tx, call: str, end: CallEnd) -> None:
        """A key has ended it so, told by its provider to this process."""
        letter = tx.outbox.get(call)
        if letter is None or letter.kind is not LetterKind.CALL or self._letters.destination(letter) is None:
            return
        self._endings.decide(tx, letter, self._live(tx, letter), end)

    def place(self, letter: StoredLetter) -> None:
        """Ring, or go on with what another process began; stay with it to its end, and settle it. Blocks."""
        if self._endings.known(letter) is CallEnd.NOT_ME:
            self._endings.warn(letter)
            return
        destination, challenge = self._letters.destination(letter), self.live(letter)
        if destination is None or challenge is None or self._lines is None:
            self._endings.drop(letter)
            return
        ringing = Ringing(letter, challenge)
        script = self._script(letter, destination, challenge)
        rung = self._lines.ring(script, letter.gateway, partial(self._begins, ringing))
        if rung is not None:
            self._endings.settle(ringing, rung)

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

    def _begins(self, ringing: Ringing, gateway: str) -> bool:
        """Keep who calls now, before it does; False when the letter is another process's by now."""
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(ringing.letter.reset)
            found = tx.outbox.lock(ringing.letter.id)
            if (
                reset is None
                or found is None
                or found.state not in OPEN
                or found.tries != ringing.letter.tries
            ):
                return False
            tx.outbox.save(replace(found, gateway=gateway))
            tx.challenges.delivered(replace(ringing.challenge, delivery=Delivery.SENT))
            tx.resets.save(reset)
            return True

"""Drains the outbox: the code is derived when it is sent, and the destination blanked afterwards.

Any number of processes may drain at the same time. A letter whose sender died is sent again once its lease
ran out, under the same message id, so that a channel can tell.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import BoundedSemaphore
from zoneinfo import ZoneInfo

from backend.core.audit import AuditKind, Scene
from backend.core.calls import Calls
from backend.core.letters import Letters
from backend.core.messages import code_message, notice_message
from backend.core.ports import Message, MessageChannel, Sent
from backend.core.records import LetterKind, LetterState, StoredChallenge, StoredLetter
from backend.core.reset_session import seconds
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from backend.core.views import Channel, Delivery
from backend.core.workshop import Workshop

MOST_AT_ONCE = 20
MOST_CALLS = 16
MOST_TRIES = 5
_BUSY = timedelta(seconds=2)
_DELIVERIES = {
    Sent.ACCEPTED: Delivery.SENT,
    Sent.DELIVERED: Delivery.DELIVERED,
    Sent.FAILED: Delivery.FAILED,
}
_log = logging.getLogger("repasse.postman")


class OutboxPostman:
    """Implements `Postman`. Calls run in threads of their own, so that none holds up a message."""

    def __init__(self, shop: Workshop, letters: Letters, calls: Calls) -> None:
        self._shop = shop
        self._letters = letters
        self._calls = calls
        self._threads = ThreadPoolExecutor(MOST_CALLS, thread_name_prefix="call")
        self._lines = BoundedSemaphore(MOST_CALLS)

    def drain(self) -> int:
        """Send what is due. A database that does not answer is logged, and tried at the next drain."""
        try:
            letters = self._claim()
            for letter in letters:
                self._handle(letter)
        except StoreUnavailable:
            _log.warning("the outbox cannot be read: the database does not answer")
            return 0
        return len(letters)

    def close(self) -> None:
        """Take no more calls; those that run end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _claim(self) -> tuple[StoredLetter, ...]:
        now, times = self._shop.parts.clock.now(), self._shop.parts.settings.times
        with self._shop.parts.store.writing() as tx:
            letters = tx.outbox.claim(now, now + times.message_lease, MOST_AT_ONCE)
            for letter in letters:
                if letter.kind is LetterKind.CALL:
                    tx.outbox.save(replace(letter, lease_until=now + times.call + times.message_lease))
        return letters

    def _handle(self, letter: StoredLetter) -> None:
        match letter.kind:
            case _ if letter.tries > MOST_TRIES or letter.not_after <= self._shop.parts.clock.now():
                self._close(letter, LetterState.DROPPED, Delivery.FAILED)
            case LetterKind.CALL:
                self._ring(letter)
            case LetterKind.CODE:
                self._send_code(letter)
            case LetterKind.NOTICE:
                self._send_notice(letter)

    # --- messages -------------------------------------------------------------------------------

    def _send_code(self, letter: StoredLetter) -> None:
        destination, challenge = self._letters.destination(letter), self._calls.live(letter)
        channel = self._channel(letter.channel)
        if destination is None or challenge is None or channel is None:
            self._close(letter, LetterState.DROPPED, Delivery.FAILED)
            return
        sent = channel.send(self._code_message(letter, destination, challenge))
        state = LetterState.FAILED if sent is Sent.FAILED else LetterState.SENT
        self._close(letter, state, _DELIVERIES[sent])

    def _code_message(self, letter: StoredLetter, destination: Secret, challenge: StoredChallenge) -> Message:
        settings = self._shop.parts.settings
        left = seconds(challenge.expires_at, self._shop.parts.clock.now())
        code = self._shop.marks.code(challenge, settings.code.digits)
        subject, body = code_message(
            letter.channel, letter.language, code, max(1, left // 60), settings.institution.name
        )
        return Message(letter.id, destination, letter.language, subject, body)

    def _send_notice(self, letter: StoredLetter) -> None:
        told, channel = self._letters.notice(letter), self._channel(letter.channel)
        if told is None or channel is None:
            self._close(letter, LetterState.DROPPED, Delivery.FAILED)
            return
        destination, text = told
        institution = self._shop.parts.settings.institution
        at = text.at.astimezone(ZoneInfo(institution.timezone))
        subject, body = notice_message(
            letter.language, text.notice, text.identifier, at, text.reference, institution.name
        )
        sent = channel.send(Message(letter.id, destination, letter.language, subject, body))
        self._close(
            letter, LetterState.FAILED if sent is Sent.FAILED else LetterState.SENT, _DELIVERIES[sent]
        )

    def _channel(self, channel: Channel) -> MessageChannel | None:
        channels = self._shop.parts.channels
        return channels.email if channel is Channel.EMAIL else channels.sms

    def _close(self, letter: StoredLetter, state: LetterState, delivery: Delivery) -> None:
        """Blank the destination, and tell the reset what became of its challenge."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            tx.outbox.save(replace(letter, state=state, sealed=b"", lease_until=now))
            challenge = tx.challenges.get(letter.reset, letter.challenge) if letter.challenge else None
            if reset is not None and challenge is not None:
                tx.challenges.delivered(replace(challenge, delivery=delivery))
                tx.resets.save(reset)
            detail = {"kind": letter.kind.value, "channel": letter.channel.value, "state": state.value}
            self._shop.trail.note(tx, AuditKind.LETTER, now, Scene(letter.station, letter.reset), detail)

    # --- calls ----------------------------------------------------------------------------------

    def _ring(self, letter: StoredLetter) -> None:
        if not self._lines.acquire(blocking=False):
            self._put_back(letter)
            return
        self._threads.submit(self._calls.place, letter).add_done_callback(self._hung_up)

    def _put_back(self, letter: StoredLetter) -> None:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            waiting = replace(letter, state=LetterState.QUEUED, lease_until=now + _BUSY)
            tx.outbox.save(replace(waiting, tries=letter.tries - 1))

    def _hung_up(self, call: Future[None]) -> None:
        self._lines.release()
        error = None if call.cancelled() else call.exception()
        if error is not None:
            # The lease brings the letter back; the text of an unforeseen error might hold the number.
            _log.error("a call ended by %s", type(error).__name__)

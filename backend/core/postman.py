"""Drains the outbox: the code is derived when it is sent, and the destination blanked afterwards.

Any number of processes may drain at the same time. A letter whose sender died is sent again once its lease
ran out, and one that nobody took after a wait that grows, both under the same message id, so that a channel
can tell.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import BoundedSemaphore
from zoneinfo import ZoneInfo

from backend.core.call_leases import LEASE, CallLeases
from backend.core.calls import Calls
from backend.core.deliveries import Deliveries
from backend.core.failover import FailOver, Gateway, Refusal
from backend.core.languages import language
from backend.core.letters import NOTICE_WAITS, Letters
from backend.core.messages import code_message, notice_message, shown
from backend.core.ports import Message, MessageChannel, Sent
from backend.core.records import LetterKind, LetterState, StoredLetter
from backend.core.reset_session import seconds
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from backend.core.ticket_text import ticket_message
from backend.core.views import Channel
from backend.core.workshop import Workshop

MOST_AT_ONCE = 10
MOST_CALLS = 16
_LATER = 1 + len(NOTICE_WAITS)
MOST_TRIES = {
    LetterKind.CODE: 5,
    LetterKind.CALL: 5,
    LetterKind.CONTACT: 5,
    LetterKind.NOTICE: _LATER,
    LetterKind.TICKET: _LATER,
}
"""Beyond these a letter's senders have died."""
_BUSY = timedelta(seconds=2)
_log = logging.getLogger("repasse.postman")


class OutboxPostman:
    """Implements `Postman`. Calls run in threads of their own, so that none holds up a message."""

    def __init__(self, shop: Workshop, letters: Letters, calls: Calls, deliveries: Deliveries) -> None:
        self._shop = shop
        self._letters = letters
        self._calls = calls
        self._deliveries = deliveries
        channels = shop.parts.channels
        self._email = self._over(Channel.EMAIL, channels.email)
        self._sms = self._over(Channel.SMS, channels.sms)
        self._threads = ThreadPoolExecutor(MOST_CALLS, thread_name_prefix="call")
        self._lines = BoundedSemaphore(MOST_CALLS)
        self._leases = CallLeases(shop.parts)

    def drain(self) -> int:
        """Send what is due. A database that does not answer is logged, and tried at the next drain."""
        try:
            letters = self._claim()
            for letter in letters:
                if self._in_time(letter):
                    self._handle(letter)
                else:
                    self._put_back(letter, timedelta(0))
        except StoreUnavailable:
            _log.warning("the outbox cannot be read: the database does not answer")
            return 0
        return len(letters)

    def renew(self) -> int:
        """Renew the leases of the calls that run here. A database that does not answer is logged."""
        try:
            return self._leases.renew()
        except StoreUnavailable:
            _log.warning("the leases of calls cannot be renewed: the database does not answer")
            return 0

    def close(self) -> None:
        """Take no more calls; those that run end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _claim(self) -> tuple[StoredLetter, ...]:
        now, times = self._shop.parts.clock.now(), self._shop.parts.settings.times
        with self._shop.parts.store.writing() as tx:
            letters = tx.outbox.claim(now, now + times.message_lease, MOST_AT_ONCE)
            claimed = [replace(one, lease_until=now + LEASE) for one in letters if not _is_message(one)]
            kept = [self._leases.kept(one) for one in claimed]
            for call, running in zip(claimed, kept, strict=True):
                tx.outbox.save(running or call)
        calls = (call for call, running in zip(claimed, kept, strict=True) if running is None)
        # They hold nobody up, and their leases are short.
        return (*calls, *(one for one in letters if _is_message(one)))

    def _in_time(self, letter: StoredLetter) -> bool:
        """Whether the lease lasts longer than the sending can: the letters before this one may have hung."""
        channel = None if letter.kind is LetterKind.CALL else self._channel(letter.channel)
        longest = timedelta(0) if channel is None else channel.patience
        return letter.lease_until - self._shop.parts.clock.now() > longest

    def _handle(self, letter: StoredLetter) -> None:
        match letter.kind:
            case _ if (
                letter.tries > MOST_TRIES[letter.kind] or letter.not_after <= self._shop.parts.clock.now()
            ):
                self._deliveries.drop(letter)
            case LetterKind.CALL:
                self._ring(letter)
            case LetterKind.CODE:
                self._send(letter, self._code(letter))
            case LetterKind.NOTICE:
                self._send(letter, self._notice_message(letter))
            case LetterKind.TICKET:
                self._send(letter, self._ticket_message(letter))
            case LetterKind.CONTACT:
                self._send(letter, self._contact_code(letter))

    # --- messages -------------------------------------------------------------------------------

    def _send(self, letter: StoredLetter, message: Message | None) -> None:
        channel = self._channel(letter.channel)
        if message is None or channel is None:
            self._deliveries.drop(letter)
            return
        handed = channel.hand(message)
        if handed.sent is Sent.DEFERRED:
            _log.warning("nobody took a letter by %s, try %d", letter.channel.value, letter.tries)
        self._deliveries.hand_in(letter, handed)

    def _code(self, letter: StoredLetter) -> Message | None:
        destination, challenge = self._letters.destination(letter), self._calls.live(letter)
        if destination is None or challenge is None:
            return None
        code = self._shop.marks.code(challenge, self._shop.parts.settings.code.digits)
        return self._code_message(letter, destination, code, challenge.expires_at)

    def _contact_code(self, letter: StoredLetter) -> Message | None:
        """The code for a contact that is being registered, if it is still the one that was asked for."""
        with self._shop.parts.store.reading() as tx:
            check = tx.contact_checks.latest(letter.reset)
        destination = self._letters.destination(letter)
        live = check is not None and check.id == letter.challenge and not (check.used_at or check.replaced_at)
        if check is None or not live or destination is None:
            return None
        code = self._shop.marks.contact_code(check, self._shop.parts.settings.code.digits)
        return self._code_message(letter, destination, code, check.expires_at)

    def _code_message(
        self, letter: StoredLetter, destination: Secret, code: Secret, expires_at: datetime
    ) -> Message:
        minutes = max(1, seconds(expires_at, self._shop.parts.clock.now()) // 60)
        name = self._shop.parts.settings.institution.name
        subject, body = code_message(letter.channel, letter.language, code, minutes, name)
        as_it_stands = Secret(shown(code.reveal(), language(letter.language)))
        return Message(letter.id, destination, letter.language, subject, body, as_it_stands, expires_at)

    def _notice_message(self, letter: StoredLetter) -> Message | None:
        told = self._letters.notice(letter)
        if told is None:
            return None
        destination, text = told
        name, at = self._shop.parts.settings.institution.name, self._local(text.at)
        subject, body = notice_message(
            letter.language, text.notice, text.identifier, at, text.reference, name
        )
        return Message(letter.id, destination, letter.language, subject, body)

    def _ticket_message(self, letter: StoredLetter) -> Message | None:
        told = self._letters.ticket_text(letter)
        if told is None:
            return None
        destination, text = told
        name, at = self._shop.parts.settings.institution.name, self._local(text.at)
        subject, body = ticket_message(text, letter.language, at, name)
        return Message(letter.id, destination, letter.language, subject, body)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self._shop.parts.settings.institution.timezone))

    def _channel(self, channel: Channel) -> FailOver | None:
        return self._email if channel is Channel.EMAIL else self._sms

    def _over(self, channel: Channel, given: MessageChannel | None) -> FailOver | None:
        """A channel of one gateway is a fail-over too."""
        if given is None or isinstance(given, FailOver):
            return given
        shop, only = self._shop, (Gateway("", given),)
        return FailOver(channel, only, Refusal.FINAL, shop.parts.clock, shop.signals, timedelta(0))

    # --- calls ----------------------------------------------------------------------------------

    def _ring(self, letter: StoredLetter) -> None:
        if not self._lines.acquire(blocking=False):
            self._put_back(letter, _BUSY)
            return
        self._leases.hold(letter)
        self._threads.submit(self._calls.place, letter).add_done_callback(partial(self._hung_up, letter))

    def _put_back(self, letter: StoredLetter, pause: timedelta) -> None:
        """Leave it to somebody else after the pause; it was not tried."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            found = tx.outbox.lock(letter.id)
            if found is None or (found.state, found.tries) != (LetterState.LEASED, letter.tries):
                return  # the lease ran out meanwhile, and somebody else has it
            waiting = replace(letter, state=LetterState.QUEUED, lease_until=now + pause)
            tx.outbox.save(replace(waiting, tries=letter.tries - 1))

    def _hung_up(self, letter: StoredLetter, call: Future[None]) -> None:
        self._leases.release(letter)
        self._lines.release()
        error = None if call.cancelled() else call.exception()
        if error is not None:
            # The lease brings the letter back; the text of an unforeseen error might hold the number.
            _log.error("a call ended by %s", type(error).__name__)


def _is_message(letter: StoredLetter) -> bool:
    return letter.kind is not LetterKind.CALL

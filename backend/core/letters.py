"""What lies in the outbox: where to, sealed, and never a code."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from backend.core.languages import languages
from backend.core.masks import in_served_country
from backend.core.messages import Notice
from backend.core.ports import Account, Contact, SealBrokenError
from backend.core.records import (
    LetterKind,
    LetterState,
    StoredChallenge,
    StoredContactCheck,
    StoredLetter,
    StoredReset,
)
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.ticket_text import TicketText
from backend.core.views import Channel
from backend.core.workshop import Workshop

NOTICE_LIFE = timedelta(hours=24)
NOTICE_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""How long a notice that nobody took waits before it is tried again; after the last it has failed.

Growing, in the manner of RFC 5321 section 4.5.4.1, and within `NOTICE_LIFE`. The owner of an account must
learn of a new password also after an outage of the channel.
"""
CODE_WAITS = (timedelta(seconds=2), timedelta(seconds=6))
"""The same for a code: somebody stands at the station, and soon had better choose another way."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice tells; `at` in UTC."""

    notice: Notice
    identifier: str
    at: datetime
    reference: str


def waits(kind: LetterKind) -> tuple[timedelta, ...]:
    """How long a letter of this kind waits after each try that nobody took it."""
    match kind:
        case LetterKind.CODE | LetterKind.CONTACT:
            return CODE_WAITS
        case LetterKind.NOTICE | LetterKind.TICKET:
            return NOTICE_WAITS
        case LetterKind.CALL:
            return ()
    assert_never(kind)


class Letters:
    """Writes and reads letters."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def code(
        self, challenge: StoredChallenge, destination: Secret, language: str, now: datetime
    ) -> StoredLetter:
        """The letter that will carry the code, which is derived when it is sent."""
        voice = challenge.channel is Channel.VOICE
        bare = StoredLetter(
            id=self._shop.parts.randomness.token(),
            kind=LetterKind.CALL if voice else LetterKind.CODE,
            channel=challenge.channel,
            reset=challenge.reset,
            challenge=challenge.id,
            account=challenge.account,
            station=challenge.station,
            language=language,
            sealed=b"",
            state=LetterState.QUEUED,
            created_at=now,
            lease_until=now,
            not_after=challenge.expires_at,
        )
        return self._sealed(bare, destination)

    def contact(self, check: StoredContactCheck, destination: Secret, language: str) -> StoredLetter:
        """The letter with the code for a contact that is being registered."""
        bare = StoredLetter(
            id=self._shop.parts.randomness.token(),
            kind=LetterKind.CONTACT,
            channel=check.channel,
            reset=check.reset,
            challenge=check.id,
            account=check.account,
            station=check.station,
            language=language,
            sealed=b"",
            state=LetterState.QUEUED,
            created_at=check.created_at,
            lease_until=check.created_at,
            not_after=check.expires_at,
        )
        return self._sealed(bare, destination)

    def ticket(self, reset: StoredReset, text: TicketText, to: str, now: datetime) -> StoredLetter:
        """The message to the service desk; sealed as a whole, since it names what somebody typed."""
        bare = StoredLetter(
            id=self._shop.parts.randomness.token(),
            kind=LetterKind.TICKET,
            channel=Channel.EMAIL,
            reset=reset.id,
            challenge="",
            account=reset.account or "",
            station=reset.station,
            language=self._shop.parts.settings.institution.languages[0],
            sealed=b"",
            state=LetterState.QUEUED,
            created_at=now,
            lease_until=now,
            not_after=now + NOTICE_LIFE,
        )
        return self._sealed(bare, Secret(json.dumps([to, *text.packed()])))

    def ticket_text(self, letter: StoredLetter) -> tuple[Secret, TicketText] | None:
        packed = self._opened(letter)
        if packed is None:
            return None
        to, *rest = json.loads(packed.reveal())
        return Secret(to), TicketText.unpacked(rest)

    def destination(self, letter: StoredLetter) -> Secret | None:
        """Where a code goes; None when the row was changed behind our back."""
        return self._opened(letter)

    def notify(self, tx: Tx, account: Account, reset: StoredReset, text: NoticeText, now: datetime) -> None:
        """Tell every address and number on record that has a channel and is in a country served.

        An address alone is not enough: it may be the mailbox that whoever set the password reads now.
        """
        for contact in self._reached(account):
            letter = self._notice(contact.channel, account, reset, now)
            plain = [contact.destination.reveal(), text.notice.value, text.identifier]
            packed = Secret(json.dumps([*plain, text.at.isoformat(), text.reference]))
            tx.outbox.add_if(wanted=True, letter=self._sealed(letter, packed))

    def _reached(self, account: Account) -> list[Contact]:
        channels, limits = self._shop.parts.channels, self._shop.parts.settings.limits
        has = {Channel.EMAIL: channels.email is not None, Channel.SMS: channels.sms is not None}
        return [
            one for one in account.contacts if has.get(one.channel, False) and in_served_country(one, limits)
        ]

    def notice(self, letter: StoredLetter) -> tuple[Secret, NoticeText] | None:
        packed = self._opened(letter)
        if packed is None:
            return None
        to, notice, identifier, at, reference = json.loads(packed.reveal())
        return Secret(to), NoticeText(Notice(notice), identifier, datetime.fromisoformat(at), reference)

    def _notice(self, channel: Channel, account: Account, reset: StoredReset, now: datetime) -> StoredLetter:
        return StoredLetter(
            id=self._shop.parts.randomness.token(),
            kind=LetterKind.NOTICE,
            channel=channel,
            reset=reset.id,
            challenge="",
            account=account.key,
            station=reset.station,
            language=account.language if account.language in languages() else reset.language,
            sealed=b"",
            state=LetterState.QUEUED,
            created_at=now,
            lease_until=now,
            not_after=now + NOTICE_LIFE,
        )

    def _sealed(self, letter: StoredLetter, plain: Secret) -> StoredLetter:
        return replace(letter, sealed=self._shop.parts.sealer.seal(plain, _context(letter)))

    def _opened(self, letter: StoredLetter) -> Secret | None:
        try:
            return self._shop.parts.sealer.open(letter.sealed, _context(letter))
        except SealBrokenError:
            return None


def _context(letter: StoredLetter) -> str:
    """Everything that decides what is sent on whose behalf."""
    who = f"{letter.reset}|{letter.challenge}|{letter.account}|{letter.station}"
    return f"letter|{letter.id}|{letter.kind.value}|{letter.channel.value}|{who}"

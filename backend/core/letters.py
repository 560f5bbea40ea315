"""What lies in the outbox: where to, sealed, and never a code."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.core.messages import Notice
from backend.core.ports import Account, SealBrokenError
from backend.core.records import LetterKind, LetterState, StoredChallenge, StoredLetter, StoredReset
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.views import Channel
from backend.core.workshop import Workshop

NOTICE_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice tells; `at` in UTC."""

    notice: Notice
    identifier: str
    at: datetime
    reference: str


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

    def destination(self, letter: StoredLetter) -> Secret | None:
        """Where a code goes; None when the row was changed behind our back."""
        return self._opened(letter)

    def notify(self, tx: Tx, account: Account, reset: StoredReset, text: NoticeText, now: datetime) -> None:
        """Tell every address on record; the telephone where there is none."""
        mail = [one for one in account.contacts if one.channel is Channel.EMAIL]
        for contact in mail or [one for one in account.contacts if one.channel is Channel.SMS]:
            letter = self._notice(contact.channel, account, reset, now)
            plain = [contact.destination.reveal(), text.notice.value, text.identifier]
            packed = Secret(json.dumps([*plain, text.at.isoformat(), text.reference]))
            tx.outbox.add_if(wanted=True, letter=self._sealed(letter, packed))

    def notice(self, letter: StoredLetter) -> tuple[Secret, NoticeText] | None:
        packed = self._opened(letter)
        if packed is None:
            return None
        to, notice, identifier, at, reference = json.loads(packed.reveal())
        return Secret(to), NoticeText(Notice(notice), identifier, datetime.fromisoformat(at), reference)

    def _notice(self, channel: Channel, account: Account, reset: StoredReset, now: datetime) -> StoredLetter:
        languages = self._shop.parts.settings.institution.languages
        return StoredLetter(
            id=self._shop.parts.randomness.token(),
            kind=LetterKind.NOTICE,
            channel=channel,
            reset=reset.id,
            challenge="",
            account=account.key,
            station=reset.station,
            language=account.language if account.language in languages else reset.language,
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

"""Everything derived from the keys: codes, digits, pseudonyms and the MACs of records.

Nothing here is stored but the MACs; whoever holds the database without the keys can compute none of it.
HMAC-SHA256 (RFC 2104) over length-prefixed fields, one key per purpose.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from functools import cache
from operator import attrgetter

from backend.core.ports import Keys
from backend.core.records import (
    StoredApproval,
    StoredAudit,
    StoredChallenge,
    StoredContactCheck,
    StoredFact,
)
from backend.core.secret import Secret
from backend.core.sides import StoredHandoff

ALPHABET = "ACDEFHJKMNPRTWXY34679"
"""Characters that are not mistaken for one another, read or heard aloud over a desk."""

REQUEST_CODE_LENGTH = 6
REQUEST_CODE_SECONDS = 60
CALL_DIGITS = 8


class Marks:
    """Derivations under one master key."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._derived: dict[str, bytes] = {}

    def code(self, challenge: StoredChallenge, digits: int) -> Secret:
        """The code of a challenge, bound to all that must not be changed behind it."""
        number = int.from_bytes(self._mac("code", *_bound(challenge)), "big")
        return Secret(str(number % 10**digits).zfill(digits))

    def challenge(self, challenge: StoredChallenge) -> str:
        """Over what an answer to it proves, for whom, and until when."""
        return self._mac("challenge", challenge.method_id, *_bound(challenge)).hex()

    def made(self, challenge: StoredChallenge) -> StoredChallenge:
        """With its MAC."""
        return replace(challenge, mac=self.challenge(challenge))

    def genuine(self, challenge: StoredChallenge) -> bool:
        """Whether nobody changed it who has only the database."""
        return hmac.compare_digest(challenge.mac.encode(), self.challenge(challenge).encode())

    def call_digit(self, challenge: StoredChallenge) -> str:
        """The digit 1 to 8 that the station shows; 0 and 9 mean something else on the telephone."""
        number = int.from_bytes(self._mac("call-digit", *_bound(challenge)), "big")
        return str(1 + number % CALL_DIGITS)

    def request_code(self, approval: StoredApproval, minute: int) -> str:
        """The six characters of one minute (Unix time // 60)."""
        number = int.from_bytes(
            self._mac("request-code", approval.id, approval.reset, approval.station, str(minute)), "big"
        )
        return _spell(number, REQUEST_CODE_LENGTH)

    def return_number(self, approval: StoredApproval) -> Secret:
        number = int.from_bytes(
            self._mac(
                "return-number", approval.id, approval.account or "", approval.approver, approval.second
            ),
            "big",
        )
        return Secret(f"{number % 1000:03d}")

    def fact(self, fact: StoredFact) -> bytes:
        return self._mac("fact", *_texts(fact, ("mac", "consumed_at")))

    def decision(self, approval: StoredApproval) -> bytes:
        """Over who approved what for whom, why and until when; not over its tries, which are used up."""
        parts = (approval.id, approval.reset, approval.station, approval.account or "", approval.status.value)
        times = (_text(approval.decided_at), _text(approval.expires_at))
        said = (_text(approval.proof), approval.reason, approval.checked)
        return self._mac("decision", *parts, approval.approver, approval.second, *said, *times)

    def shown(self, approval_id: str, account: str) -> str:
        """What a page says of the account it shows, so that a decision is about that one."""
        return self._mac("account-shown", approval_id, account).hex()[:32]

    def contact_code(self, check: StoredContactCheck, digits: int) -> Secret:
        """The code that proves a new contact, bound to where it goes."""
        bound = (check.id, check.reset, check.account, check.station, check.channel.value)
        mac = self._mac("contact-code", *bound, check.destination, _text(check.expires_at))
        return Secret(str(int.from_bytes(mac, "big") % 10**digits).zfill(digits))

    def handoff_token(self, handoff_id: str, reset_id: str) -> Secret:
        """256 bits for the link of a hand-off; what is stored is only their hash."""
        return Secret(self._mac("handoff-token", handoff_id, reset_id).hex())

    def handoff_digits(self, handoff: StoredHandoff) -> str:
        """The two digits of a claimed hand-off: as random as the cookie they are drawn from."""
        number = int.from_bytes(self._mac("handoff-digits", handoff.id, handoff.cookie_hash), "big")
        return f"{number % 100:02d}"

    def handoff(self, handoff: StoredHandoff) -> bytes:
        return self._mac("handoff", *_texts(handoff, ("mac",)))

    def maintenance(self, station: str, code: Secret, expires_at: datetime) -> bytes:
        return self._mac("maintenance", station, code.reveal(), _text(expires_at))

    def report(self, letter_id: str, gateway: str) -> str:
        """What a gateway must show to report on a letter: 256 bits as hex digits."""
        return self._mac("delivery-report", letter_id, gateway).hex()

    def audit(self, record: StoredAudit, institution: str) -> bytes:
        # Records from before they had a nonce keep the MAC they were given.
        but = ("mac",) if record.nonce else ("mac", "nonce")
        return self._mac("audit", institution, *_texts(record, but))

    def account(self, key: str) -> str:
        """The name under which a known account is counted."""
        return self._mac("subject", "account", key).hex()[:32]

    def stranger(self, canonical: str) -> str:
        """The name under which an identifier without an account is counted."""
        return self._mac("subject", "identifier", canonical).hex()[:32]

    def in_audit(self, subject: str) -> str:
        return self._mac("audit-subject", subject).hex()[:32]

    def settings(self, section: str, text: str) -> str:
        """What the audit keeps of a section of the settings."""
        return self._mac("settings", section, text).hex()[:16]

    def station(self, fingerprint: str) -> str:
        """The id of the station with that key: no other key can take the place of its own."""
        return self._mac("station", fingerprint).hex()[:32]

    def destination(self, destination: Secret) -> str:
        """The name under which sends to one destination are counted."""
        return self._mac("destination", destination.reveal()).hex()[:32]

    def contact(self, destination: Secret) -> str:
        """The name of a contact of our own table: equal for equal ones, and for nothing else in the store."""
        return self._mac("contact-book", destination.reveal()).hex()[:32]

    def method(self, reset_id: str, channel: str, destination: Secret) -> str:
        return self._mac("method", reset_id, channel, destination.reveal()).hex()[:16]

    def decoy(self, canonical: str) -> bytes:
        """32 bytes that decide how an identifier without usable contacts looks."""
        return self._mac("decoy", canonical)

    def _mac(self, purpose: str, *parts: str) -> bytes:
        key = self._derived.get(purpose)
        if key is None:
            key = self._derived[purpose] = self._keys.derive(purpose)
        data = [part.encode("utf-8", "surrogatepass") for part in parts]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in data)
        return hmac.digest(key, framed, "sha256")


def same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def _bound(challenge: StoredChallenge) -> tuple[str, ...]:
    return (
        challenge.id,
        str(challenge.generation),
        challenge.account,
        challenge.reset,
        challenge.station,
        challenge.channel.value,
        challenge.settling.value,
        _text(challenge.expires_at),
    )


def _spell(number: int, length: int) -> str:
    text = ""
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        text += ALPHABET[place]
    return text


def _texts(record: StoredFact | StoredAudit | StoredHandoff, but: tuple[str, ...]) -> list[str]:
    # A trail of a million records is verified by this.
    values = _values(type(record), but)(record)  # type: ignore[arg-type]  # mypy takes no class for hashable
    return [one if type(one) is str else _text(one) for one in values]


@cache
def _values(
    kind: type[StoredFact | StoredAudit | StoredHandoff], but: tuple[str, ...]
) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*(field.name for field in fields(kind) if field.name not in but))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return str(round(value.timestamp() * 1_000_000))
        case Enum():
            return str(value.value)
        case _:
            return str(value)

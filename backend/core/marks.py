"""Everything derived from the keys: codes, digits, pseudonyms and the MACs of records.

Nothing here is stored but the MACs; whoever holds the database without the keys can compute none of it.
HMAC-SHA256 (RFC 2104) over length-prefixed fields, one key per purpose.
"""

from __future__ import annotations

import hmac
from dataclasses import fields
from datetime import datetime
from enum import Enum
from hashlib import sha256

from backend.core.ports import Keys
from backend.core.records import StoredApproval, StoredAudit, StoredChallenge, StoredFact
from backend.core.secret import Secret

ALPHABET = "ACDEFHJKMNPRTWXY34679"
"""Characters that are not mistaken for one another, read or heard aloud over a desk."""

REQUEST_CODE_LENGTH = 6
REQUEST_CODE_SECONDS = 60
CALL_DIGITS = 8


class Marks:
    """Derivations under one master key."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def code(self, challenge: StoredChallenge, digits: int) -> Secret:
        """The code of a challenge, bound to all that must not be changed behind it."""
        number = int.from_bytes(self._mac("code", *_bound(challenge)), "big")
        return Secret(str(number % 10**digits).zfill(digits))

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
            self._mac("return-number", approval.id, approval.account or "", approval.approver), "big"
        )
        return Secret(f"{number % 1000:03d}")

    def fact(self, fact: StoredFact) -> bytes:
        return self._mac("fact", *_texts(fact, ("mac", "consumed_at")))

    def decision(self, approval: StoredApproval) -> bytes:
        """Over who approved what for whom and until when; not over its tries, which are used up."""
        parts = (approval.id, approval.reset, approval.station, approval.account or "", approval.status.value)
        times = (_text(approval.decided_at), _text(approval.expires_at))
        return self._mac("decision", *parts, approval.approver, *times)

    def audit(self, record: StoredAudit, institution: str) -> bytes:
        return self._mac("audit", institution, *_texts(record, ("mac",)))

    def account(self, key: str) -> str:
        """The name under which a known account is counted."""
        return self._mac("subject", "account", key).hex()[:32]

    def stranger(self, canonical: str) -> str:
        """The name under which an identifier without an account is counted."""
        return self._mac("subject", "identifier", canonical).hex()[:32]

    def in_audit(self, subject: str) -> str:
        return self._mac("audit-subject", subject).hex()[:32]

    def station(self, fingerprint: str) -> str:
        """The id of the station with that key: no other key can take the place of its own."""
        return self._mac("station", fingerprint).hex()[:32]

    def destination(self, destination: Secret) -> str:
        """The name under which sends to one destination are counted."""
        return self._mac("destination", destination.reveal()).hex()[:32]

    def method(self, reset_id: str, channel: str, destination: Secret) -> str:
        return self._mac("method", reset_id, channel, destination.reveal()).hex()[:16]

    def decoy(self, canonical: str) -> bytes:
        """32 bytes that decide how an identifier without usable contacts looks."""
        return self._mac("decoy", canonical)

    def _mac(self, purpose: str, *parts: str) -> bytes:
        key = self._keys.derive(purpose)
        data = [part.encode("utf-8", "surrogatepass") for part in parts]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in data)
        return hmac.new(key, framed, sha256).digest()


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


def _texts(record: StoredFact | StoredAudit, but: tuple[str, ...]) -> list[str]:
    return [_text(getattr(record, field.name)) for field in fields(record) if field.name not in but]


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

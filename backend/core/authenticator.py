"""The codes of an authenticator app: RFC 6238 over RFC 4226, with HMAC-SHA-1 as every app computes them."""

from __future__ import annotations

import base64
import binascii
import hmac
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from backend.core.secret import Secret

SHORTEST_KEY = 16
"""Octets: RFC 4226 section 4, requirement R6, asks for at least 128 bits."""
LONGEST_KEY = 64
DRIFT = (-1, 0, 1)
"""Steps before and after now whose codes are taken (RFC 6238 section 5.2: at most one for the way)."""
DIGITS = (6, 7, 8)
PERIODS = (15, 30, 60)


class KeyUnreadableError(Exception):
    """No key of an authenticator; the sentence says what is wrong and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Authenticator:
    """The key that one app and the institution share. `key` is base32, `period` in seconds."""

    key: Secret
    digits: int = 6
    period: int = 30

    def packed(self) -> Secret:
        """The one text for it, as it is kept (sealed) and as it travels inside the backend."""
        return Secret(f"{self.key.reveal()}/{self.digits}/{self.period}")

    def code(self, begins: datetime) -> Secret:
        """The code of the step that begins then."""
        step = int(begins.timestamp()) // self.period
        digest = hmac.digest(base64.b32decode(_padded(self.key.reveal())), step.to_bytes(8, "big"), "sha1")
        place = digest[-1] & 0xF
        number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
        return Secret(str(number % 10**self.digits).zfill(self.digits))

    def step_of(self, typed: Secret, now: datetime) -> datetime | None:
        """When the step began whose code was typed; None if it is not one of around `now`.

        Every candidate is compared, each in constant time.
        """
        current = int(now.timestamp()) // self.period
        begins = [datetime.fromtimestamp((current + off) * self.period, UTC) for off in DRIFT]
        fits = [self.code(one).matches(typed) for one in begins]
        return max((one for one, fit in zip(begins, fits, strict=True) if fit), default=None)


NOBODYS = Authenticator(Secret("A" * 32))
"""What is computed where there is no key, so that the work is the same; its codes prove nothing."""


def unpacked(packed: Secret) -> Authenticator:
    """What `Authenticator.packed` made."""
    key, digits, period = packed.reveal().split("/")
    return Authenticator(Secret(key), int(digits), int(period))


def read(text: Secret) -> Authenticator:
    """A base32 key, or an ``otpauth://totp/…`` address (the key URI format of Google Authenticator).

    Raises:
        KeyUnreadableError: it is neither, or of a kind that is not taken.
    """
    plain = unicodedata.normalize("NFKC", text.reveal()).strip()
    if "://" not in plain:
        return Authenticator(_key(plain))
    try:
        address = urlsplit(plain)
        given = parse_qs(address.query, max_num_fields=16)
    except ValueError:
        raise KeyUnreadableError("the otpauth address cannot be read") from None
    if address.scheme.lower() != "otpauth" or address.netloc.lower() != "totp":
        raise KeyUnreadableError("the address must begin with otpauth://totp/ (counters are not taken)")
    if any(len(values) > 1 for values in given.values()):
        raise KeyUnreadableError("the otpauth address says something twice")
    if given.get("algorithm", ["SHA1"])[0].upper() not in {"SHA1", "SHA-1"}:
        raise KeyUnreadableError("algorithm must be SHA1: many apps compute no other, whatever they are told")
    digits = _number(given.get("digits", ["6"])[0], DIGITS, "digits must be 6, 7 or 8")
    period = _number(given.get("period", ["30"])[0], PERIODS, "period must be 15, 30 or 60 seconds")
    return Authenticator(_key(given.get("secret", [""])[0]), digits, period)


def _key(text: str) -> Secret:
    plain = "".join(text.split()).replace("-", "").rstrip("=").upper()
    try:
        octets = base64.b32decode(_padded(plain))
    except (binascii.Error, ValueError):
        raise KeyUnreadableError("the key must be base32: letters A to Z and digits 2 to 7") from None
    if not SHORTEST_KEY <= len(octets) <= LONGEST_KEY:
        raise KeyUnreadableError(
            f"the key must have {SHORTEST_KEY} to {LONGEST_KEY} octets, so at least 26 characters of base32"
        )
    return Secret(base64.b32encode(octets).decode("ascii").rstrip("="))


def _padded(text: str) -> str:
    return text + "=" * (-len(text) % 8)


def _number(text: str, among: tuple[int, ...], fault: str) -> int:
    if text not in {str(one) for one in among}:
        raise KeyUnreadableError(fault)
    return int(text)

"""Passwords and one-time codes of staff: argon2id, TOTP (RFC 6238), and the QR code of an enrolment."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from functools import cached_property

import argon2
import pyotp
import qrcode
from markupsafe import Markup

from backend.core.languages import en
from backend.core.secret import Secret

SHORTEST = 15
"""NIST SP 800-63B-4 section 3.1.1.2: fifteen characters, no composition rule."""
LONGEST = 128
FEWEST_DIFFERENT = 6
STEP = 30
DRIFT = 1
"""Steps accepted before and after the present one (RFC 6238 section 5.2)."""
TOTP_BYTES = 20
QUIET_ZONE = 4


class Passwords:
    """argon2id over a keyed digest, and the same work for a name that does not exist.

    The `key` is kept outside the database, so that a hash written there by hand fits nothing
    (NIST SP 800-63B-4 section 3.1.1.2 advises such a key).
    """

    def __init__(self, key: bytes, hasher: argon2.PasswordHasher | None = None) -> None:
        self._key = key
        self._hasher = hasher or argon2.PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """A hash that nothing fits."""
        return self._hasher.hash(secrets.token_hex(16))

    def prepare(self) -> None:
        """Make what the first name that does not exist would wait for; an operator's command needs none."""
        _ = self._nobody

    def hash(self, password: Secret) -> str:
        return self._hasher.hash(self._keyed(password))

    def outdated(self, stored: str) -> bool:
        """Whether `stored` was made with other costs than those of now."""
        return self._hasher.check_needs_rehash(stored)

    def fits(self, stored: str | None, password: Secret) -> bool:
        """Whether `password` is the stored one; None costs as much and never fits."""
        try:
            self._hasher.verify(stored or self._nobody, self._keyed(password))
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        return stored is not None

    def _keyed(self, password: Secret) -> bytes:
        return hmac.digest(self._key, password.reveal().encode("utf-8", "surrogatepass"), "sha256")


def password_fault(password: Secret, repeated: Secret, name: str) -> str:
    """Why a member may not use this password, in plain words; empty when they may."""
    text = password.reveal()
    if not SHORTEST <= len(text) <= LONGEST:
        return en("Use 15 to 128 characters. A sentence works well.")
    if len(set(text.casefold())) < FEWEST_DIFFERENT:
        return en("Use at least 6 different characters.")
    if name.casefold() in text.casefold() or "repasse" in text.casefold():
        return en("Leave your name and the name of this service out of the password.")
    if not password.matches(repeated):
        return en("The two passwords differ.")
    return ""


def new_totp_secret() -> Secret:
    """160 random bits in base32 (RFC 4226 section 4)."""
    return Secret(base64.b32encode(secrets.token_bytes(TOTP_BYTES)).decode())


def matching_step(totp: Secret, code: Secret, now: datetime, last_step: int) -> int | None:
    """The step whose code was typed, later than `last_step`; None when there is none."""
    present = int(now.timestamp()) // STEP
    typed = "".join(code.reveal().split()).encode("utf-8", "replace")
    generator = pyotp.TOTP(totp.reveal())
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        same = hmac.compare_digest(generator.generate_otp(step).encode(), typed)
        if same and step > last_step:
            found = step
    return found


def enrolment_uri(totp: Secret, name: str) -> str:
    return pyotp.TOTP(totp.reveal()).provisioning_uri(name=name, issuer_name="Repasse")


def qr_svg(text: str) -> Markup:
    """The QR code of `text` as one path of an inline SVG; no script, no style, no image file."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, filled in enumerate(row)
        if filled
    )
    side = len(rows) + 2 * QUIET_ZONE
    return Markup(  # noqa: S704 - made of numbers only
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="QR code for the authenticator">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{dark}"/></svg>'
    )

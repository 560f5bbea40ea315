"""Passkeys of staff: registration and assertion (WebAuthn level 3 sections 7.1 and 7.2).

A challenge stays on the server, lives five minutes, belongs to one browser, and is used once, whatever
comes back. The relying party is the configured address of the console, never what a request names.
"""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.adapters.store.web_store.staff import StaffStore
from backend.adapters.store.web_store.staff_proofs import Passkey
from backend.core.ports import Clock
from backend.core.secret import Secret

CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_BYTES = 32
USER_BYTES = 32
LONGEST_ANSWER = 16_384
_UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
"""What the library raises for an answer that does not verify, or is no such answer at all."""
_VERIFIED = UserVerificationRequirement.REQUIRED


class Ceremony(Enum):
    """What a challenge is for; one made for another purpose proves nothing."""

    JOIN = "passkey join"
    SIGN_IN = "passkey sign-in"
    STEP_UP = "passkey step-up"


@dataclass(frozen=True, slots=True)
class Unproven:
    """Why an answer proves nobody, in one word for the audit; `name` where it names a member's passkey."""

    why: str
    name: str = ""


class Passkeys:
    """`origin`: the configured address of the console; `institution` is shown by the browser."""

    def __init__(self, book: StaffStore, clock: Clock, origin: str, institution: str) -> None:
        self._book = book
        self._clock = clock
        self._origin = origin
        self._institution = institution
        self._domain = urlsplit(origin).hostname or ""

    @property
    def offered(self) -> bool:
        """Passkeys belong to a domain name; an address of numbers has none (WebAuthn section 5.1.2)."""
        try:
            ipaddress.ip_address(self._domain)
        except ValueError:
            return bool(self._domain)
        return False

    def creation(self, browser: Secret, name: str) -> str:
        """What `navigator.credentials.create` is asked, as JSON."""
        options = webauthn.generate_registration_options(
            rp_id=self._domain,
            rp_name=f"Repasse {self._institution}",
            user_name=name,
            user_display_name=name,
            user_id=secrets.token_bytes(USER_BYTES),
            challenge=self._challenge(Ceremony.JOIN, browser),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
        )
        return webauthn.options_to_json(options)

    def created(self, browser: Secret, answer: str) -> Passkey | None:
        """The new passkey, or None for an answer that does not fit the challenge."""
        challenge = self._taken(Ceremony.JOIN, browser)
        if challenge is None:
            return None
        try:
            made = webauthn.verify_registration_response(
                credential=answer[:LONGEST_ANSWER],
                expected_challenge=challenge,
                expected_rp_id=self._domain,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except _UNREADABLE:
            return None
        return Passkey(made.credential_id, made.credential_public_key, made.sign_count)

    def request(self, ceremony: Ceremony, browser: Secret, name: str | None = None) -> str:
        """What `navigator.credentials.get` is asked, as JSON. `name`: only that member's passkeys."""
        known = () if name is None else self._book.proofs.passkeys(name)
        options = webauthn.generate_authentication_options(
            rp_id=self._domain,
            challenge=self._challenge(ceremony, browser),
            allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
            user_verification=_VERIFIED,
        )
        return webauthn.options_to_json(options)

    def proved(self, ceremony: Ceremony, browser: Secret, answer: str) -> str | Unproven:
        """The member whose passkey answered the challenge."""
        challenge = self._taken(ceremony, browser)
        if challenge is None:
            return Unproven("challenge")
        name = ""
        try:
            credential = parse_authentication_credential_json(answer[:LONGEST_ANSWER])
            known = self._book.proofs.passkey(base64url_to_bytes(credential.id))
            if known is None:
                return Unproven("unknown")
            name, passkey = known
            verified = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._domain,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=0,  # `count_on` compares, in one statement
                require_user_verification=True,
            )
        except _UNREADABLE:
            return Unproven("answer", name)
        if not self._book.proofs.count_on(passkey, verified.new_sign_count):
            return Unproven("counter", name)
        return name

    def _challenge(self, ceremony: Ceremony, browser: Secret) -> bytes:
        made = secrets.token_hex(CHALLENGE_BYTES)
        until = self._clock.now() + CHALLENGE_LIFE
        self._book.ceremonies.keep(ceremony.value, browser, Secret(made), until)
        return bytes.fromhex(made)

    def _taken(self, ceremony: Ceremony, browser: Secret) -> bytes | None:
        kept = self._book.ceremonies.take(ceremony.value, browser, self._clock.now())
        return None if kept is None else bytes.fromhex(kept.reveal())

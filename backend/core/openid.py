"""What the console needs of an OpenID provider (OpenID Connect Core 1.0, authorization code with PKCE)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.core.roles import Roles
from backend.core.secret import Secret


class OpenIdAway(Exception):
    """The provider does not answer, or not as one; the text is for the log, never with a secret."""


class OpenIdRefused(Exception):
    """What came back proves nobody; the text is one word for the audit, such as ``expired``."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser goes, and what must fit when it is back."""

    url: str
    state: Secret
    nonce: str
    verifier: Secret


@dataclass(frozen=True, slots=True)
class Return:
    """What the browser brought back: the code, and who says to have sent it (RFC 9207; "" when unsaid)."""

    code: Secret
    issuer: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who has come. `subject` holds issuer and subject; `authenticated_at` is None when unsaid."""

    subject: str
    name: str
    account: str
    roles: Roles
    authenticated_at: datetime | None
    id_token: Secret


class OpenIdProvider(Protocol):
    @property
    def label(self) -> str:
        """What the sign-in button names, such as ``my university account``."""

    def depart(self, *, again: bool) -> Departure:
        """Begin; `again` asks for a fresh proof from somebody who is signed in. Raises `OpenIdAway`."""

    def arrive(self, departure: Departure, back: Return) -> Arrival:
        """Exchange the code and check the ID token. Raises `OpenIdAway`, `OpenIdRefused`."""

    def goodbye(self, id_token: Secret) -> str:
        """Where the browser ends its session at the provider; "" when the provider offers no such page."""

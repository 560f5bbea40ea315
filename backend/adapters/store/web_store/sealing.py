"""What the web stores need to keep something unreadable at rest."""

from __future__ import annotations

from typing import Protocol

from backend.core.secret import Secret


class Sealer(Protocol):
    """Authenticated encryption with a key kept outside the database."""

    def seal(self, plain: Secret, context: str) -> bytes:
        """Encrypt `plain`; it opens again only with the same `context`."""

    def open(self, sealed: bytes, context: str) -> Secret: ...

"""The steps of authenticators that were used, as the core needs them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class AuthenticatorSteps(Protocol):
    def take(self, subject: str, begins: datetime) -> bool:
        """Use the step that begins then, in one statement; False when it or a later one was used before.

        RFC 6238 section 5.2: a code works once.
        """

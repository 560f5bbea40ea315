"""What a phone may ask, once a reset was handed to it. It can start nothing, and prove nothing by a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from backend.core.secret import Secret
from backend.core.views import HandoffStatus, PasswordRules, ResetView


class HandoffOver(Exception):
    """No hand-off of that link or cookie that still holds: used, replaced, ended, or never there."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A phone that holds a hand-off. `view` is the reset's; `digits` stand only while unconfirmed."""

    status: HandoffStatus
    digits: str
    language: str
    view: ResetView


class PhoneDesk(Protocol):
    """`cookie` is the one that `claim` gave. Every method raises `HandoffOver`."""

    def look(self, token: Secret) -> str:
        """The language of the reset behind a link that may still be claimed. Changes nothing."""

    def claim(self, token: Secret) -> Secret:
        """Take the hand-off, once; returns the phone's cookie of 256 random bits."""

    def visit(self, cookie: Secret) -> Visit: ...

    def rules(self, cookie: Secret) -> PasswordRules:
        """The directory's rule for a new password; for a confirmed phone only."""

    def send_challenge(
        self, cookie: Secret, method_id: str, destination: Secret | None, resend: bool
    ) -> ResetView: ...

    def answer(self, cookie: Secret, challenge_id: str, code: Secret) -> ResetView: ...

    def set_password(
        self, cookie: Secret, intent: str, password: Secret, current: Secret | None
    ) -> ResetView:
        """`intent` names this attempt; a retry with the same one settles it."""

    def unlock(self, cookie: Secret, intent: str) -> ResetView: ...

    def give_back(self, cookie: Secret) -> None:
        """Go on at the station."""

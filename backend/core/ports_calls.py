"""What the core needs from outside to call people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from backend.core.secret import Secret


@dataclass(frozen=True, slots=True)
class CallScript:
    """What a call says. `digit` proves; pressing 0 has `code_text` spoken twice; 9 is *not me*."""

    id: str
    destination: Secret
    language: str
    greeting: str
    digit: str
    code_text: Secret
    expires_at: datetime


class CallEnd(Enum):
    PROVED = "proved"
    NOT_ME = "not_me"
    HEARD = "heard"
    """Hung up after the code was spoken: the person now types it at the station."""
    WRONG = "wrong_digits"
    """Other digits were pressed than the one shown, as often as may be: a failed proof."""
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    BROKEN = "broken"
    """It broke off on our side: the process that carried it died, or was stopped. Nobody is to blame."""


class CallChannel(Protocol):
    def call(self, script: CallScript) -> CallEnd:
        """Place the call and stay with it to its end or `expires_at`. Blocks."""

    def resume(self, script: CallScript) -> CallEnd:
        """Stay with a call whose process died, to its end; `BROKEN` where it has died as well. Blocks."""

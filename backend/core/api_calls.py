"""What the providers of calls may ask and tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from backend.core.call_line import Said


class CallState(Enum):
    """How a provider says that a call is over."""

    OVER = "over"
    """It was answered or not, and has ended."""
    FAILED = "failed"
    """It could not be carried at all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Say this, then wait for one key and tell it as that of step `number`."""

    said: Said
    language: str
    number: int


@dataclass(frozen=True, slots=True)
class HangUp:
    """Say nothing more."""


CallAnswer = Asked | HangUp


class CallDesk(Protocol):
    """Where providers ask what a call says. All may raise `Unavailable`.

    Everything may come late, twice, out of order or to another process than the one that placed the call.
    """

    def answered(self, call: str) -> CallAnswer:
        """Somebody, or something, took the call."""

    def machine(self, call: str) -> CallAnswer:
        """A voicemail or fax machine took it."""

    def pressed(self, call: str, number: int, key: str) -> CallAnswer:
        """The person pressed a key when asked at step `number`."""

    def over(self, call: str, state: CallState) -> None:
        """It is over."""

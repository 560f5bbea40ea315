"""What a person does to register a way to be reached."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.results import Channel
from kiosk.core.secret import Secret


@dataclass(frozen=True, slots=True)
class ContactWanted:
    """From *done*: register a way to be reached."""


@dataclass(frozen=True, slots=True)
class PhoneLost:
    """From *done*: the telephone that sign-ins ask is lost."""


@dataclass(frozen=True, slots=True)
class ContactKindChosen:
    channel: Channel


@dataclass(frozen=True, slots=True)
class ContactSubmitted:
    channel: Channel
    destination: Secret

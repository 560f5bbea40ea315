"""What a person does to go on at their own phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhoneWanted:
    """*Continue on my phone*; on the hand-off page itself, a new link."""


@dataclass(frozen=True, slots=True)
class WifiWanted:
    """*No internet on your phone?*"""


@dataclass(frozen=True, slots=True)
class LinkWanted:
    """Back from the guest network to the link."""


@dataclass(frozen=True, slots=True)
class DigitsConfirmed:
    """The phone shows the same digits as the station."""


@dataclass(frozen=True, slots=True)
class DigitsDenied:
    pass

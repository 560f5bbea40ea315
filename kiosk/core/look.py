"""How a person wants the station to look, sound and be worked: chosen on any page, forgotten at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never


class Theme(Enum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    INVERTED = "inverted"
    """High contrast too: black on white."""


class TextSize(Enum):
    """In per cent of the ordinary size (WCAG 2.2, 1.4.4: up to 200)."""

    ORDINARY = 100
    LARGE = 150
    LARGEST = 200


class Motion(Enum):
    FULL = "full"
    REDUCED = "reduced"


class Reach(Enum):
    """Where controls stand: EN 301 549, 8.3, for somebody who sits or is small."""

    WHOLE = "whole"
    LOWER = "lower"
    """Every control in the lower half of the screen."""


class Speech(Enum):
    """Whether the station reads itself (EN 301 549, 5.1.3), and how fast."""

    OFF = "off"
    ORDINARY = "ordinary"
    SLOW = "slow"


class Volume(Enum):
    """Of the speech, in per cent; the ordinary one is what a new person finds (EN 301 549, 5.1.3.13)."""

    QUIET = 25
    ORDINARY = 50
    LOUD = 75
    LOUDEST = 100


class Scanning(Enum):
    """One switch: controls are offered in turn, and the switch takes the one offered."""

    OFF = "off"
    ON = "on"


Preference = Theme | TextSize | Motion | Reach | Speech | Volume | Scanning
PreferenceKind = (
    type[Theme] | type[TextSize] | type[Motion] | type[Reach] | type[Speech] | type[Volume] | type[Scanning]
)


@dataclass(frozen=True, slots=True)
class Look:
    language: str = "fr"
    theme: Theme = Theme.LIGHT
    size: TextSize = TextSize.ORDINARY
    motion: Motion = Motion.FULL
    reach: Reach = Reach.WHOLE
    speech: Speech = Speech.OFF
    volume: Volume = Volume.ORDINARY
    scanning: Scanning = Scanning.OFF


def preferring(look: Look, preference: Preference) -> Look:
    """`look` with that one choice made."""
    match preference:
        case Theme():
            return replace(look, theme=preference)
        case TextSize():
            return replace(look, size=preference)
        case Motion():
            return replace(look, motion=preference)
        case Reach():
            return replace(look, reach=preference)
        case Speech():
            return replace(look, speech=preference)
        case Volume():
            return replace(look, volume=preference)
        case Scanning():
            return replace(look, scanning=preference)
        case unreachable:
            assert_never(unreachable)


def chosen(look: Look) -> tuple[Preference, ...]:
    """Every choice that `look` holds, one of a kind."""
    return (look.theme, look.size, look.motion, look.reach, look.speech, look.volume, look.scanning)


def following(look: Look, kind: PreferenceKind) -> Preference:
    """The choice after that of `look`; after the last comes the first, so that one key finds them all."""
    offered: list[Preference] = list(kind)
    now = next(choice for choice in chosen(look) if isinstance(choice, kind))
    return offered[(offered.index(now) + 1) % len(offered)]


def unhurried(look: Look) -> bool:
    """Whether the person needs the longer times (rules.md, Time): with speech or scanning."""
    return look.speech is not Speech.OFF or look.scanning is not Scanning.OFF


def lasting(look: Look) -> bool:
    """Whether a reset of this person has to live longer (rules.md, Time): with reach mode too."""
    return unhurried(look) or look.reach is Reach.LOWER

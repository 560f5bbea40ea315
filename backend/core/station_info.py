"""What a station is told about itself and its institution (`GET /v1/station`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """How the institution writes an identifier, and how a common wrong form is rewritten.

    `pattern` is a regular expression over the part before `@`; `wrong_pattern` has the named groups
    `given`, `family` and `year`; `rewrite` is a template over them, e.g. ``{family}{given:.2}{year}``.
    """

    pattern: str
    example: str
    wrong_example: str
    domain: str
    wrong_pattern: str
    rewrite: str


class CharacterClass(Enum):
    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """The directory's rule for a new password. `classes_needed` of `classes` must appear.

    `allowed` lists every accepted character; empty means that any character is accepted.
    """

    min_length: int
    max_length: int
    classes: tuple[CharacterClass, ...]
    classes_needed: int
    allowed: str


@dataclass(frozen=True, slots=True)
class IdleTimes:
    """Seconds without a key or touch before the warning, and the warning's own length."""

    form: int = 90
    waiting: int = 180
    speech: int = 240
    warning: int = 30
    done: int = 60


class Strength(Enum):
    """The two strengths of the CAPTCHA."""

    CALM = "calm"
    STRONG = "strong"


class CaptchaDemand(Enum):
    """Whether a station asks for the CAPTCHA."""

    ASKED = "asked"
    WAIVED = "waived"
    """A member of staff stands beside it, and it is not under pressure."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where staff sit. `open_until` and `opens` are local wall times (``18:00``, ``Mon 08:00``)."""

    name: str
    place: str
    open_until: str | None
    opens: str | None


@dataclass(frozen=True, slots=True)
class Propagation:
    """A service and the whole minutes until it knows a new password; 0 is at once."""

    service: str
    minutes: int


@dataclass(frozen=True, slots=True)
class GuestWifi:
    """The network a phone without internet may join; `password` is empty for an open one."""

    name: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StationInfo:
    station_id: str
    name: str
    place: str
    institution: str
    accent: str | None
    languages: tuple[str, ...]
    identifier_rule: IdentifierRule
    password_rules: PasswordRules
    idle: IdleTimes
    strength: Strength
    slow_down: int
    """Seconds the station waits before each submission while it is under pressure; 0 normally."""
    captcha: CaptchaDemand
    desk: Desk
    notices: tuple[tuple[str, str], ...]
    """(language, text) pairs shown on the attract page."""
    sign_in_checkable: bool
    sign_in_url: str
    propagation: tuple[Propagation, ...]
    code_digits: int
    server_time: int
    handoff: bool = False
    """Whether a reset may go on at the person's own phone."""
    guest_wifi: GuestWifi | None = None
    other_desks: tuple[Desk, ...] = ()
    reads_cards: bool = False
    """Whether the directory knows student cards, so that a scanned one can stand for the identifier."""
    next_steps_url: str = ""
    """Where a phone finds what to do after a reset; empty where no page for phones is served."""

"""What happens at the station without anybody's hand: time, replies, pictures, faults."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.results import Result


@dataclass(frozen=True, slots=True)
class Started:
    """The program is up; `languages` are those it has a catalogue for, the default first.

    `disk` is why the start could not be counted; the station serves all the same.
    """

    languages: tuple[str, ...]
    disk: DiskFault | None = None


class DiskFault(Enum):
    """Why nothing can be written where the station keeps its files."""

    FULL = "full"
    READ_ONLY = "read_only"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class StartUnready:
    """What the start stands on must be fetched first."""


@dataclass(frozen=True, slots=True)
class StartMended:
    """What kept the station from starting is mended; a new start finds all of it right."""

    request_id: int


class StartFaultKind(Enum):
    NO_KEYRING = "no_keyring"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_TIMEOUT = "keyring_timeout"
    SETTINGS = "settings"
    NO_CA = "no_ca"
    STATE_FOLDER = "state_folder"


@dataclass(frozen=True, slots=True)
class KeyOpened:
    request_id: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StartFailed:
    """The station cannot start; `detail` names file, key and what to do, for an operator."""

    kind: StartFaultKind
    detail: str
    request_id: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """`seconds` of monotonic time have passed (1 unless the machine slept)."""

    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Replied:
    request_id: int
    result: Result


@dataclass(frozen=True, slots=True)
class CaptchaMade:
    """`picture` is a PNG; the answer stays with the CAPTCHA adapter."""

    request_id: int
    captcha_id: str
    picture: bytes
    length: int


@dataclass(frozen=True, slots=True)
class CaptchaSpoken:
    """Speech has begun (`heard`) or cannot be had on this machine."""

    request_id: int
    captcha_id: str
    heard: bool


@dataclass(frozen=True, slots=True)
class CaptchaJudged:
    request_id: int
    right: bool


@dataclass(frozen=True, slots=True)
class Crashed:
    """An unexpected exception anywhere; the session is wiped and the reference shown."""

    reference: str

"""What the station needs from outside: one Protocol a kind of adapter, met by fakes in `tests/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from kiosk.core.effects import Call, Chime
from kiosk.core.results import Result, Strength
from kiosk.core.secret import Secret

T = TypeVar("T")


class ResetBackend(Protocol):
    """The central backend, seen from the station."""

    def perform(self, call: Call, intent: str) -> Result:
        """Carry out `call` and return its result; never raises, a fault is a `Failed`.

        `intent` is the idempotency key (32 hex digits). Blocks; run it on the worker only.
        """

    def forget(self) -> None:
        """Drop connections and buffers that may hold something of the person."""

    def close(self) -> None: ...


class KeyUnusable(Exception):
    """No usable OS keyring; `kind` and `detail` say which and what to do."""

    def __init__(self, kind: KeyFault, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class KeyFault(Enum):
    MISSING = "missing"
    LOCKED = "locked"
    TIMEOUT = "timeout"


class StationKey(Protocol):
    """The station's Ed25519 key; the private half never leaves the adapter."""

    @property
    def public(self) -> bytes:
        """The raw public key, 32 bytes (RFC 8032)."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, 64 hex digits; also the `keyid` of every signature."""

    def sign(self, message: bytes) -> bytes: ...


class StationKeys(Protocol):
    def open(self) -> StationKey:
        """Load the key, making and storing it on the first start.

        Raises:
            KeyUnusable: the keyring is missing, locked, or did not answer in time.
        """


@dataclass(frozen=True, slots=True)
class CaptchaPicture:
    captcha_id: str
    png: bytes
    length: int


class CaptchaDesk(Protocol):
    """Makes, speaks and judges challenges; keeps the one live answer to itself."""

    def draw(self, strength: Strength) -> CaptchaPicture: ...

    def speak(self, captcha_id: str, language: str, slow: bool) -> bool:
        """Begin to say six digits bound to `captcha_id`; False when no voice can be had."""

    def judge(self, captcha_id: str, answer: Secret) -> bool:
        """Compare in constant time with both forms of the live challenge, and consume it."""

    def silence(self) -> None: ...

    def forget(self) -> None: ...


class Speaker(Protocol):
    """A voice of this machine; every method returns quickly."""

    def say_digits(self, digits: Secret, language: str, *, slow: bool) -> bool:
        """Begin to say an instruction and `digits` one by one; False when no voice can be had."""

    def silence(self) -> None:
        """Stop what is being said."""


class Chimes(Protocol):
    def play(self, chime: Chime) -> None: ...


@dataclass(frozen=True, slots=True)
class PasswordAdvice:
    """`score` 0 (guessed at once) to 4; `weak_word` is the part that makes it weak, if one does."""

    score: int
    weak_word: str


class StrengthMeter(Protocol):
    def rate(self, password: str, own_words: tuple[str, ...]) -> PasswordAdvice: ...


class QrMaker(Protocol):
    def modules(self, text: str) -> tuple[tuple[bool, ...], ...]:
        """The QR code of `text` as rows of dark modules, without the quiet zone."""


class Runner(Protocol):
    """Runs work off the GUI thread and brings the result back to it."""

    def submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None: ...

    def close(self) -> None: ...

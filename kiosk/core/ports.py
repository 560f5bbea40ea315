"""What the station needs from outside: one Protocol a kind of adapter, met by fakes in `tests/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from kiosk.core.cards.events import ReaderFault
from kiosk.core.effects import Call, Chime
from kiosk.core.look import Volume
from kiosk.core.narration import Jack, SpeechFault, Utterance
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

    def speak(self, captcha_id: str, language: str, slow: bool, volume: Volume = Volume.ORDINARY) -> bool:
        """Begin to say six digits bound to `captcha_id`; False when no voice can be had."""

    def judge(self, captcha_id: str, answer: Secret) -> bool:
        """Compare in constant time with both forms of the live challenge, and consume it."""

    def silence(self) -> None: ...

    def forget(self) -> None: ...


class Speaker(Protocol):
    """A voice of this machine; every method returns quickly."""

    def say_digits(
        self, digits: Secret, language: str, *, slow: bool, volume: Volume = Volume.ORDINARY
    ) -> bool:
        """Begin to say an instruction and `digits` one by one; False when no voice can be had."""

    def silence(self) -> None:
        """Stop what is being said."""


class Narrator(Protocol):
    """The station's own voice. Every method but `close` returns at once, and none waits for a sound."""

    def open(self, tell: Callable[[SpeechFault | None], None]) -> None:
        """Begin; `tell` is called on any thread after each utterance: None, or why it cannot be heard."""

    def say(self, utterance: Utterance) -> None:
        """Say it when its priority lets it."""

    def stop(self) -> None:
        """Stop what is being said, and forget what waits to be said."""

    def close(self) -> None:
        """Stop for good; nothing is told afterwards."""


class Headset(Protocol):
    """The socket of the headset."""

    def jack(self) -> Jack:
        """Whether something is plugged in now; never raises, and takes less than a frame."""


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


class ReaderUnusableError(Exception):
    """The card reader cannot be opened, or has gone; the station goes on without."""

    def __init__(self, fault: ReaderFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class CardReader(Protocol):
    """A reader of student cards that has a device of its own; a number identifies and never proves."""

    def open(self) -> None:
        """Take the device for this program alone, and forget what was read before.

        Raises:
            ReaderUnusableError: it is not there, not allowed, taken, or no such reader.
        """

    def read(self) -> Secret | None:
        """Wait a fraction of a second; return the number of a card when one was read.

        Raises:
            ReaderUnusableError: it was unplugged, or fails. `open` may be tried again after `close`.
        """

    def close(self) -> None:
        """Give the device back; a closed reader may be closed again."""


class Runner(Protocol):
    """Runs work off the GUI thread and brings the result back to it."""

    def submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None: ...

    def close(self) -> None: ...


class FactKind(Enum):
    """What the maintenance page tells of the machine; `public` without the console's code too."""

    VERSION = ("version", True)
    SCREEN = ("screen", True)
    INPUT = ("input", True)
    DISK = ("disk", True)
    CLOCK = ("clock", True)
    SERVICE = ("service", False)
    STARTS = ("starts", False)

    def __init__(self, _name: str, public: bool) -> None:
        self.public = public


@dataclass(frozen=True, slots=True)
class Fact:
    kind: FactKind
    value: str


class Machine(Protocol):
    """The machine the station runs on."""

    def facts(self) -> tuple[Fact, ...]:
        """What staff need when something does not work; never anything of a person."""

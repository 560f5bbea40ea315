"""Adapters that record what the driver asks of them, and a runner that runs at once or on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.core.effects import Call, Chime
from kiosk.core.look import Volume
from kiosk.core.ports import CaptchaPicture, KeyUnusable, StationKey
from kiosk.core.results import HeartbeatAnswered, Result, Strength
from kiosk.core.secret import Secret

T = TypeVar("T")


class ImmediateRunner:
    """Runs work where it stands, or keeps it until `run_all` when `held`."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self.closed = False
        self._waiting: list[Callable[[], None]] = []

    def submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        def both() -> None:
            done(work())

        self._waiting.append(both)
        if not self.held:
            self.run_all()

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def run_all(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()

    def close(self) -> None:
        self.closed = True
        self._waiting.clear()


@dataclass
class RecordingBackend:
    result: Result = field(default_factory=HeartbeatAnswered)
    performed: list[tuple[Call, str]] = field(default_factory=list)
    forgotten: int = 0
    closed: bool = False

    def perform(self, call: Call, intent: str) -> Result:
        self.performed.append((call, intent))
        return self.result

    def forget(self) -> None:
        self.forgotten += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class OneKey:
    public: bytes = b"k" * 32
    fingerprint: str = "ab" * 32
    fault: KeyUnusable | None = None

    def open(self) -> StationKey:
        if self.fault is not None:
            raise self.fault
        return self

    def sign(self, message: bytes) -> bytes:
        return message


@dataclass
class RecordingDesk:
    asked: list[tuple[object, ...]] = field(default_factory=list)
    right: bool = True
    voice: bool = True

    def draw(self, strength: Strength) -> CaptchaPicture:
        self.asked.append(("draw", strength))
        return CaptchaPicture("captcha-1", b"png", 5)

    def speak(self, captcha_id: str, language: str, slow: bool, volume: Volume = Volume.ORDINARY) -> bool:
        self.asked.append(("speak", captcha_id, language, slow))
        return self.voice

    def judge(self, captcha_id: str, answer: Secret) -> bool:
        self.asked.append(("judge", captcha_id, answer.reveal()))
        return self.right

    def silence(self) -> None:
        self.asked.append(("silence",))

    def forget(self) -> None:
        self.asked.append(("forget",))


@dataclass
class RecordingChimes:
    played: list[Chime] = field(default_factory=list)

    def play(self, chime: Chime) -> None:
        self.played.append(chime)

"""Fakes of the core's ports, for every test of the backend."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.core.ports import CallEnd, CallScript, Message, SealBrokenError, Sent
from backend.core.secret import Secret
from tests.backend.fake_directory import (
    EPOCH,
    FERRER,
    LONG_AGO,
    OLD,
    FailingDirectory,
    FakeDirectory,
    contact,
    person,
    telephone,
)

__all__ = [
    "EPOCH",
    "FERRER",
    "LONG_AGO",
    "OLD",
    "FailingDirectory",
    "FakeClock",
    "FakeDirectory",
    "FakeKeys",
    "FakeNumbers",
    "FakeRandomness",
    "FakeRoll",
    "FakeSealer",
    "RecordingCalls",
    "RecordingChannel",
    "contact",
    "person",
    "telephone",
]


class FakeClock:
    """Stands still until it is moved; `pause` moves it."""

    def __init__(self, now: datetime = EPOCH) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **parts: float) -> None:
        self._now += timedelta(**parts)

    def pause(self, seconds: float) -> None:
        self.advance(seconds=seconds)


class FakeRandomness:
    """Distinct tokens and a rotating number, the same in every run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def token(self) -> str:
        return hashlib.sha256(f"token {self._next()}".encode()).hexdigest()[:32]

    def below(self, limit: int) -> int:
        return int.from_bytes(hashlib.sha256(f"below {self._next()}".encode()).digest()) % limit

    def _next(self) -> int:
        with self._lock:
            self._count += 1
            return self._count


class FakeKeys:
    """Keys from a master key that is fresh for each object."""

    def __init__(self) -> None:
        self._master = secrets.token_bytes(32)

    def derive(self, purpose: str) -> bytes:
        return hmac.new(self._master, purpose.encode(), "sha256").digest()


class FakeSealer:
    """Binds to the context like the real one, and hides nothing from tests."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def seal(self, plain: Secret, context: str) -> bytes:
        hidden = bytes(byte ^ 0x5A for byte in plain.reveal().encode())
        return self._tag(hidden, context) + hidden

    def open(self, sealed: bytes, context: str) -> Secret:
        tag, hidden = sealed[:32], sealed[32:]
        if not hmac.compare_digest(tag, self._tag(hidden, context)):
            raise SealBrokenError("broken")
        return Secret(bytes(byte ^ 0x5A for byte in hidden).decode())

    def _tag(self, hidden: bytes, context: str) -> bytes:
        return hmac.new(self._key, context.encode() + b"|" + hidden, "sha256").digest()


class FakeNumbers:
    """Belgian numbers, read simply."""

    def e164(self, typed: str) -> str | None:
        digits = "".join(mark for mark in typed if mark.isdigit() or mark == "+")
        for prefix in ("+32", "0032", "0"):
            if digits.startswith(prefix) and len(digits) - len(prefix) in (8, 9):
                return "+32" + digits[len(prefix) :]
        return None

    def mobile(self, number: str) -> bool:
        return number.startswith("+324")

    def same(self, typed: str, stored: str) -> bool | None:
        number = self.e164(typed)
        return None if number is None else number == stored


@dataclass
class RecordingChannel:
    """Keeps what it is given; `answer` is what it says of it."""

    answer: Sent = Sent.DELIVERED
    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Sent:
        self.messages.append(message)
        return self.answer


@dataclass
class RecordingCalls:
    """Keeps the scripts of calls, and ends each with `answer`."""

    answer: CallEnd = CallEnd.PROVED
    scripts: list[CallScript] = field(default_factory=list)
    resumed: list[CallScript] = field(default_factory=list)

    def call(self, script: CallScript) -> CallEnd:
        self.scripts.append(script)
        return self.answer

    def resume(self, script: CallScript) -> CallEnd:
        self.resumed.append(script)
        return self.answer


@dataclass
class FakeRoll:
    """Staff and their own accounts."""

    accounts: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    def own(self, staff: str) -> tuple[str, ...]:
        return (self.accounts[staff],) if staff in self.accounts else ()

    def everyone(self) -> tuple[str, ...]:
        return tuple(self.accounts.values())

    def approves(self, staff: str) -> bool:
        return staff not in self.removed

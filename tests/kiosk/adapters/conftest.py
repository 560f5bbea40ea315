from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.adapters.http_backend import HttpBackend, Machine, Timeouts
from kiosk.adapters.transport import trust
from kiosk.adapters.usage import Usage
from kiosk.core.ports import StationKey
from tests.kiosk.adapters.certificates import Authority

USAGE = Usage(200_000_000, 40, 9, 3600)
MACHINE = Machine("1.2.3", 7, lambda: USAGE)
QUICK = Timeouts(connect=1.0, upkeep=1.0, write=1.0, poll=1.5)
"""Only for servers that never answer in time: one that does may need a second on a busy machine."""
PATIENT = Timeouts(connect=60.0, upkeep=60.0, write=60.0, poll=60.0)


@dataclass
class FixedClock:
    now: float = 1_800_000_000.0
    ran: float = 0.0

    def wall(self) -> float:
        return self.now

    def elapsed(self) -> float:
        return self.ran


@dataclass
class MemoryKey:
    """A key held by the test, so that signatures can be verified."""

    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.public).hexdigest()

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    def open(self) -> StationKey:
        return self


MakeBackend = Callable[..., HttpBackend]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.make(tmp_path)


@pytest.fixture
def key() -> MemoryKey:
    return MemoryKey()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def client(authority: Authority, key: MemoryKey, clock: FixedClock) -> Iterator[MakeBackend]:
    with ExitStack() as stack:

        def make(address: str, ca_file: Path | None = None, timeouts: Timeouts = PATIENT) -> HttpBackend:
            context = trust(ca_file or authority.file)
            backend = HttpBackend(address, context, key, clock, MACHINE, timeouts=timeouts)
            stack.callback(backend.close)
            return backend

        yield make

"""The real station API over real TLS in a thread, with the core faked and the stores on SQLite."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.pki import Authority, server_context
from backend.adapters.store.web_store.requests import RequestStore
from backend.web.deadline import Deadline, Pace
from backend.web.gate import Gate
from backend.web.idempotency import Idempotency
from backend.web.metrics import Condition, Metrics
from backend.web.serving import Listener, bind, serve
from backend.web.station_api import StationParts, station_api
from tests.backend.embedded import embedded
from tests.backend.web.fake_registry import FakeRegistry
from tests.backend.web.fakes import FakeClock, FakeDesk
from tests.servers.station_client import Station


@dataclass
class Now:
    """A monotonic clock that a test may jump."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@dataclass
class Still(Now):
    """One that only a test moves, for what a busy machine would let run out."""

    def __call__(self) -> float:
        return self.ahead


class CountingSleep:
    """Notes every wait asked for and takes next to no time; moves `passes` on instead, when set.

    Many who wait at once are to wait for as long as `longest`, or nothing else is ever done.
    """

    longest = 0.01

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.waited = threading.Event()
        self.passes: Now | None = None

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self.waited.set()
        if self.passes is not None:
            self.passes.ahead += seconds
        await asyncio.sleep(min(seconds, self.longest))


@dataclass
class Stack:
    """What a test may look at and turn."""

    address: str
    port: int
    ca: Path
    engine: Engine
    desk: FakeDesk
    registry: FakeRegistry
    clock: FakeClock
    sleep: CountingSleep
    metrics: Metrics
    condition: Condition
    store: RequestStore
    stations: list[Station] = field(default_factory=list)

    def station(self, name: str = "s1") -> Station:
        """A new enrolled station."""
        made = Station(self.address, self.ca)
        self.registry.enrol(made.public, name)
        return made


def parts(
    folder: Path, address: str, now: Now, patience: float, engine: Engine
) -> tuple[StationParts, Stack]:
    keys = FileKeys(folder / "master.key")
    store = RequestStore(engine, AesSealer(keys), lease=30)
    clock, sleep, metrics, condition = FakeClock(), CountingSleep(), Metrics(), Condition(now)
    pace = Pace(now, sleep)
    gate = Gate(
        registry := FakeRegistry(),
        store,
        Idempotency(store, keys.derive("intents"), clock, pace, patience),
        Deadline(pace, metrics, 0.7),
        clock,
        address,
    )
    desk = FakeDesk()
    made = StationParts(desk, gate, pace, metrics, condition, asyncio.Event())
    port = int(address.rsplit(":", 1)[1])
    ca = folder / "tls" / "ca.pem"
    stack = Stack(address, port, ca, engine, desk, registry, clock, sleep, metrics, condition, store)
    return made, stack


@contextmanager
def running(
    folder: Path, now: Now | None = None, patience: float = 60.0, engine: Engine | None = None
) -> Iterator[Stack]:
    """Serve until the block ends; `engine` is a database with the tables, else SQLite in `folder`."""
    authority = Authority(folder / "tls")
    context = server_context(authority.identity(["127.0.0.1", "localhost"], datetime.now(UTC)))
    socket = bind("127.0.0.1", 0)
    address = f"https://127.0.0.1:{socket.getsockname()[1]}"
    made, stack = parts(folder, address, now or Now(), patience, engine or embedded(folder / "t.sqlite"))
    listener = Listener(station_api(made), socket, context)
    ready, loop = threading.Event(), asyncio.new_event_loop()

    def run() -> None:
        loop.run_until_complete(serve([listener], made.stopping, ready.set))
        loop.run_until_complete(asyncio.sleep(0.1))  # the closing of the last connections
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield stack
    finally:
        loop.call_soon_threadsafe(made.stopping.set)
        thread.join(30)
        stack.engine.dispose()
    assert not thread.is_alive()

"""The whole backend behind its real HTTP API in one process, with a clock that tests move.

Real: TLS, uvicorn, the gate, the core, both databases, keys and sealing. Recorded: what reaches the
directory and the channels. One server serves every world of a module; each world has fresh databases.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import requests
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.directories.sql_settings import Argon2Costs, NewAccount, SqlDirectorySettings
from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.phone import PhoneNumbers
from backend.adapters.pki import Authority, server_context
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.web_store.requests import RequestStore
from backend.app import SystemClock, SystemRandomness
from backend.core.desk import Desks
from backend.core.parts import Channels, Parts
from backend.core.ports import WriteResult, Written
from backend.core.secret import Secret
from backend.core.settings import Settings
from backend.web.deadline import Deadline, Pace
from backend.web.gate import Gate
from backend.web.idempotency import Idempotency
from backend.web.metrics import Condition, Metrics
from backend.web.serving import Listener, bind, serve
from backend.web.station_api import StationParts, station_api
from tests.backend.embedded import embedded
from tests.backend.fakes import LONG_AGO, FakeClock, FakeRoll, RecordingCalls, RecordingChannel
from tests.servers.station_client import Station

OLD = "Bonjour-2017"
CHEAP = SqlDirectorySettings(argon2=Argon2Costs(passes=1, memory_kib=8), wait=60)


class RecordingDirectory(SqlDirectory):
    """Notes every write that the directory did: what, whose, and the password."""

    def __init__(self, url: str, clock: FakeClock) -> None:
        super().__init__(url, clock, CHEAP)
        self.writes: list[tuple[str, str, str]] = []

    def reset(self, key: str, password: Secret) -> WriteResult:
        return self._note("reset", key, password.reveal(), super().reset(key, password))

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        return self._note("change", key, password.reveal(), super().change(key, current, password))

    def unlock(self, key: str) -> WriteResult:
        return self._note("unlock", key, "", super().unlock(key))

    def _note(self, what: str, key: str, password: str, result: WriteResult) -> WriteResult:
        if isinstance(result, Written):
            self.writes.append((what, key, password))
        return result


@dataclass(frozen=True)
class Hall(Station):
    """A station that keeps its connection, and its id at the backend."""

    id: str = ""
    session: requests.Session = field(default_factory=requests.Session)

    def send(self, prepared: requests.PreparedRequest, timeout: float = 150) -> requests.Response:
        self.session.trust_env = False
        return self.session.send(prepared, verify=str(self.ca), timeout=timeout)


@dataclass
class Front:
    """The listening server. Each world puts itself behind it."""

    address: str
    ca: Path
    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


async def _no_wait(_seconds: float) -> None:
    await asyncio.sleep(0.001)


class World:
    """One backend with two databases of its own; `folder` is emptied by whoever made it."""

    def __init__(self, front: Front, folder: Path, settings: Settings | None = None) -> None:
        self.front, self.clock, self.roll = front, FakeClock(), FakeRoll()
        self.sms, self.email, self.voice = RecordingChannel(), RecordingChannel(), RecordingCalls()
        self.keys = FileKeys(folder / "master.key")
        self.engine = embedded(folder / "repasse.sqlite")
        self.directory = RecordingDirectory(f"sqlite:///{folder}/directory.sqlite", self.clock)
        self.sealer = AesSealer(self.keys)
        self.settings = settings or Settings()
        self.desks = Desks(self._parts())
        front.app = self._application()

    def _parts(self) -> Parts:
        return Parts(
            settings=self.settings,
            store=SqlStore(self.engine, self.settings.institution.id),
            directory=self.directory,
            channels=Channels(self.email, self.sms, self.voice),
            numbers=PhoneNumbers("BE"),
            keys=self.keys,
            sealer=self.sealer,
            clock=self.clock,
            randomness=SystemRandomness(),
            staff=self.roll,
            pause=self.clock.pause,
        )

    def _application(self) -> ASGIApp:
        pace, metrics = Pace(time.monotonic, _no_wait), Metrics()
        store, clock = RequestStore(self.engine, self.sealer), SystemClock()
        intents = Idempotency(store, self.keys.derive("intents"), clock, pace, 20)
        deadline = Deadline(pace, metrics, 0.7)
        gate = Gate(self.desks.stations, store, intents, deadline, clock, self.front.address)
        parts = StationParts(self.desks.resets, gate, pace, metrics, Condition(), asyncio.Event())
        return station_api(parts)

    def account(self, name: str, mobile: str = "", email: str = "", *, disabled: bool = False) -> str:
        """Enter ``name@he-ferrer.eu`` with the password `OLD`; returns its key."""
        new = NewAccount(
            identifier=f"{name}@he-ferrer.eu",
            password=Secret(OLD),
            given_name="Given",
            family_name="Family",
            mobile=Secret(mobile),
            email=Secret(email),
            contacts_since=LONG_AGO,
            disabled=disabled,
        )
        return self.directory.add_account(new)

    def hall(self, name: str = "Hall") -> Hall:
        """A station enrolled over HTTP, approved by an operator."""
        made = Hall(self.front.address, self.front.ca)
        offer = made.offer().json()
        station = self.desks.stations.approve(offer["code"], name, f"{name}, ground floor", "operator")
        return Hall(made.address, made.ca, made.key, made.manner, station, made.session)

    @property
    def messages(self) -> int:
        """How many were delivered."""
        return len(self.sms.messages) + len(self.email.messages)

    @property
    def delivered(self) -> int:
        """How many messages were delivered and calls placed."""
        return self.messages + len(self.voice.scripts)

    def newest(self, channel: str) -> tuple[Secret, str]:
        """Where the newest message or call of `channel` went, and the code in it."""
        if channel == "voice":
            script = self.voice.scripts[-1]
            return script.destination, "".join(re.findall(r"\d", script.code_text.reveal()))
        messages = (self.email if channel == "email" else self.sms).messages
        message = next(one for one in reversed(messages) if one.code)
        return message.destination, code_in(message.body)

    def password_of(self, key: str | None) -> str:
        """The password that the account has now."""
        mine = [password for _, whose, password in self.directory.writes if whose == key and password]
        return mine[-1] if mine else OLD

    def close(self) -> None:
        self.desks.postman.close()
        self.directory.close()
        self.engine.dispose()


def code_in(body: Secret) -> str:
    found = re.search(r"\b(\d{4})[ \u00a0]?(\d{4})\b", body.reveal())
    assert found is not None
    return found[1] + found[2]


@contextmanager
def serving(folder: Path) -> Iterator[Front]:
    """Listen on loopback, with TLS, until the block ends."""
    authority = Authority(folder / "tls")
    context = server_context(authority.identity(["127.0.0.1"], datetime.now(UTC)))
    socket = bind("127.0.0.1", 0)
    front = Front(f"https://127.0.0.1:{socket.getsockname()[1]}", folder / "tls" / "ca.pem")
    stopping, ready, loop = asyncio.Event(), threading.Event(), asyncio.new_event_loop()

    def run() -> None:
        loop.run_until_complete(serve([Listener(front, socket, context)], stopping, ready.set))
        loop.run_until_complete(asyncio.sleep(0.1))  # the closing of the last connections
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield front
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(30)
    assert not thread.is_alive()


@contextmanager
def world(front: Front, settings: Settings | None = None) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        made = World(front, Path(folder), settings)
        try:
            yield made
        finally:
            made.close()

"""The composition root: builds every part from the settings, runs the servers, and ends them in order."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from starlette.types import ASGIApp

from backend import settings as config
from backend.adapters.channels.local import LocalCalls, LocalMessages
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.phone import PhoneNumbers
from backend.adapters.pki import Authority, Identity, server_context
from backend.adapters.store.engine import open_engine, writing
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.web_store.requests import RequestStore
from backend.adapters.store.web_store.staff import StaffStore
from backend.adapters.store.web_tables import metadata
from backend.background import Repeated
from backend.core.desk import Desks
from backend.core.parts import Channels, Parts
from backend.core.views import Channel
from backend.web.deadline import Deadline, Pace
from backend.web.gate import Gate
from backend.web.idempotency import Idempotency
from backend.web.metrics import Condition, Metrics
from backend.web.serving import Listener, bind, serve
from backend.web.staff.auth import StaffAuth
from backend.web.staff.console import console
from backend.web.staff.credentials import Passwords
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages
from backend.web.staff.parts import ConsoleParts
from backend.web.station_api import StationParts, station_api

POSTMEN = 4
"""A call keeps its postman for as long as it lasts; the others go on."""
POSTMAN_PAUSE = 0.25
JANITOR_PAUSE = 30.0
_log = structlog.stdlib.get_logger("repasse.app")


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    def token(self) -> str:
        return secrets.token_hex(16)

    def below(self, limit: int) -> int:
        return secrets.randbelow(limit)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stations and staff type, such as ``https://127.0.0.1:8444``."""

    station_api: str
    console: str


@dataclass(frozen=True, slots=True)
class Backend:
    """Every long-lived part of one process."""

    settings: config.BackendSettings
    addresses: Addresses
    clock: SystemClock
    engine: Engine
    keys: FileKeys
    directory: SqlDirectory
    calls: LocalCalls | None
    store: SqlStore
    desks: Desks
    requests: RequestStore
    staff: StaffStore
    auth: StaffAuth

    def close(self) -> None:
        self.directory.close()
        self.engine.dispose()


def prepare_data(data: Path) -> None:
    """The data folder, for its owner only, whatever it was before."""
    os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)


def build(settings: config.BackendSettings, data: Path, addresses: Addresses) -> Backend:
    """Build the parts. The database is brought up to date; nothing listens yet."""
    clock, keys = SystemClock(), FileKeys(data / "keys" / "master.key")
    sealer = AesSealer(keys)
    engine = open_engine(settings.database.url or _sqlite(data / "repasse.sqlite"))
    with writing(engine) as connection:
        metadata.create_all(connection)
    directory = SqlDirectory(
        settings.directory.url or _sqlite(data / "directory.sqlite"), clock, settings.directory.sql
    )
    calls = LocalCalls(data / "spool", clock) if settings.channels.voice == "local" else None
    staff = StaffStore(engine, sealer)
    core, store = settings.for_core(addresses.console), SqlStore(engine, settings.institution.id)
    parts = Parts(
        settings=core,
        store=store,
        directory=directory,
        channels=_channels(settings.channels, calls, data / "spool", clock),
        numbers=PhoneNumbers(settings.channels.region),
        keys=keys,
        sealer=sealer,
        clock=clock,
        randomness=SystemRandomness(),
        staff=staff,
    )
    return Backend(
        settings=settings,
        addresses=addresses,
        clock=clock,
        engine=engine,
        keys=keys,
        directory=directory,
        calls=calls,
        store=store,
        desks=Desks(parts),
        requests=RequestStore(engine, sealer, keep=int(core.times.reset_longest.total_seconds()) + 600),
        staff=staff,
        auth=StaffAuth(staff, Passwords(), clock, keys.derive("staff tries")),
    )


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


def _channels(
    chosen: config.ChannelSettings, calls: LocalCalls | None, spool: Path, clock: SystemClock
) -> Channels:
    def messages(kind: str, channel: Channel) -> LocalMessages | None:
        return LocalMessages(spool, channel, clock) if kind == "local" else None

    return Channels(
        email=messages(chosen.email, Channel.EMAIL), sms=messages(chosen.sms, Channel.SMS), voice=calls
    )


# --- addresses and certificates -----------------------------------------------------------------


def origin(address: config.AddressSettings, port: int) -> str:
    """The configured address, or the one made from host and port."""
    if address.url:
        return address.url.rstrip("/")
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"https://{host}:{port}"


def authority(data: Path) -> Authority:
    return Authority(data / "tls")


def identity(settings: config.BackendSettings, data: Path, now: datetime) -> Identity:
    if settings.tls.source == "files":
        return Identity(Path(settings.tls.certificate), Path(settings.tls.key))
    return authority(data).identity(settings.tls.names, now)


# --- serving ------------------------------------------------------------------------------------


def run(
    settings: config.BackendSettings, data: Path, ready_file: Path | None, say: Callable[[str], None]
) -> None:
    """Serve until SIGTERM or SIGINT. `say` gets the one line with the addresses."""
    prepare_data(data)
    station_socket = bind(settings.station_api.host, settings.station_api.port)
    console_socket = bind(settings.console.host, settings.console.port)
    addresses = Addresses(
        origin(settings.station_api, station_socket.getsockname()[1]),
        origin(settings.console, console_socket.getsockname()[1]),
    )
    backend = build(settings, data, addresses)
    try:
        asyncio.run(_serve(backend, data, (station_socket, console_socket), ready_file, say))
    finally:
        backend.close()


async def _serve(
    backend: Backend,
    data: Path,
    sockets: tuple[socket.socket, socket.socket],
    ready_file: Path | None,
    say: Callable[[str], None],
) -> None:
    metrics, condition, stopping = Metrics(), Condition(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    context = server_context(identity(backend.settings, data, backend.clock.now()))
    applications = (
        _station_api(backend, metrics, condition, stopping),
        _console(backend, metrics, condition),
    )
    listeners = [Listener(app, at, context) for app, at in zip(applications, sockets, strict=True)]
    _forget_dead_process(backend)
    background = _background(backend, condition)

    def ready() -> None:
        for part in background:
            part.start()
        announce(backend.addresses, data, ready_file)
        say(f"station API {backend.addresses.station_api} · staff console {backend.addresses.console}")
        _log.info("ready", address=backend.addresses.station_api, console=backend.addresses.console)

    try:
        await serve(listeners, stopping, ready)
    finally:
        await asyncio.to_thread(_end, backend, background)
        _log.info("stopped")


def _forget_dead_process(backend: Backend) -> None:
    """SQLite has one process (ours): whatever was running when it starts has died with the last one."""
    if backend.engine.dialect.name == "sqlite":
        backend.requests.abandon_all(backend.clock.now())


def _end(backend: Backend, background: list[Repeated]) -> None:
    for part in background:
        part.stop()
    if backend.calls is not None:
        backend.calls.close()
    for part in background:
        part.join()


def _background(backend: Backend, condition: Condition) -> list[Repeated]:
    def housekeeping() -> int:
        backend.desks.janitor.sweep()
        backend.requests.purge(backend.clock.now())
        backend.staff.purge(backend.clock.now())
        return 0

    postmen = [
        Repeated(f"postman {number}", backend.desks.postman.drain, POSTMAN_PAUSE, condition)
        for number in range(1, POSTMEN + 1)
    ]
    return [*postmen, Repeated("janitor", housekeeping, JANITOR_PAUSE, condition)]


def _station_api(
    backend: Backend, metrics: Metrics, condition: Condition, stopping: asyncio.Event
) -> ASGIApp:
    web, pace = backend.settings.web, Pace(time.monotonic, asyncio.sleep)
    intents = Idempotency(
        backend.requests, backend.keys.derive("intents"), backend.clock, pace, web.twin_patience
    )
    gate = Gate(
        registry=backend.desks.stations,
        store=backend.requests,
        idempotency=intents,
        deadline=Deadline(pace, metrics, web.deadline_ms / 1000),
        clock=backend.clock,
        address=backend.addresses.station_api,
    )
    return station_api(StationParts(backend.desks.resets, gate, pace, metrics, condition, stopping))


def _console(backend: Backend, metrics: Metrics, condition: Condition) -> ASGIApp:
    institution = backend.settings.institution
    guard = Guard(backend.addresses.console, backend.keys.derive("console forms"))
    pages = Pages(institution.name, ZoneInfo(institution.timezone))
    return console(ConsoleParts(backend.desks.staff, backend.auth, guard, pages, metrics, condition))


def known_addresses(settings: config.BackendSettings, data: Path) -> Addresses:
    """Where a running backend said it listens; else what the settings say."""
    try:
        told = json.loads((data / "addresses.json").read_text(encoding="utf-8"))
        return Addresses(str(told["station_api"]), str(told["console"]))
    except (OSError, ValueError, KeyError):
        return Addresses(
            origin(settings.station_api, settings.station_api.port),
            origin(settings.console, settings.console.port),
        )


def announce(addresses: Addresses, data: Path, ready_file: Path | None) -> None:
    """Write where we listen, in one step each: for the other commands, and for who waits for us."""
    told = {"station_api": addresses.station_api, "console": addresses.console, "pid": os.getpid()}
    for path in (data / "addresses.json", ready_file):
        if path is not None:
            draft = path.with_name(path.name + ".new")
            draft.write_text(json.dumps(told) + "\n", encoding="utf-8")
            draft.replace(path)

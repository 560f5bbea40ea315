"""Runs the composed backend: the two addresses, the background work, and their end in order."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from starlette.types import ASGIApp

from backend import settings as config
from backend.adapters.pki import server_context
from backend.app import Addresses, Backend, build, identity, origin, prepare_data
from backend.background import Repeated
from backend.web.deadline import Deadline, Pace
from backend.web.gate import Gate
from backend.web.idempotency import Idempotency
from backend.web.metrics import Condition, Metrics
from backend.web.serving import Listener, bind, serve
from backend.web.staff.console import console
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages
from backend.web.staff.parts import ConsoleParts
from backend.web.station_api import StationParts, station_api

POSTMEN = 4
"""A call keeps its postman for as long as it lasts; the others go on."""
POSTMAN_PAUSE = 0.25
JANITOR_PAUSE = 30.0
_log = structlog.stdlib.get_logger("repasse.app")


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
    backend.desks.postman.close()


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


def announce(addresses: Addresses, data: Path, ready_file: Path | None) -> None:
    """Write where we listen, in one step each: for the other commands, and for who waits for us."""
    told = {"station_api": addresses.station_api, "console": addresses.console, "pid": os.getpid()}
    for path in (data / "addresses.json", ready_file):
        if path is not None:
            draft = path.with_name(path.name + ".new")
            draft.write_text(json.dumps(told) + "\n", encoding="utf-8")
            draft.replace(path)

"""Runs the composed backend: its addresses, the background work, and their end in order."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from starlette.types import ASGIApp

from backend import settings as config
from backend.adapters.pki import server_context
from backend.app import Backend, build, identity, prepare_data
from backend.audit_parts import audit_work
from backend.background import Repeated
from backend.core import networks
from backend.core.call_leases import BEAT
from backend.data_lock import serving
from backend.listening import announce, listen, told
from backend.operation_parts import Watching, operation, watching
from backend.settings_view import shown, texts
from backend.staff_ways import ways_of
from backend.stopping import stop_on_signals
from backend.voice_parts import twilio_parts
from backend.web.deadline import Deadline, Pace
from backend.web.gate import Gate
from backend.web.idempotency import Idempotency
from backend.web.metrics import Condition, Metrics
from backend.web.phone.app import phone_pages
from backend.web.phone.pages import About, PhonePages
from backend.web.phone.parts import PhoneParts
from backend.web.reports.app import ReportParts, delivery_reports
from backend.web.serving import Listener, serve
from backend.web.staff.console import console
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages
from backend.web.staff.parts import ConsoleParts
from backend.web.station_api import StationParts, station_api

POSTMEN = 4
"""A call keeps its postman for as long as it lasts; the others go on."""
POSTMAN_PAUSE = 0.25
CALLS_PAUSE = BEAT
JANITOR_PAUSE = 30.0
PURGE_REST = 0.5
"""Seconds between two batches: SQLite has one writer at a time, and people come first."""
_log = structlog.stdlib.get_logger("repasse.app")


def run(
    settings: config.BackendSettings, data: Path, ready_file: Path | None, say: Callable[[str], None]
) -> None:
    """Serve until SIGTERM or SIGINT. `say` gets the one line with the addresses."""
    prepare_data(data)
    with serving(data):
        listening = listen(settings)
        watched = watching()
        backend = build(settings, data, listening.addresses, watched.meter)
        try:
            backend.auth.prepare()
            asyncio.run(_serve(backend, data, listening.sockets, watched, ready_file, say))
        finally:
            backend.close()


async def _serve(
    backend: Backend,
    data: Path,
    sockets: tuple[socket.socket, ...],
    watched: Watching,
    ready_file: Path | None,
    say: Callable[[str], None],
) -> None:
    metrics, condition, stopping = Metrics(watched.meter), Condition(), asyncio.Event()
    stop_on_signals(asyncio.get_running_loop(), stopping)
    context = server_context(identity(backend.settings, data, backend.clock.now()))
    audit = audit_work(backend, data, condition)
    applications = (
        _station_api(backend, metrics, condition, stopping),
        _console(backend, metrics, condition, stopping),
        *([_phone(backend, metrics, condition)] if backend.addresses.phone else []),
        *([_reports(backend, metrics, condition)] if backend.addresses.reports else []),
        *([operation(backend, watched, condition, audit)] if backend.addresses.metrics else []),
    )
    bounds, proxies = backend.settings.connections, networks.checked(backend.settings.station_api.proxies)
    listeners = [
        Listener(app, at, context, bounds, proxies) for app, at in zip(applications, sockets, strict=True)
    ]
    _forget_dead_process(backend)
    backend.desks.settings.note(texts(backend.settings))
    background = [*_background(backend, condition), *audit.background]

    def ready() -> None:
        for part in background:
            part.start()
        announce(backend.addresses, data, ready_file)
        say(told(backend.addresses))
        where = backend.addresses
        _log.info("ready", address=where.station_api, console=where.console, phone=where.phone)

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
        return 0

    def purging() -> int:
        backend.desks.janitor.sweep()  # what was left waiting before a long stop ends on record first
        return backend.purge.work()

    postmen = [
        Repeated(f"postman {number}", backend.desks.postman.drain, POSTMAN_PAUSE, condition)
        for number in range(1, POSTMEN + 1)
    ]
    return [
        *postmen,
        Repeated("calls", backend.desks.postman.renew, CALLS_PAUSE, condition, CALLS_PAUSE),
        Repeated("janitor", housekeeping, JANITOR_PAUSE, condition),
        Repeated("purge", purging, JANITOR_PAUSE, condition, PURGE_REST),
    ]


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
        proxies=networks.checked(backend.settings.station_api.proxies),
    )
    return station_api(StationParts(backend.desks.resets, gate, pace, metrics, condition, stopping))


def _console(backend: Backend, metrics: Metrics, condition: Condition, stopping: asyncio.Event) -> ASGIApp:
    institution = backend.settings.institution
    guard = Guard(backend.addresses.console, backend.keys.derive("console forms"))
    pages = Pages(institution.name, ZoneInfo(institution.timezone), institution.languages[0])
    ways = ways_of(backend, backend.addresses.console)
    return console(
        ConsoleParts(
            backend.desks.staff,
            backend.auth,
            guard,
            pages,
            metrics,
            condition,
            ways,
            backend.desks.supervision,
            backend.desks.refusals,
            institution.languages,
            shown(backend.settings),
            stopping,
        )
    )


def _phone(backend: Backend, metrics: Metrics, condition: Condition) -> ASGIApp:
    institution, capabilities = backend.settings.institution, backend.directory.capabilities
    deadline = Deadline(Pace(time.monotonic, asyncio.sleep), metrics, backend.settings.web.deadline_ms / 1000)
    about = About(
        institution.name,
        institution.desk.name,
        institution.desk.place,
        capabilities.propagation,
        institution.sign_in_url,
        institution.languages[0],
    )
    return phone_pages(
        PhoneParts(
            backend.desks.phones,
            backend.desks.stations,
            Guard(backend.addresses.phone, backend.keys.derive("phone forms")),
            PhonePages(about),
            deadline,
            metrics,
            condition,
            backend.desks.refusals,
        )
    )


def _reports(backend: Backend, metrics: Metrics, condition: Condition) -> ASGIApp:
    twilio = twilio_parts(backend.settings, backend.desks.calls, backend.addresses.reports)
    return delivery_reports(ReportParts(backend.desks.reports, metrics, condition, twilio))

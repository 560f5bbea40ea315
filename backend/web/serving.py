"""Runs ASGI applications over TLS, each on its own socket, in one event loop, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import uvicorn
from starlette.types import ASGIApp

from backend.core.networks import Proxies
from backend.web.bounded_http import BoundedProtocol
from backend.web.bounds import ConnectionSettings
from backend.web.door import Door, Place, Tally

GRACE = 10
READY_LOOK = 0.02
HANDSHAKE = 10.0
FAREWELL = 2.0


class NotServingError(Exception):
    """An address cannot be bound, or a server did not start; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One address: who answers, where, with which certificate, and within which bounds."""

    app: ASGIApp
    socket: socket.socket
    context: ssl.SSLContext
    bounds: ConnectionSettings = field(default_factory=ConnectionSettings)
    proxies: Proxies = field(default_factory=Proxies)


class _Server(uvicorn.Server):
    """Leaves the process's signals to the program, and bounds connections from accept to farewell."""

    def __init__(self, config: uvicorn.Config, listener: Listener) -> None:
        super().__init__(config)
        self._listener = listener
        self._arriving: dict[asyncio.Task[None], asyncio.Transport] = {}

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does it, but TLS begins after the connection has been counted."""
        loop = asyncio.get_running_loop()
        bounds, port = self._listener.bounds, self._listener.socket.getsockname()[1]
        self._tally = Tally(port, loop.call_later)
        self._door = Door(bounds, self._listener.proxies, self._tally)
        self.servers = [
            await loop.create_server(self._arrival, sock=bound, backlog=self.config.backlog)
            for bound in sockets or ()
        ]
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does it, without waiting for handshakes."""
        for transport in self._arriving.values():
            transport.abort()
        await super().shutdown(sockets)

    def _arrival(self) -> asyncio.Protocol:
        return _Arrival(self._door, self._welcome)

    def _welcome(self, transport: asyncio.Transport, place: Place) -> None:
        task = asyncio.create_task(self._handshake(transport, place))
        self._arriving[task] = transport
        task.add_done_callback(self._arriving.pop)

    async def _handshake(self, plain: asyncio.Transport, place: Place) -> None:
        """Bounded here; asyncio's own limits are 60 s for the handshake and 30 s for the farewell."""
        bounds = self._listener.bounds
        protocol = BoundedProtocol(self.config, self.server_state, bounds, place, self._tally)
        try:
            secured = await asyncio.get_running_loop().start_tls(
                plain,
                protocol,
                self._listener.context,
                server_side=True,
                ssl_handshake_timeout=HANDSHAKE,
                ssl_shutdown_timeout=FAREWELL,
            )
        except OSError:
            secured = None
        if secured is None:  # refused, too slow, or gone
            place.leave()
        else:
            protocol.connection_made(secured)


class _Arrival(asyncio.Protocol):
    """A connection that was just accepted: counted, or closed before it costs a handshake."""

    def __init__(self, door: Door, welcome: Callable[[asyncio.Transport, Place], None]) -> None:
        self._door = door
        self._welcome = welcome

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # of sockets
        peer = transport.get_extra_info("peername")
        place = self._door.admit(str(peer[0]) if peer else "")
        if place is None:
            transport.abort()
        else:
            transport.pause_reading()
            self._welcome(transport, place)


def bind(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 chooses a free one.

    Raises:
        NotServingError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise NotServingError(f"{host} port {port} cannot be bound: {error.strerror}") from error
    return bound


async def serve(listeners: Sequence[Listener], stopping: asyncio.Event, ready: Callable[[], None]) -> None:
    """Serve until `stopping` is set, then let running requests end.

    Raises:
        NotServingError: a server did not start.
    """
    servers = [_server(listener) for listener in listeners]
    tasks = [
        asyncio.create_task(server.serve(sockets=[listener.socket]))
        for server, listener in zip(servers, listeners, strict=True)
    ]
    try:
        await _all_started(listeners, servers, tasks)
        ready()
        stop = asyncio.create_task(stopping.wait())
        await asyncio.wait([stop, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
    finally:
        stopping.set()
        for server in servers:
            server.should_exit = True
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if error is not None:
            raise error


async def _all_started(
    listeners: Sequence[Listener], servers: Sequence[_Server], tasks: Sequence[asyncio.Task[None]]
) -> None:
    while not all(server.started for server in servers):
        for listener, task in zip(listeners, tasks, strict=True):
            if task.done():
                raise NotServingError(_not_started(listener, task.exception())) from task.exception()
        await asyncio.sleep(READY_LOOK)


def _not_started(listener: Listener, error: BaseException | None) -> str:
    """A port that was bound may still be lost: another program listened at it first."""
    host, port = listener.socket.getsockname()[:2]
    why = (error.strerror or str(error)) if isinstance(error, OSError) else "it ended before it had started"
    return f"{host} port {port} cannot be served: {why}"


def _server(listener: Listener) -> _Server:
    config = uvicorn.Config(
        listener.app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=listener.bounds.idle,
        timeout_graceful_shutdown=GRACE,
        ssl_context_factory=lambda _config, _default: listener.context,
    )
    return _Server(config, listener)

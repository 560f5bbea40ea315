"""Runs ASGI applications over TLS, each on its own socket, in one event loop, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

GRACE = 10
KEEP_ALIVE = 30
READY_LOOK = 0.02
HANDSHAKE = 10.0
FAREWELL = 2.0


class NotServingError(Exception):
    """An address cannot be bound, or a server did not start; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One address: who answers, where, and with which certificate."""

    app: ASGIApp
    socket: socket.socket
    context: ssl.SSLContext


class _Server(uvicorn.Server):
    """Leaves the process's signals to the program, and bounds every TLS handshake and farewell."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does it, which leaves asyncio's limits of 60 s and 30 s as they are."""
        loop = asyncio.get_running_loop()
        self.servers = [
            await loop.create_server(
                self._protocol,
                sock=bound,
                ssl=self.config.ssl,
                backlog=self.config.backlog,
                ssl_handshake_timeout=HANDSHAKE,
                ssl_shutdown_timeout=FAREWELL,
            )
            for bound in sockets or ()
        ]
        self.started = True

    def _protocol(self) -> asyncio.Protocol:
        make = self.config.http_protocol_class
        return make(config=self.config, server_state=self.server_state, app_state={})  # type: ignore[call-arg]


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
        await _all_started(servers, tasks)
        ready()
        stop = asyncio.create_task(stopping.wait())
        await asyncio.wait([stop, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
    finally:
        stopping.set()
        for server in servers:
            server.should_exit = True
        await asyncio.gather(*tasks)


async def _all_started(servers: Sequence[_Server], tasks: Sequence[asyncio.Task[None]]) -> None:
    while not all(server.started for server in servers):
        if any(task.done() for task in tasks):
            raise NotServingError("a server ended before it had started; the log says why")
        await asyncio.sleep(READY_LOOK)


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
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        ssl_context_factory=lambda _config, _default: listener.context,
    )
    return _Server(config)

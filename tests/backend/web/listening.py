"""A bare application behind the real listener, and a client that speaks to it byte by byte."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from backend.adapters.pki import Authority, server_context
from backend.core.networks import Proxies
from backend.web.bounds import ConnectionSettings
from backend.web.serving import Listener, bind, serve

LARGE = 16 * 1024 * 1024
PIECE = b"x" * 65536


@dataclass
class Bare:
    """An application that is told by path how to answer. Routes are the methods below."""

    asked: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        routes = {"/now": self.now, "/wait": self.wait, "/body": self.body}
        routes |= {"/events": self.events, "/large": self.large}
        await routes[scope["path"]](scope, receive, send)

    async def now(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked.set()
        await _answer(send, b"here")

    async def wait(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers when released, as a long poll does."""
        await Request(scope, receive).body()
        await self._released()
        await _answer(send, b"here")

    async def events(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """One event at once, one when released."""
        await _start(send, b"text/event-stream")
        await send({"type": "http.response.body", "body": b"data: one\n\n", "more_body": True})
        await self._released()
        await send({"type": "http.response.body", "body": b"data: two\n\n"})

    async def body(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with how long the body was; `gone` when it never came."""
        try:
            length = len(await Request(scope, receive).body())
        except ClientDisconnect:
            self.gone.set()
        else:
            await _answer(send, str(length).encode())

    async def large(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """16 MiB piece by piece; `gone` when the connection ended before the last piece."""
        sent = False

        async def watch() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            if not sent:
                self.gone.set()

        watching = asyncio.create_task(watch())
        await _start(send)
        for _ in range(LARGE // len(PIECE) - 1):
            await send({"type": "http.response.body", "body": PIECE, "more_body": True})
        sent = not self.gone.is_set()
        await send({"type": "http.response.body", "body": PIECE})
        await watching

    async def _released(self) -> None:
        self.asked.set()
        while not self.release.is_set():
            await asyncio.sleep(0.02)


async def _start(send: Send, kind: bytes = b"text/plain") -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})


async def _answer(send: Send, body: bytes) -> None:
    await _start(send)
    await send({"type": "http.response.body", "body": body})


@dataclass(frozen=True)
class House:
    """A listening address on loopback, and what answers there where it is ours."""

    port: int
    trust: ssl.SSLContext
    app: Bare = field(default_factory=Bare)

    @classmethod
    def of(cls, port: int, ca: Path) -> House:
        return cls(port, ssl.create_default_context(cafile=str(ca)))

    def knock(self, source: str = "127.0.0.1") -> socket.socket:
        """A connection without TLS yet."""
        return socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))

    @contextmanager
    def line(self, source: str = "127.0.0.1") -> Iterator[ssl.SSLSocket]:
        """A connection with TLS.

        Raises:
            OSError: it was refused.
        """
        with self.knock(source) as plain, self.trust.wrap_socket(plain, server_hostname="127.0.0.1") as made:
            yield made

    def refuses(self, source: str = "127.0.0.1") -> bool:
        try:
            with self.line(source):
                return False
        except OSError:
            return True


def ask(line: ssl.SSLSocket, path: str, method: str = "GET", more: str = "", body: bytes = b"") -> None:
    line.sendall(f"{method} {path} HTTP/1.1\r\nHost: a\r\n{more}\r\n".encode() + body)


def until(line: ssl.SSLSocket, end: bytes) -> bytes:
    """What comes up to `end`."""
    got = bytearray()
    while end not in got[-65536 - len(end) :]:
        more = line.recv(65536)
        assert more, f"closed after {bytes(got[-200:])!r}"
        got += more
    return bytes(got)


def closed(line: ssl.SSLSocket) -> bytes:
    """Wait until the other side closes; what came before that."""
    got = b""
    try:
        while more := line.recv(65536):
            got += more
    except (ssl.SSLError, ConnectionError):
        pass
    return got


@contextmanager
def listening(folder: Path, bounds: ConnectionSettings, proxies: Proxies | None = None) -> Iterator[House]:
    authority = Authority(folder / "tls")
    context = server_context(authority.identity(["127.0.0.1"], datetime.now(UTC)))
    bound, app = bind("127.0.0.1", 0), Bare()
    listener = Listener(app, bound, context, bounds, proxies or Proxies())
    trust = ssl.create_default_context(cafile=str(folder / "tls" / "ca.pem"))
    house = House(bound.getsockname()[1], trust, app)
    stopping, ready, loop = asyncio.Event(), threading.Event(), asyncio.new_event_loop()

    def run() -> None:
        loop.run_until_complete(serve([listener], stopping, ready.set))
        loop.run_until_complete(asyncio.sleep(0.1))  # the closing of the last connections
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield house
    finally:
        app.release.set()
        loop.call_soon_threadsafe(stopping.set)
        thread.join(30)
    assert not thread.is_alive()

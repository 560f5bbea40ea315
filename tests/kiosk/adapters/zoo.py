"""Small real servers, one kind of misbehaviour each, and one that answers as it is told."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, "Server"], None]


@dataclass(frozen=True)
class Request:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Server:
    """`address` to connect to, and how many connections there were."""

    address: str
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    open: list[socket.socket] = field(default_factory=list)

    def hang_up(self) -> None:
        """End every connection that is open."""
        for one in self.open:
            with suppress(OSError):
                socket.socket.shutdown(one, socket.SHUT_RDWR)


@contextmanager
def serving(handler: Behaviour, tls: ssl.SSLContext | None) -> Iterator[Server]:
    """Serve each connection with `handler` on a thread of its own; all have ended on exit."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(f"https://127.0.0.1:{listener.getsockname()[1]}")
        listener.settimeout(0.05)
        acceptor = threading.Thread(target=_accept, args=(listener, server, handler, tls))
        acceptor.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.hang_up()
            acceptor.join()


def _accept(
    listener: socket.socket,
    server: Server,
    handler: Behaviour,
    tls: ssl.SSLContext | None,
) -> None:
    threads = []
    while not server.stopping.is_set():
        try:
            plain, _ = listener.accept()
        except TimeoutError:
            continue
        server.connections += 1
        thread = threading.Thread(target=_serve, args=(plain, server, handler, tls))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()


def _serve(
    plain: socket.socket,
    server: Server,
    handler: Behaviour,
    tls: ssl.SSLContext | None,
) -> None:
    plain.settimeout(20)
    with suppress(OSError, ssl.SSLError), plain:
        if tls is None:
            server.open.append(plain)
            handler(plain, server)
            return
        with tls.wrap_socket(plain, server_side=True) as secured:
            server.open.append(secured)
            handler(secured, server)


def read_request(connection: socket.socket) -> Request | None:
    """Read one request; None at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    return Request(method, target, headers, body)


def reply(
    status: int, content: bytes, media_type: str = "application/json", *extra: str, close: bool = False
) -> bytes:
    """Return a whole HTTP/1.1 reply."""
    lines = [
        f"HTTP/1.1 {status} X",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content)}",
        f"Connection: {'close' if close else 'keep-alive'}",
        *extra,
    ]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + content


def problem(status: int, code: str, **more: object) -> bytes:
    body = {
        "type": "about:blank",
        "title": code,
        "status": status,
        "code": code,
        "reference": "ABCD3467",
        **more,
    }
    return reply(status, json.dumps(body).encode(), "application/problem+json")


# --- misbehaviour -------------------------------------------------------------------------------


def answering(content: bytes) -> Behaviour:
    """Answer every request with the same bytes."""

    def handle(connection: socket.socket, _server: Server) -> None:
        while read_request(connection) is not None:
            connection.sendall(content)

    return handle


def silent(connection: socket.socket, server: Server) -> None:
    """Accept and say nothing."""
    server.stopping.wait()


def mute_after_request(connection: socket.socket, server: Server) -> None:
    read_request(connection)
    server.stopping.wait()


def speaking_plainly(connection: socket.socket, _server: Server) -> None:
    """Answer whatever comes, a TLS hello too, in plain HTTP."""
    connection.recv(65536)
    connection.sendall(reply(400, b"{}"))


def hanging_up(connection: socket.socket, _server: Server) -> None:
    read_request(connection)


def cut_short(connection: socket.socket, _server: Server) -> None:
    read_request(connection)
    connection.sendall(reply(200, b"x" * 1000)[:-500])


def huge(connection: socket.socket, server: Server) -> None:
    """Send without end."""
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not server.stopping.is_set():
        connection.sendall(b"[" * 65536)


def dripping_body(connection: socket.socket, server: Server) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    _drip(connection, server)


def dripping_headers(connection: socket.socket, server: Server) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(connection, server)


def _drip(connection: socket.socket, server: Server) -> None:
    while not server.stopping.wait(0.05):
        connection.sendall(b" ")

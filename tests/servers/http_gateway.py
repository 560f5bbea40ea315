"""An SMS gateway that is called by HTTP: keeps what it is posted, and answers as it is told."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Posted:
    path: str
    headers: Headers
    body: bytes


@dataclass
class HttpGateway:
    """Status and text of the next answers, and what was posted."""

    port: int
    status: int = 202
    text: bytes = b"0: Accepted for delivery"
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def running_gateway(context: ssl.SSLContext | None = None) -> Iterator[HttpGateway]:
    """Serve until the block ends, with TLS if there is a `context`."""

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True  # head and body are two writes
        timeout = 30

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            gateway.posted.append(Posted(self.path, self.headers, body))
            self.send_response(gateway.status)
            if 300 <= gateway.status < 400:
                self.send_header("Location", f"http://127.0.0.1:{gateway.port}/elsewhere")
            self.send_header("Content-Length", str(len(gateway.text)))
            self.end_headers()
            self.wfile.write(gateway.text)

        def log_message(self, *_parts: object) -> None:
            """Nothing: what it would say holds what was posted."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[object, object]:  # type: ignore[override] # a wrapped socket
            connection, address = super().get_request()
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            return connection, address

        def handle_error(self, *_parts: object) -> None:
            """A client that refuses our certificate is what some tests want."""

    server = Server(("127.0.0.1", 0), Handler)
    gateway = HttpGateway(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)

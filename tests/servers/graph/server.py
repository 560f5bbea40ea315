"""The listener: TLS, batches, scripted faults, and the contract held against all that passes."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from backend.adapters.pki import Authority, server_context
from tests.servers.graph.answers import Call, Graph, error
from tests.servers.graph.certificate import Credential, credential
from tests.servers.graph.contract import Contract
from tests.servers.graph.login import CLIENT, TENANT, Answer, Login
from tests.servers.graph.tenant import Body, Tenant

PIECE_PAUSE = 0.05


class Manner(Enum):
    """What goes wrong, apart from an answer of another status."""

    ANSWER = "answer"
    DROP = "drop"
    """Closed before anything is done."""
    LOSE = "lose"
    """Done, and closed without an answer."""
    HANG = "hang"
    """Nothing is done or answered until the server is released."""
    HANG_AFTER = "hang_after"
    """Done, and not answered."""
    DRIP = "drip"
    """An answer without end, byte by byte."""
    NONSENSE = "nonsense"


@dataclass(frozen=True)
class Fault:
    """Happens once, to the next call whose method and path fit; also to a part of a batch."""

    method: str
    ending: str
    manner: Manner = Manner.ANSWER
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    does: bool = False
    """Whether a bad status comes although it was done."""


@dataclass
class FakeGraph:
    """A running fake. `calls` are the method and path of all that came, parts of batches too."""

    tenant: Tenant
    login: Login
    ca: Path
    credential: Credential
    contract: Contract = field(default_factory=Contract)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    origin: str = ""
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def settings(self) -> dict[str, str]:
        """Those of `[directory.entra]` that every test needs."""
        return {
            "tenant": TENANT,
            "client_id": CLIENT,
            "certificate_file": str(self.credential.certificate),
            "key_file": str(self.credential.key),
            "login_url": self.origin,
            "graph_url": self.origin,
            "ca_file": str(self.ca),
        }

    def goes_wrong(self, *faults: Fault) -> None:
        with self.lock:
            self.faults.extend(faults)

    def count(self, method: str, ending: str) -> int:
        with self.lock:
            return sum(one == method and path.endswith(ending) for one, path in self.calls)

    def take(self, method: str, path: str) -> Fault | None:
        with self.lock:
            self.calls.append((method, path))
            fits = (one for one in self.faults if one.method == method and path.endswith(one.ending))
            found = next(fits, None)
            if found is not None:
                self.faults.remove(found)
            return found

    # --- answering ------------------------------------------------------------------------------

    def graph(self, call: Call, body: bytes | None, raw: str, fault: Fault | None) -> Answer:
        """The answer to one call from outside."""
        permissions = self.login.roles(call.headers.get("authorization", ""))
        sent = self.contract.sent(call.method, raw, call.headers, body)
        if permissions is None:
            answer = error(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.")
        elif fault is not None and fault.manner is Manner.ANSWER and not fault.does:
            answer = error(fault.status, "ScriptedFault", "It was told to.", fault.headers)
        elif call.path == "/$batch":
            answer = self._batch(call, permissions)
        else:
            answer = Graph(self.tenant).answer(call, permissions)
        self.contract.told(sent, answer.status, answer.body)
        if fault is not None and fault.manner is Manner.ANSWER and fault.does:
            return error(fault.status, "ScriptedFault", "It was told to.", fault.headers)
        return answer

    def _batch(self, call: Call, permissions: set[str]) -> Answer:
        asked = call.body.get("requests")
        assert isinstance(asked, list)
        return Answer(200, {"responses": [self._part(one, permissions) for one in reversed(asked)]})

    def _part(self, asked: Body, permissions: set[str]) -> Body:
        headers = asked.get("headers")
        told = headers if isinstance(headers, dict) else {}
        method, url = str(asked["method"]), str(asked["url"])
        call = Call.read(method, url, told, {})
        fault = self.take(method, call.path)
        sent = self.contract.sent(method, url, {**told, "Authorization": "Bearer of-the-batch"}, None)
        answer = Graph(self.tenant).answer(call, permissions)
        if fault is not None and fault.manner is Manner.NONSENSE:
            return {"id": asked["id"], "status": 200, "headers": {}, "body": {}}
        if fault is not None:
            answer = error(fault.status, "ScriptedFault", "It was told to.", fault.headers)
        self.contract.told(sent, answer.status, answer.body)
        made: Body = {"id": asked["id"], "status": answer.status, "headers": answer.headers}
        return made | ({"body": answer.body} if answer.body is not None else {})


class _Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True  # head and body are two writes
    protocol_version = "HTTP/1.1"
    timeout = 60
    fake: FakeGraph

    def do_GET(self) -> None:
        self._serve(None)

    def do_POST(self) -> None:
        self._serve(self._body())

    do_PATCH = do_POST  # noqa: N815 - http.server names its methods so

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature of http.server
        """Nothing: a test looks at `calls`."""

    def _body(self) -> bytes | None:
        length = int(self.headers.get("Content-Length", "0"))
        return self.rfile.read(length) if length else None

    def _serve(self, body: bytes | None) -> None:
        fault = self.fake.take(self.command, self.path.partition("?")[0])
        manner = Manner.ANSWER if fault is None else fault.manner
        if manner is Manner.DROP:
            self._close()
            return
        if manner is Manner.HANG:
            self._hang()
            return
        answer = self._answer(body, fault)
        match manner:
            case Manner.LOSE:
                self._close()
            case Manner.HANG_AFTER:
                self._hang()
            case Manner.DRIP:
                self._drip()
            case Manner.NONSENSE:
                self._send(Answer(200, None), b"<html>")
            case _:
                self._send(answer, b"" if answer.body is None else json.dumps(answer.body).encode())

    def _answer(self, body: bytes | None, fault: Fault | None) -> Answer:
        login = self.fake.login
        if self.path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
            return login.discovery() if fault is None else Answer(fault.status, None, fault.headers)
        if self.path == f"/{TENANT}/oauth2/v2.0/token":
            return login.token(body or b"") if fault is None else Answer(fault.status, None, fault.headers)
        if not self.path.startswith("/v1.0/"):
            return error(404, "BadRequest", "Invalid version")
        headers = dict(self.headers.items())
        with self.fake.lock:
            self.fake.headers.append(headers)
        url = self.path.removeprefix("/v1.0")
        read = json.loads(body) if body else {}
        return self.fake.graph(Call.read(self.command, url, headers, read), body, url, fault)

    def _send(self, answer: Answer, content: bytes) -> None:
        self.send_response_only(answer.status)
        self.send_header("Date", self.date_time_string(self.fake.tenant.now().timestamp()))
        self.send_header("Content-Type", "application/json")
        if answer.status != 204:
            self.send_header("Content-Length", str(len(content)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _close(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _hang(self) -> None:
        self.fake.released.wait(60)
        self._close()

    def _drip(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        with suppress(OSError):
            while not self.fake.released.wait(PIECE_PAUSE):
                self.wfile.write(b" ")
        self._close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    context: ssl.SSLContext

    def get_request(self) -> tuple[socket.socket, object]:
        """The handshake is left to the connection's own thread, so that none waits for another's."""
        plain, address = super().get_request()
        return self.context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away, or trusts somebody else, is no matter."""


@contextmanager
def running_graph(folder: Path, tenant: Tenant | None = None) -> Iterator[FakeGraph]:
    """Start it on a free port of loopback, with a CA and an application's certificate of its own."""
    authority = Authority(folder / "graph-tls")
    made = credential(folder)
    held = tenant or Tenant()
    fake = FakeGraph(held, Login(held, made.certificate), folder / "graph-tls" / "ca.pem", made)
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    server.context = server_context(authority.identity(["127.0.0.1"], datetime.now(UTC)))
    fake.origin = fake.login.origin = f"https://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()
        thread.join(30)
    assert not fake.contract.faults, "\n".join(fake.contract.faults)

"""A provider in this process that says whatever a test wants, over real TLS."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from backend.adapters.pki import Authority

CLIENT = "repasse-console"
Claims = dict[str, object]


@dataclass
class Liar:
    """Its answers, by path; `token_claims` and `signing` make the ID token."""

    issuer: str = ""
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"}))
    token_claims: Claims = field(default_factory=dict)
    changed: Claims = field(default_factory=dict)
    """Claims that the test changes, the nonce too."""
    id_token: str | None = None
    """Sent as it is, when set."""
    metadata: Claims = field(default_factory=dict)
    userinfo: Claims = field(default_factory=dict)
    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)

    def answer(self, path: str, form: dict[str, str]) -> Claims:
        match path:
            case "/.well-known/openid-configuration":
                return self._described() | self.metadata
            case "/jwks":
                return {"keys": [self.key.as_dict(private=False)]}
            case "/token":
                self.asked.append(form)
                token = self.id_token if self.id_token is not None else self.signed(self.token_claims)
                return {"access_token": "at", "token_type": "Bearer", "id_token": token}
            case "/me":
                return self.userinfo
            case _:
                return {}

    def signed(self, claims: Claims, key: ECKey | OctKey | None = None, alg: str = "ES256") -> str:
        return jwt.encode({"alg": alg, "kid": "k1"}, claims, key or self.key, algorithms=[alg])

    def _described(self) -> Claims:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/me",
            "end_session_endpoint": f"{self.issuer}/end",
        }


class _Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True  # head and body are two writes
    liar: Liar

    def do_GET(self) -> None:
        self._send({})

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self._send(dict(parse_qsl(self.rfile.read(length).decode())))

    def _send(self, form: dict[str, str]) -> None:
        self.liar.headers.append(self.headers.get("authorization", ""))
        body = json.dumps(self.liar.answer(self.path.partition("?")[0], form)).encode()
        self.send_response(self.liar.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Says nothing."""


@contextmanager
def lying(folder: Path) -> Iterator[tuple[Liar, Path]]:
    """The provider, and the CA that vouches for it."""
    authority = Authority(folder / "op-tls")
    identity = authority.identity(("127.0.0.1",), datetime.now(UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.certificate, identity.key)
    liar = Liar()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"liar": liar}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    liar.issuer = f"https://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield liar, authority.certificate
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""A minimal signing station for protocol tests: `requests` and `requests-http-signature`, nothing of ours."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from requests_http_signature import HTTPSignatureAuth, algorithms

COVERED = ("@method", "@target-uri")
COVERED_WITH_BODY = (*COVERED, "content-digest", "content-type", "idempotency-key")
Json = Mapping[str, object]


@dataclass(frozen=True)
class Manner:
    """How a request is signed; tests change one thing at a time. `age` is in seconds."""

    covered: tuple[str, ...] | None = None
    age: float = 0
    lifetime: float = 60
    tag: str = "repasse-v1"
    label: str = "sig"
    nonce: str | None = None
    key_id: str | None = None
    include_alg: bool = True


@dataclass(frozen=True)
class Station:
    """A key and where it talks to. `ca` verifies the server."""

    address: str
    ca: Path
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    manner: Manner = field(default_factory=Manner)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.public).hexdigest()

    def signing(self, **changes: object) -> Station:
        """The same station, signing in another manner."""
        return replace(self, manner=replace(self.manner, **changes))  # type: ignore[arg-type]

    def prepare(
        self,
        method: str,
        path: str,
        body: Json | bytes | None = None,
        *,
        intent: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.PreparedRequest:
        """A signed request, ready to be sent or spoilt. `path` starts with a slash."""
        request = requests.Request(method, self.address + path, headers=dict(headers or {}))
        if body is not None:
            request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
            request.headers.setdefault("Content-Type", "application/json")
            request.headers["Idempotency-Key"] = intent or new_intent()
        return self.sign(request.prepare())

    def sign(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        body = prepared.body if isinstance(prepared.body, bytes) else None
        created = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=self.manner.age)
        auth = HTTPSignatureAuth(
            signature_algorithm=algorithms.ED25519,
            key=self._pem(),
            key_id=self.manner.key_id or self.fingerprint,
        )
        auth.signer.sign(
            prepared,
            key_id=self.manner.key_id or self.fingerprint,
            created=created,
            expires=created + dt.timedelta(seconds=self.manner.lifetime),
            nonce=self.manner.nonce or secrets.token_hex(16),
            label=self.manner.label,
            tag=self.manner.tag,
            include_alg=self.manner.include_alg,
            covered_component_ids=self.manner.covered or (COVERED if body is None else COVERED_WITH_BODY),
            body=body if self.manner.covered is None or "content-digest" in self.manner.covered else None,
        )
        return prepared

    def send(self, prepared: requests.PreparedRequest, timeout: float = 150) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.send(prepared, verify=str(self.ca), timeout=timeout)

    def get(self, path: str) -> requests.Response:
        return self.send(self.prepare("GET", path))

    def post(self, path: str, body: Json, *, intent: str | None = None) -> requests.Response:
        return self.send(self.prepare("POST", path, body, intent=intent))

    def put(self, path: str, body: Json, *, intent: str | None = None) -> requests.Response:
        return self.send(self.prepare("PUT", path, body, intent=intent))

    def delete(self, path: str) -> requests.Response:
        return self.send(self.prepare("DELETE", path, {}))

    def offer(self) -> requests.Response:
        return self.post("/v1/enrolments", {"public_key": base64.b64encode(self.public).decode()})

    def _pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_intent() -> str:
    return secrets.token_hex(16)


def pad() -> str:
    return secrets.token_hex(24)

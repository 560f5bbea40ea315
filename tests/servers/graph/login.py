"""The login service: tenant discovery, and tokens for whoever signs with the registered certificate's key."""

from __future__ import annotations

import base64
import json
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from tests.servers.graph.tenant import APPLICATION, Body, Tenant

TENANT = "6b1e7b0c-1f0a-4a0e-9d55-0e3ff0d0a6aa"
CLIENT = "3c2f8d9e-5a44-4a3f-8f5b-2f9b7b1c0d11"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFE = 3599


@dataclass(frozen=True)
class Answer:
    status: int
    body: Body | None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Login:
    """Checks the assertion as RFC 7523 section 3 and Microsoft's documentation of certificates say."""

    tenant: Tenant
    certificate: Path
    origin: str = ""
    issued: dict[str, float] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    """Why assertions were refused; a test may look."""
    life: int = LIFE

    @property
    def token_endpoint(self) -> str:
        return f"{self.origin}/{TENANT}/oauth2/v2.0/token"

    def discovery(self) -> Answer:
        base = f"{self.origin}/{TENANT}"
        told: Body = {
            "token_endpoint": self.token_endpoint,
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
        }
        return Answer(200, told)

    def token(self, content: bytes) -> Answer:
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        wrong = self._wrong(form)
        if wrong:
            self.refusals.append(wrong)
            body: Body = {
                "error": "invalid_client",
                "error_description": f"AADSTS700027: {wrong}",
                "error_codes": [700027],
            }
            return Answer(401, body)
        made = self._made()
        self.issued[made] = time.monotonic() + self.life
        return Answer(200, {"token_type": "Bearer", "expires_in": self.life, "access_token": made})

    def roles(self, authorization: str) -> set[str] | None:
        """The permissions of a token we issued; None for any other."""
        until = self.issued.get(authorization.removeprefix("Bearer "), 0.0)
        return set(self.tenant.permissions) if until > time.monotonic() else None

    def _wrong(self, form: dict[str, str]) -> str:
        expected = {
            "grant_type": "client_credentials",
            "client_id": CLIENT,
            "scope": f"{self.origin}/.default",
            "client_assertion_type": ASSERTION,
        }
        for name, value in expected.items():
            if form.get(name) != value:
                return name
        if "client_secret" in form:
            return "client_secret"
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
        assertion = form.get("client_assertion", "")
        try:
            if jwt.get_unverified_header(assertion).get("x5t#S256", "").rstrip("=") != thumbprint:
                return "thumbprint"
            claims = jwt.decode(
                assertion,
                certificate.public_key(),  # type: ignore[arg-type]  # an RSA key: the tests make it
                algorithms=["PS256"],
                audience=self.token_endpoint,
                issuer=CLIENT,
                options={"require": ["aud", "exp", "iss", "jti", "iat", "sub"]},
            )
        except jwt.InvalidTokenError as error:
            return type(error).__name__
        if claims["sub"] != CLIENT or claims["exp"] - claims["iat"] > 660 or claims["jti"] in self.used:
            return "sub, exp or jti"
        self.used.add(claims["jti"])
        return ""

    def _said(self) -> Body:
        permissions = sorted(self.tenant.permissions)
        return {"roles": permissions, "oid": APPLICATION, "jti": secrets.token_hex(8)}

    def _made(self) -> str:
        """Shaped like theirs, so that its roles can be read."""
        parts = ({"alg": "none"}, self._said())
        encoded = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in parts]
        return ".".join([*encoded, secrets.token_urlsafe(24)])

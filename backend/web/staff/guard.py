"""What every form of the console must show: the Origin of the console itself and a token of its own."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from backend.core.secret import Secret
from backend.web.gate import read_body

SESSION = "__Host-staff"
VISIT = "__Host-staff-form"
"""Binds the forms shown before anybody is signed in."""
MOST_FIELDS = 20
FORM = "application/x-www-form-urlencoded"
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # `no-referrer` would make browsers send `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class ForgedError(Exception):
    """A form that this console did not show to this browser."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`origin` is the configured address of the console; `key` keys the tokens."""

    origin: str
    key: bytes

    def token(self, cookie: Secret, action: str) -> str:
        """The token of one form, bound to the browser's cookie and the form's address."""
        said = f"{action}\n{cookie.reveal()}".encode("utf-8", "replace")
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()

    async def form(self, request: Request, cookie: Secret | None) -> Mapping[str, str]:
        """The fields of a form of ours.

        Raises:
            ForgedError: another origin, no cookie, a wrong token, or no form at all.
        """
        if request.headers.get("origin") != self.origin or cookie is None:
            raise ForgedError
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            raise ForgedError
        try:
            text = (await read_body(request)).decode()
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
        except ValueError as error:
            raise ForgedError from error
        expected = self.token(cookie, request.scope["path"])
        if not hmac.compare_digest(fields.get("csrf", "").encode("utf-8", "replace"), expected.encode()):
            raise ForgedError
        return fields


def address_of(request: Request) -> str:
    """The network address that tries are counted under."""
    return request.client.host if request.client else ""


def cookie_of(request: Request, name: str) -> Secret | None:
    value = request.cookies.get(name)
    return Secret(value) if value else None


def session_cookie(token: Secret) -> str:
    """The whole `Set-Cookie` value of a session."""
    return f"{SESSION}={token.reveal()}; HttpOnly; Path=/; SameSite=strict; Secure"


def set_cookie(
    response: Response, name: str, value: Secret, same_site: Literal["strict", "lax"] = "strict"
) -> None:
    """A cookie of this host only, for this browser session, never for a script.

    `lax` is for the one cookie that a browser must bring along from an OpenID provider.
    """
    response.set_cookie(name, value.reveal(), path="/", secure=True, httponly=True, samesite=same_site)


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="strict")


def new_visit() -> Secret:
    return Secret(secrets.token_urlsafe(24))

"""The application's token by `msal`: client credentials, signed by a certificate's key (RFC 7523).

Microsoft asks for a certificate rather than a shared secret; the assertion is made with PS256 and the
certificate's SHA-256 thumbprint. The token stays in memory and is asked for again before it ends.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import msal  # type: ignore[import-untyped]  # it ships no types; what comes out of it is read as unknown
import requests

from backend.adapters.directories.entra.budget import Budget
from backend.adapters.directories.entra.faults import Fault, FaultKind, GraphFailed
from backend.adapters.directories.entra.line import Line, Reply, Request, Unanswered
from backend.adapters.directories.entra.reading import Json, parsed, text, texts
from backend.adapters.directories.entra.settings import EntraSettings
from backend.core.secret import Secret


class Tokens(Protocol):
    def access(self, budget: Budget) -> Secret:
        """A token for Graph; raises `GraphFailed`."""

    def forget(self) -> None:
        """The token was refused: the next one is a new one."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What `msal` reads of an answer."""

    status_code: int
    text: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def raise_for_status(self) -> None:
        if self.status_code >= HTTPStatus.BAD_REQUEST:
            raise requests.HTTPError(str(self.status_code))


class _Http:
    """What `msal` sends by: our line, within the budget of whoever asks for a token."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.budget: Budget | None = None

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _Answer:
        told = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._send(Request("POST", _with(url, params), told, urlencode(data or {}).encode()))

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _Answer:
        return self._send(Request("GET", _with(url, params), dict(headers or {})))

    def close(self) -> None:
        """The line is closed by its owner."""

    def _send(self, request: Request) -> _Answer:
        if self.budget is None:
            raise Unanswered("no budget", sent=False)
        reply: Reply = self._line.exchange(request, self.budget)
        return _Answer(reply.status, reply.content.decode("utf-8", "replace"), reply.headers)


class CertificateTokens:
    """Implements `Tokens`. Thread-safe: one thread asks, the others wait for it within their budget."""

    def __init__(self, settings: EntraSettings, line: Line) -> None:
        self._settings = settings
        self._http = _Http(line)
        self._lock = threading.Lock()
        self._application: Callable[[], Json] | None = None

    def access(self, budget: Budget) -> Secret:
        if not self._lock.acquire(timeout=max(0.001, budget.left())):
            raise GraphFailed(Fault(FaultKind.UNREACHABLE, cause="token"))
        try:
            self._http.budget = budget
            return self._acquired()
        finally:
            self._http.budget = None
            self._lock.release()

    def forget(self) -> None:
        with self._lock:
            self._application = None

    def _acquired(self) -> Secret:
        """Whatever `msal` raises becomes a fault: its texts may hold an assertion."""
        try:
            if self._application is None:
                self._application = self._made()
            answer = self._application()
        except Unanswered as error:
            raise GraphFailed(Fault(FaultKind.UNREACHABLE, cause=f"token {error.why}")) from None
        except Exception as error:  # noqa: BLE001 - msal raises of every kind for what the settings name wrongly
            raise GraphFailed(Fault(FaultKind.TOKEN, cause=type(error).__name__)) from None
        token = text(answer, "access_token")
        if not token:
            raise GraphFailed(_refused(answer))
        return Secret(token)

    def _made(self) -> Callable[[], Json]:
        """The application of `msal`, which asks the login address for the tenant's endpoints once."""
        settings = self._settings
        application = msal.ConfidentialClientApplication(
            settings.client_id,
            authority=settings.authority,
            instance_discovery=False,
            client_credential={
                "private_key": Path(settings.key_file).read_text(encoding="ascii"),
                "public_certificate": Path(settings.certificate_file).read_text(encoding="ascii"),
            },
            http_client=self._http,
        )

        def acquire() -> Json:
            answer: object = application.acquire_token_for_client(scopes=[settings.scope])
            return answer if isinstance(answer, dict) else {}

        return acquire


def roles_of(token: Secret) -> tuple[str, ...]:
    """The permissions that the token carries, to be told to an operator.

    Read without checking its signature, which only Graph can: nothing is allowed because of them.
    """
    return texts(_claims(token), "roles")


def principal_of(token: Secret) -> str:
    """The object id of our own service principal; read as `roles_of` reads, and empty where there is none."""
    return text(_claims(token), "oid")


def _claims(token: Secret) -> Json:
    pieces = token.reveal().split(".")
    try:
        return parsed(base64.urlsafe_b64decode(pieces[1] + "=" * (-len(pieces[1]) % 4)))
    except (IndexError, ValueError):
        return {}


def _refused(answer: Json) -> Fault:
    """`error` is the standard's word (RFC 6749 section 5.2), `error_codes` Microsoft's numbers."""
    numbers = answer.get("error_codes")
    codes = [str(one) for one in numbers if isinstance(one, int)] if isinstance(numbers, list) else []
    known = text(answer, "error")
    unavailable = known in {"temporarily_unavailable", "server_error"}
    kind = FaultKind.UNREACHABLE if unavailable else FaultKind.TOKEN
    return Fault(
        kind, 0, (known[:40] if known.isidentifier() else "", *(f"AADSTS{code}" for code in codes[:4]))
    )


def _with(url: str, params: Mapping[str, str] | None) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params)}" if params else url

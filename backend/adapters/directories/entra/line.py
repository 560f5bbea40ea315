"""The one way out: verified HTTPS to the two configured addresses and nowhere else, every wait bounded."""

from __future__ import annotations

import http.cookiejar
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests

from backend.adapters.directories.entra.budget import Budget
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.entra.watch import Overdue, VerifiedAdapter, Watch

LONGEST_REPLY = 2 * 1024 * 1024
CONNECTIONS = 16
"""Kept open to each host; more are made when needed and closed after use, so that none waits for another."""
_CHUNK = 16 * 1024


class Unanswered(Exception):
    """No whole answer came. `sent` tells whether the request may have been taken nevertheless."""

    def __init__(self, why: str, *, sent: bool) -> None:
        super().__init__(why)
        self.why = why
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


class Line:
    """Thread-safe. Raises, whatever happens, only `Unanswered`."""

    def __init__(self, settings: EntraSettings) -> None:
        self._settings = settings
        self._origins = {_origin(settings.login_url), _origin(settings.graph_url)}
        self._session = _session(trust(settings.ca_file))

    def close(self) -> None:
        self._session.close()

    def exchange(self, request: Request, budget: Budget) -> Reply:
        """Send `request` and read the whole answer, within what is left of `budget`."""
        if _origin(request.url) not in self._origins:
            raise Unanswered("address", sent=False)
        left = budget.left()
        if left <= 0:
            raise Unanswered("deadline", sent=False)
        with Watch(left) as watch:
            try:
                return self._exchange(request, left, watch)
            except (requests.RequestException, OSError, ValueError, Overdue, _TooLong) as error:
                raise Unanswered(type(error).__name__, sent=watch.sending) from None

    def _exchange(self, request: Request, left: float, watch: Watch) -> Reply:
        settings = self._settings
        prepared = requests.Request(
            request.method, request.url, headers=dict(request.headers), data=request.body
        ).prepare()
        waits = (min(settings.connect_timeout, left), min(settings.read_timeout, left))
        with self._session.send(prepared, stream=True, timeout=waits, allow_redirects=False) as response:
            content = bytearray()
            for chunk in response.iter_content(_CHUNK):
                watch.check()
                content += chunk
                if len(content) > LONGEST_REPLY:
                    raise _TooLong
            watch.check()
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, headers, bytes(content))


class _TooLong(Exception):
    pass


def trust(ca_file: str) -> ssl.SSLContext:
    """Verify against the system's store, or against the CA in `ca_file` alone; TLS 1.2 at least."""
    context = ssl.create_default_context(cafile=ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # never log session keys, whatever SSLKEYLOGFILE says; the stub has it never None, CPython allows it
    context.keylog_filename = None  # type: ignore[assignment]
    return context


def _session(context: ssl.SSLContext) -> requests.Session:
    """Reads nothing from the environment and keeps no cookies."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
    session.adapters.clear()
    session.mount("https://", VerifiedAdapter(context, CONNECTIONS))
    return session


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        read = urlsplit(url)
        return read.scheme, (read.hostname or "").casefold(), read.port or 443
    except ValueError:
        return "", "", None

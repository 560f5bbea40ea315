"""One verified HTTPS exchange over `requests`, without its proxies, cookies and redirects."""

from __future__ import annotations

import http.cookiejar
import ssl
import sys
from dataclasses import dataclass, field
from pathlib import Path

import requests

from kiosk.adapters.deadline import Exchange
from kiosk.adapters.pinned import PinnedAdapter

MAX_REPLY = 256 * 1024
_CHUNK = 16 * 1024
MACOS_STORE = Path("/etc/ssl/cert.pem")
"""Apple's authorities. Python's OpenSSL cannot read the Keychain, so those that an MDM added are missing."""


class ReplyTooLargeError(Exception):
    """The reply is longer than `MAX_REPLY` bytes."""


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """Return a verifying context: TLS 1.2 at least, the system's store or only the CA in `ca_file`.

    Raises:
        OSError: `ca_file` cannot be read (`ssl.SSLError`: it holds no certificate).
    """
    if ca_file is None and sys.platform == "darwin":
        ca_file = MACOS_STORE
    context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # never log session keys, whatever SSLKEYLOGFILE says; the stub has it never None, CPython allows it
    context.keylog_filename = None  # type: ignore[assignment]
    return context


def trust_nobody() -> ssl.SSLContext:
    """Return a verifying context without any CA, for a station that may not make a call."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply; `media_type` without parameters, in lower case."""

    status: int
    media_type: str
    content: bytes = field(repr=False)


def new_session(context: ssl.SSLContext, proxy: str | None) -> requests.Session:
    """Return a session that reads nothing from the environment and keeps no cookies."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
    session.adapters.clear()
    session.mount("https://", PinnedAdapter(context))
    session.proxies = {} if proxy is None else {"https": proxy}
    return session


def exchange(
    session: requests.Session,
    request: requests.PreparedRequest,
    watch: Exchange,
    timeout: tuple[float, float],
) -> Reply:
    """Send `request` and return the whole reply.

    Args:
        timeout: seconds for the connection, and for each read.

    Raises:
        ReplyTooLargeError, OverdueError: see there; and whatever `requests` raises.
    """
    with session.send(request, stream=True, timeout=timeout, allow_redirects=False) as response:
        content = bytearray()
        for chunk in response.iter_content(_CHUNK):
            watch.check()
            content += chunk
            if len(content) > MAX_REPLY:
                raise ReplyTooLargeError
        watch.check()
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Reply(response.status_code, media_type, bytes(content))

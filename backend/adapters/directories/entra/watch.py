"""One overall deadline for one HTTPS exchange: `requests` bounds each read, not the whole.

The watch also knows whether any of the request may have left, which decides what a lost answer means.
"""
# ruff: noqa: ANN401 - the overridden methods keep the signatures of requests and urllib3

from __future__ import annotations

import socket
import ssl
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool


class Overdue(Exception):
    """The deadline passed amid the exchange."""


class Watch:
    """Shuts its thread's socket at the deadline, which wakes a read however slowly the other side drips."""

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.sending = False
        """Whether the request, or some of it, may have reached the other side."""

    def __enter__(self) -> Watch:
        _mine.watch = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _mine.watch = None
        with self._lock:
            self._socket = None

    def check(self) -> None:
        if self._over:
            raise Overdue

    def begins(self, connection: socket.socket | None) -> None:
        """The request is about to leave over `connection`; raises `Overdue` when it is too late."""
        with self._lock:
            self._socket = connection
        self.check()
        self.sending = True

    def _end(self) -> None:
        with self._lock:
            self._over = True
            if self._socket is not None:
                _shut(self._socket)


class _Mine(threading.local):
    watch: Watch | None = None


_mine = _Mine()


def _shut(connection: socket.socket) -> None:
    """The plain socket under TLS: `SSLSocket.shutdown` would take the state from under the reader."""
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return  # closed already


class _WatchedConnection(HTTPSConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        watch = _mine.watch
        if watch is not None:
            watch.begins(self.sock if isinstance(self.sock, socket.socket) else None)
        super().request(*args, **kwargs)


class _WatchedPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedConnection


class VerifiedAdapter(HTTPAdapter):
    """Verifies against one TLS context and nothing else; `requests` would add its own list of CAs."""

    def __init__(self, context: ssl.SSLContext, connections: int) -> None:
        self._context = context
        super().__init__(pool_connections=2, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _WatchedPool}

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:  # noqa: ARG002
        host, _ = super().build_connection_pool_key_attributes(request, verify=True, cert=None)
        return host, {"ssl_context": self._context, "cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ARG002
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None

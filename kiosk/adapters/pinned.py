"""An HTTPS adapter for `requests` that verifies against one TLS context and watches its sockets.

`requests` by itself adds its own CA bundle to whatever context it is given.
"""
# ruff: noqa: ANN401, ARG002 - every method overrides one of requests or urllib3 and keeps its signature

from __future__ import annotations

import socket
import ssl
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from kiosk.adapters.deadline import current


class _WatchedConnection(HTTPSConnection):
    """Tells the exchange of its thread which socket it uses, and whether it was used before."""

    _requests_made = 0

    def connect(self) -> None:
        self._requests_made = 0
        super().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        exchange = current()
        if exchange is not None and isinstance(self.sock, socket.socket):
            exchange.watch(self.sock, reused=self._requests_made > 0)
        self._requests_made += 1
        super().request(*args, **kwargs)


class _WatchedPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedConnection


class PinnedAdapter(HTTPAdapter):
    """Verifies against one TLS context and nothing else; `requests` would add its own CA bundle."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _WatchedPool}

    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = {
            "http": manager.pool_classes_by_scheme["http"],
            "https": _WatchedPool,
        }
        return manager

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, verify=True, cert=None)
        return host, {"ssl_context": self._context, "cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None

"""One overall deadline for one HTTP exchange: `requests` bounds each read, not the whole."""

from __future__ import annotations

import socket
import threading


class OverdueError(Exception):
    """The overall deadline passed, or the exchange was aborted."""


class Exchange:
    """A watch over one exchange: at its deadline, or when aborted, the socket is shut down.

    That wakes a read blocked in another thread, however slowly the other side drips.
    """

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False
        self.reused = False
        self._timer = threading.Timer(seconds, self.abort)
        self._timer.daemon = True

    def __enter__(self) -> Exchange:
        _current.exchange = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _current.exchange = None
        with self._lock:
            self._socket = None

    @property
    def over(self) -> bool:
        return self._over

    def watch(self, connection: socket.socket, *, reused: bool) -> None:
        with self._lock:
            self.reused = reused
            self._socket = connection
        self.check()

    def abort(self) -> None:
        with self._lock:
            self._over = True
            if self._socket is not None:
                _shut(self._socket)

    def check(self) -> None:
        if self._over:
            raise OverdueError


class _Current(threading.local):
    exchange: Exchange | None = None


_current = _Current()


def current() -> Exchange | None:
    """Return the exchange of the calling thread."""
    return _current.exchange


def _shut(connection: socket.socket) -> None:
    """Shut the plain socket under TLS; `SSLSocket.shutdown` would pull the state from under a reader."""
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return  # closed already

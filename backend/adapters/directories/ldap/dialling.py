"""Opens a TCP connection and wraps it in TLS; both, and the name's look-up, end by a deadline."""

from __future__ import annotations

import ipaddress
import queue
import select
import socket
import ssl
import threading
from collections.abc import Callable

from backend.adapters.directories.ldap.settings import Address

LONGEST_ANSWER = 32 * 1024 * 1024
"""Bytes of one answer; a server that sends more is not believed."""

Monotonic = Callable[[], float]


class Wire:
    """A connected socket, of which ldap3 uses `recv`, `sendall`, `shutdown` and `close`.

    `arm` sets when the present operation must be over, however slowly the bytes trickle in.
    """

    def __init__(self, raw: socket.socket, monotonic: Monotonic) -> None:
        self._raw = raw
        self._monotonic = monotonic
        self._deadline = monotonic()
        self._room = 0
        self.sent = False
        """Whether anything was sent since `arm`: then the server may have acted on it."""
        self.timed_out = False

    def arm(self, deadline: float) -> None:
        self._deadline, self._room = deadline, LONGEST_ANSWER
        self.sent = self.timed_out = False

    def recv(self, size: int) -> bytes:
        self._before()
        try:
            data = self._raw.recv(size)
        except TimeoutError:
            self.timed_out = True
            raise
        self._room -= len(data)
        if self._room < 0:
            raise OSError("the answer is too long")
        return data

    def sendall(self, data: bytes) -> None:
        self._before()
        self.sent = True
        try:
            self._raw.sendall(data)
        except TimeoutError:
            self.timed_out = True
            raise

    def _before(self) -> None:
        left = self._deadline - self._monotonic()
        if left <= 0:
            self.timed_out = True
            raise TimeoutError("the time is over")
        self._raw.settimeout(left)

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Begin TLS, under the deadline of `arm`; the certificate must be for `host`."""
        self._before()
        self._raw = context.wrap_socket(self._raw, server_hostname=host)

    def well(self) -> bool:
        """Whether an idle connection is open still, with nothing unasked waiting in it."""
        try:
            if not select.select([self._raw], [], [], 0)[0]:
                return True
            self._raw.settimeout(0)
            self._raw.recv(1)
        except (ssl.SSLWantReadError, BlockingIOError):
            return True  # TLS's own business, such as a session ticket
        except (OSError, ValueError):
            return False
        return False

    def shutdown(self, how: int) -> None:
        self._raw.shutdown(how)

    def close(self) -> None:
        self._raw.close()


def dial(address: Address, deadline: float, monotonic: Monotonic) -> Wire:
    """A TCP connection, not yet secured. Tries every address of the name. Raises `OSError`."""
    found = _resolved(address, deadline, monotonic)
    problem = OSError("the name has no address")
    for position, (family, place) in enumerate(found):
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError("no connection in time")
        raw = socket.socket(family, socket.SOCK_STREAM)
        try:
            raw.settimeout(left / (len(found) - position))
            raw.connect(place)
            # Otherwise Nagle's algorithm and delayed acknowledgements add 40 ms to many an exchange.
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        except OSError as error:
            raw.close()
            problem = error
        else:
            return Wire(raw, monotonic)
    raise problem


_Place = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
_Found = list[tuple[socket.AddressFamily, _Place]]


def _resolved(address: Address, deadline: float, monotonic: Monotonic) -> _Found:
    """In a thread of its own: the system's look-up knows no deadline, and may be left behind."""
    try:
        literal = ipaddress.ip_address(address.host)
    except ValueError:
        pass
    else:
        family = socket.AF_INET if literal.version == 4 else socket.AF_INET6
        return [(family, (address.host, address.port))]
    answer: queue.SimpleQueue[_Found | OSError] = queue.SimpleQueue()
    threading.Thread(target=lambda: answer.put(_look_up(address)), name="ldap-name", daemon=True).start()
    try:
        found = answer.get(timeout=max(0.0, deadline - monotonic()))
    except queue.Empty:
        raise TimeoutError("the name was not looked up in time") from None
    if isinstance(found, OSError):
        raise found
    return found


def _look_up(address: Address) -> _Found | OSError:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    except UnicodeError:
        return OSError("the name cannot be read")
    return [(family, place) for family, _, _, _, place in found]

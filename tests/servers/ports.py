"""Ports for servers that have to be told theirs before they listen, and ports where nobody ever listens."""

from __future__ import annotations

import itertools
import os
import secrets
import socket
from collections.abc import Iterator
from functools import cache

LOWEST, HIGHEST = 12_000, 32_000
"""Below those that systems give to connections (Linux from 32768, others from 49152): such a port is soon
somebody's own end of a connection, and then the server that was to have it cannot listen."""
WORKERS = 16
"""Processes of one run that have ports of their own."""
_held: list[socket.socket] = []


@cache
def _offered(name: str) -> Iterator[int]:
    """The ports of that process, one after the other from a random place, so that none soon comes again."""
    worker = int(name.removeprefix("gw")) % WORKERS
    size = (HIGHEST - LOWEST) // WORKERS
    start = secrets.randbelow(size)
    return (LOWEST + worker * size + (start + step) % size for step in itertools.count())


def free_port() -> int:
    """A port for a server that is started next."""
    offered = _offered(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
    return next(port for port in offered if _is_free(port))


def free_ports(count: int) -> list[int]:
    """So many different ones."""
    return [free_port() for _ in range(count)]


def free_pair() -> tuple[int, int]:
    return free_port(), free_port()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def closed_port() -> int:
    """A port where nobody listens, nor can until this process ends: it is taken, without an ear."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    _held.append(taken)
    port: int = taken.getsockname()[1]
    return port

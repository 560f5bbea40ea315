"""Servers that are there and of no use: one that says nothing, one that says it for ever."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def mute_server() -> Iterator[int]:
    """Accept every connection and say nothing; yields the port."""
    with _serving(lambda _connection, _stopping: None) as port:
        yield port


@contextmanager
def dripping_server(drop: bytes = b"2", pause: float = 0.1) -> Iterator[int]:
    """Accept every connection and send `drop` every `pause` seconds, for ever; yields the port."""

    def drip(connection: socket.socket, stopping: threading.Event) -> None:
        with suppress(OSError):
            while not stopping.wait(pause):
                connection.sendall(drop)

    with _serving(drip) as port:
        yield port


_Talk = Callable[[socket.socket, threading.Event], None]


@contextmanager
def _serving(talk: _Talk) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    stopping = threading.Event()
    held: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                held.append(connection)
                thread = threading.Thread(target=talk, args=(connection, stopping), daemon=True)
                threads.append(thread)
                thread.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listening.getsockname()[1]
    finally:
        stopping.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(10)
        for connection in held:
            connection.close()
        for thread in threads:
            thread.join(10)

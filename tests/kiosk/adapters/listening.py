"""A service manager's end of sd_notify(3)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listener:
    address: str
    channel: socket.socket

    def heard(self) -> list[bytes]:
        """What was said since the last time."""
        words = []
        while True:
            try:
                words.append(self.channel.recv(4096))
            except BlockingIOError:
                return words


@contextmanager
def listening(address: str) -> Iterator[Listener]:
    """Listen at `address`, spelled as `NOTIFY_SOCKET` would."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind("\0" + address[1:] if address.startswith("@") else address)
        channel.settimeout(0)
        yield Listener(address, channel)

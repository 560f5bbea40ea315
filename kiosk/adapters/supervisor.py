"""The service manager that started the station: told of frames by its own protocol, sd_notify(3)."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum

MICROSECONDS = 1_000_000


class Word(Enum):
    """What is said to the service manager, as sd_notify(3) spells it."""

    READY = b"READY=1"
    ALIVE = b"WATCHDOG=1"


class Supervisor:
    """Learns of every frame: the first means that the station is up, each later one that it lives."""

    def __init__(self, address: str, period: float | None) -> None:
        """Args: `address` is that of the datagram socket; `period` see `period`."""
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._period = period
        self._next = Word.READY

    @property
    def period(self) -> float | None:
        """Seconds without a word after which the station is killed; None when it never is."""
        return self._period

    def drawn(self) -> None:
        """A frame was drawn. A service manager that cannot be reached is no reason to stop drawing."""
        with suppress(OSError):
            _send(self._next.value, self._address)
        self._next = Word.ALIVE


def _send(word: bytes, address: str) -> None:
    if sys.platform != "win32":
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
            channel.settimeout(0)
            channel.sendto(word, address)


def supervisor(environment: Mapping[str, str]) -> Supervisor | None:
    """Return the service manager that `environment` names, or None when nobody listens.

    `WATCHDOG_PID`, where it is given, says whose watchdog it is: sd_watchdog_enabled(3).
    """
    address = environment.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return None
    given = environment.get("WATCHDOG_USEC", "")
    ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    watched = ours and given.isdecimal() and int(given) > 0
    return Supervisor(address, int(given) / MICROSECONDS if watched else None)

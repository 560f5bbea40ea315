"""A card reader on a serial line or USB-CDC: 9600 baud, 8 data bits, no parity, 1 stop bit; POSIX only.

By the standard library: what is needed of a line discipline is one call, and pyserial has had no
release since 2020.
"""

from __future__ import annotations

import fcntl
import os
import termios
import tty
from collections.abc import Iterable
from pathlib import Path

from kiosk.adapters.card_reader.device import DeviceReader
from kiosk.core.cards.rule import CardRule


class Latin1:
    """Every byte as one character; no card has any beyond ASCII."""

    def feed(self, data: bytes) -> Iterable[str]:
        return data.decode("latin-1")

    def forget(self) -> None:
        """Nothing is kept between two pieces."""


def serial_reader(device: Path, rule: CardRule) -> DeviceReader:
    return DeviceReader(device, os.O_RDWR | os.O_NOCTTY, _set_up, Latin1(), rule)


def _set_up(handle: int) -> None:
    """Raw, 9600 8N1 without modem lines, for this program alone, and empty."""
    try:
        fcntl.ioctl(handle, termios.TIOCEXCL)
        tty.setraw(handle, termios.TCSANOW)
        mode = termios.tcgetattr(handle)
        mode[2] = termios.CS8 | termios.CREAD | termios.CLOCAL
        mode[4] = mode[5] = termios.B9600
        termios.tcsetattr(handle, termios.TCSANOW, mode)
        termios.tcflush(handle, termios.TCIFLUSH)
    except termios.error as error:
        raise OSError(*error.args) from None

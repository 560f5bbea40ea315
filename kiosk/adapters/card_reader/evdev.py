"""A card reader that acts as a keyboard, taken from everybody else by EVIOCGRAB; Linux only.

Nothing of it reaches any program but this one. Read with `struct`: the `evdev` package of PyPI comes as
source only and would need a compiler and the kernel's headers on every station.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.adapters.card_reader.device import DeviceReader
from kiosk.core.cards.rule import CardRule
from kiosk.core.cards.us_keys import LEFT_SHIFT, RIGHT_SHIFT, character

EVIOCGRAB = 0x40044590
"""``_IOW('E', 0x90, int)`` of linux/input.h."""
EVENT = struct.Struct("@llHHi")
"""``struct input_event``: two longs of time, type, code, value."""
EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
RELEASED, PRESSED = 0, 1
_SHIFTS = frozenset({LEFT_SHIFT, RIGHT_SHIFT})
_LOCKS = frozenset({58, 69})
"""Caps Lock and Num Lock, which some readers press around a card; capitals are taken either way."""


class KeyStream:
    """The presses in a stream of input events, as a US keyboard prints them."""

    def __init__(self) -> None:
        self._rest = b""
        self._shifts: set[int] = set()

    def feed(self, data: bytes) -> Iterator[str]:
        data = self._rest + data
        whole = len(data) - len(data) % EVENT.size
        self._rest = data[whole:]
        for _, _, kind, code, value in EVENT.iter_unpack(data[:whole]):
            yield from self._event(kind, code, value)

    def _event(self, kind: int, code: int, value: int) -> Iterator[str]:
        if kind == EV_SYN and code == SYN_DROPPED:
            yield "\0"  # the kernel lost keys: with this in it the line is no card
        if kind != EV_KEY or value not in (PRESSED, RELEASED):
            return
        if code in _SHIFTS:
            (self._shifts.add if value == PRESSED else self._shifts.discard)(code)
        elif value == PRESSED and code not in _LOCKS:
            yield character(code, shift=bool(self._shifts)) or "\0"

    def forget(self) -> None:
        self._rest = b""
        self._shifts.clear()


def take(handle: int) -> None:
    """Grab the device; `OSError` EBUSY when another program has it."""
    fcntl.ioctl(handle, EVIOCGRAB, 1)


def evdev_reader(device: Path, rule: CardRule, grab: Callable[[int], None] = take) -> DeviceReader:
    """Args: `device` such as ``/dev/input/by-id/…-event-kbd``, which names one reader at any socket."""
    return DeviceReader(device, os.O_RDONLY, grab, KeyStream(), rule)

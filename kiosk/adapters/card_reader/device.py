"""A card reader behind a character device: opened, waited for, read in small pieces, closed."""

from __future__ import annotations

import errno
import os
import select
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from kiosk.core.cards.events import ReaderFault
from kiosk.core.cards.lines import Lines
from kiosk.core.cards.rule import CardRule
from kiosk.core.ports import ReaderUnusableError
from kiosk.core.secret import Secret

MOMENT_MS = 200
"""How long `read` waits; what comes after such a pause is no part of the card before."""
PIECE = 4096

_FAULTS = {
    errno.ENOENT: ReaderFault.MISSING,
    errno.ENODEV: ReaderFault.MISSING,
    errno.ENXIO: ReaderFault.MISSING,
    errno.EIO: ReaderFault.MISSING,
    errno.EACCES: ReaderFault.FORBIDDEN,
    errno.EPERM: ReaderFault.FORBIDDEN,
    errno.EBUSY: ReaderFault.BUSY,
}


class Decoder(Protocol):
    """Turns the bytes of a device into characters; keeps what is incomplete."""

    def feed(self, data: bytes) -> Iterable[str]: ...

    def forget(self) -> None: ...


class DeviceReader:
    """Implements `CardReader` over one character device.

    Args:
        prepare: sets the opened device up, and takes it for this program alone; may raise `OSError`.
    """

    def __init__(
        self, device: Path, flags: int, prepare: Callable[[int], None], decoder: Decoder, rule: CardRule
    ) -> None:
        self._device = device
        self._flags = flags | os.O_NONBLOCK | os.O_CLOEXEC
        self._prepare = prepare
        self._decoder = decoder
        self._lines = Lines(rule)
        self._found: deque[Secret] = deque(maxlen=1)
        self._handle: int | None = None

    def open(self) -> None:
        self.close()
        try:
            self._handle = os.open(self._device, self._flags)
            self._prepare(self._handle)
        except OSError as error:
            self.close()
            raise ReaderUnusableError(_fault(error)) from None

    def read(self) -> Secret | None:
        handle = self._handle
        if handle is None:
            raise ReaderUnusableError(ReaderFault.MISSING)
        try:
            self._take(handle)
        except OSError as error:
            raise ReaderUnusableError(_fault(error)) from None
        return self._found.popleft() if self._found else None

    def _take(self, handle: int) -> None:
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        if not waiting.poll(MOMENT_MS):
            self._keep(self._lines.quiet())
            return
        data = os.read(handle, PIECE)
        if not data:
            raise OSError(errno.ENODEV, "the device has gone")
        for character in self._decoder.feed(data):
            self._keep(self._lines.add(character))

    def _keep(self, number: Secret | None) -> None:
        if number is not None:
            self._found.append(number)

    def close(self) -> None:
        handle, self._handle = self._handle, None
        self._lines.forget()
        self._decoder.forget()
        self._found.clear()
        if handle is not None:
            os.close(handle)


def _fault(error: OSError) -> ReaderFault:
    return _FAULTS.get(error.errno or 0, ReaderFault.BROKEN)

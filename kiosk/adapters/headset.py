"""The switch in the headset's socket, read from Linux's input layer: no sound system is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.core.narration import Jack

SW_HEADPHONE_INSERT = 1 << 2
"""``SW_HEADPHONE_INSERT`` of linux/input-event-codes.h, as a bit."""
SWITCHES = 8
"""Bytes of the switches read; the kernel has fewer than 64."""
EVIOCGSW = 0x8000451B | SWITCHES << 16
"""``_IOC(_IOC_READ, 'E', 0x1b, 8)`` of linux/input.h: the state of the switches."""

Read = Callable[[int], int]


class HeadsetSwitch:
    """Implements `Headset`. The kernel's sound driver gives each socket that can tell a switch of its own.

    Args:
        classes: where the kernel lists input devices; readable by all.
        devices: where they are opened; a udev rule lets the station's user read these.
        read: returns the switches of an open device as bits; raises OSError.
    """

    def __init__(
        self,
        classes: Path = Path("/sys/class/input"),
        devices: Path = Path("/dev/input"),
        read: Read | None = None,
    ) -> None:
        self._classes, self._devices, self._read = classes, devices, read or switches

    def jack(self) -> Jack:
        """FILLED when any socket is; UNKNOWN when none can be read. Takes well below a millisecond."""
        states = [state for name in self._sockets() if (state := self._state(name)) is not None]
        if not states:
            return Jack.UNKNOWN
        return Jack.FILLED if any(bits & SW_HEADPHONE_INSERT for bits in states) else Jack.EMPTY

    def _sockets(self) -> Iterator[str]:
        for capability in sorted(self._classes.glob("event*/device/capabilities/sw")):
            try:
                words = capability.read_text().split()
                if int(words[-1], 16) & SW_HEADPHONE_INSERT:
                    yield capability.parents[2].name
            except (OSError, ValueError, IndexError):
                continue

    def _state(self, name: str) -> int | None:
        try:
            handle = os.open(self._devices / name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return None
        try:
            return self._read(handle)
        except OSError:
            return None
        finally:
            os.close(handle)


def switches(handle: int) -> int:
    """The switches of an open input device; imported here, as Windows has no such module."""
    import fcntl

    answer = fcntl.ioctl(handle, EVIOCGSW, bytes(SWITCHES))
    return int.from_bytes(answer, "little")

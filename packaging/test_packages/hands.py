"""A pointer and a keyboard for the installed station: of an X server, or of a Wayland compositor."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

DISPLAY = ":5"
RUNTIME = "/run/repasse-kiosk"
VNC = ("127.0.0.1", 5999)
PATIENCE = 30.0
HELD = 0.05
"""Seconds that a finger stays on the glass."""


class Hands(Protocol):
    def touch(self, x: int, y: int) -> None: ...

    def write(self, text: str) -> None:
        """On a keyboard that stands on the desk."""
        ...


class OnX:
    """The X server in which the compositor is nested."""

    def touch(self, x: int, y: int) -> None:
        _run("xdotool", "mousemove", str(x), str(y), "mousedown", "1", "sleep", str(HELD), "mouseup", "1")

    def write(self, text: str) -> None:
        _run("xdotool", "type", "--delay", "20", text)


@dataclass
class OnWayland:
    """A headless compositor: touches by wayvnc, which has a virtual pointer; wtype for any letter."""

    line: socket.socket = field(default_factory=lambda: socket.create_connection(VNC, PATIENCE))

    def __post_init__(self) -> None:
        """RFC 6143, 7.1 to 7.3, with the security type *None*."""
        version = self._take(12)
        self.line.sendall(version)
        self._take(self._take(1)[0])
        self.line.sendall(b"\x01")
        if self._take(4) != bytes(4):
            raise ConnectionError("the VNC server refuses")
        self.line.sendall(b"\x01")
        self._take(struct.unpack(">20xI", self._take(24))[0])

    def touch(self, x: int, y: int) -> None:
        for buttons in (0, 1, 0):
            self.line.sendall(struct.pack(">BBHH", 5, buttons, x, y))
            time.sleep(HELD)

    def write(self, text: str) -> None:
        _run("wtype", "-s", "300", "-d", "20", text)

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            more = self.line.recv(count - len(taken))
            if not more:
                raise ConnectionError("the VNC server hung up")
            taken += more
        return taken


def hands() -> Hands:
    return OnWayland() if os.environ.get("COMPOSITOR") == "sway" else OnX()


def picture(path: Path) -> None:
    """What the compositor shows."""
    _run("grim", str(path))


def _run(*command: str) -> None:
    around = os.environ | {"DISPLAY": DISPLAY, "XDG_RUNTIME_DIR": RUNTIME, "WAYLAND_DISPLAY": _display()}
    subprocess.run(command, check=True, env=around, timeout=PATIENCE)


def _display() -> str:
    """sway calls the first one wayland-1, cage wayland-0."""
    found = sorted(path.name for path in Path(RUNTIME).glob("wayland-?"))
    return found[-1] if found else ""

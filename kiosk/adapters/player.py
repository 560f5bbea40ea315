"""Plays a sound in a child process, so that no sound system can ever hold the station up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO

from kiosk.adapters import windows_sound

GRACE = 0.25
"""Seconds in which a player without a device gives up; one that still runs then is taken to play."""
LAST = 0.5
"""Seconds that are waited for the end of a killed player: one that hangs in a driver may take for ever."""

# Each reads the sound from its standard input, a file that already has no name.
PLAYERS: Mapping[str, tuple[str, ...]] = {
    "pw-play": ("/dev/stdin",),
    "paplay": ("/dev/stdin",),
    "aplay": ("-q", "-"),
}

NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows a child must not open a console above the station; elsewhere there is no such flag."""

Which = Callable[[str], str | None]


class Player:
    """Plays one sound at a time; a new one stops the one before.

    Args:
        which: finds a program by name, as `shutil.which` does.
        platform: as `sys.platform`.
        grace: seconds that a player is given to fail.
    """

    def __init__(
        self, which: Which = shutil.which, platform: str = sys.platform, grace: float = GRACE
    ) -> None:
        self._which, self._platform, self._grace = which, platform, grace
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stops = 0

    def play(self, wav: bytes) -> bool:
        """Begin to play; False when no player or device takes it, or `stop` came first.

        Blocks for the grace of each player tried.
        """
        turn = self._supersede()
        return any(self._start(command, wav, turn) for command in self._commands())

    def stop(self) -> None:
        """Stop what is playing, or being started by another thread."""
        self._supersede()

    def busy(self) -> bool:
        """Whether a sound is being played."""
        with self._lock:
            return self._child is not None and self._child.poll() is None

    def finish(self, seconds: float) -> None:
        """Wait until the sound has ended or was stopped; one that takes longer than `seconds` is stopped."""
        with self._lock:
            child = self._child
        if child is None:
            return
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop()

    def _supersede(self) -> int:
        """Stop, and return the number by which the next start knows that no other came after it."""
        with self._lock:
            child, self._child = self._child, None
            self._stops += 1
            turn = self._stops
        if child is not None and child.poll() is None:
            child.kill()
            with suppress(subprocess.TimeoutExpired):
                child.wait(LAST)
        return turn

    def _commands(self) -> list[tuple[str, ...]]:
        if self._platform == "darwin":
            return [("/usr/bin/afplay", "/dev/stdin")]
        if self._platform == "win32":
            return [windows_sound.command()]
        return [(path, *arguments) for name, arguments in PLAYERS.items() if (path := self._which(name))]

    def _start(self, command: tuple[str, ...], wav: bytes, turn: int) -> bool:
        """A player that was stopped must not look like one without a device, or the next would go on."""
        with self._lock:
            if self._stops != turn:
                return False
            self._child = _spawn(command, wav)
            child = self._child
        try:
            return child is not None and child.wait(self._grace) == 0
        except subprocess.TimeoutExpired:
            return True


def _nameless() -> IO[bytes]:
    """A file without a name: in memory where the system has such files (Linux), else deleted already."""
    in_memory: Callable[[str], int] | None = getattr(os, "memfd_create", None)
    return tempfile.TemporaryFile() if in_memory is None else os.fdopen(in_memory("sound"), "w+b")


def _spawn(command: tuple[str, ...], wav: bytes) -> subprocess.Popen[bytes] | None:
    with _nameless() as sound:
        sound.write(wav)
        sound.flush()
        sound.seek(0)
        try:
            return subprocess.Popen(  # noqa: S603 - a player found on the PATH, nothing of the person
                command,
                stdin=sound,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=NO_WINDOW,
            )
        except OSError:
            return None

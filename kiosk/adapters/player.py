"""Plays a sound in a child process, so that no sound system can ever hold the station up."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping

GRACE = 0.25
"""Seconds in which a player without a device gives up; one that still runs then is taken to play."""

# Each reads the sound from its standard input, a file that already has no name.
PLAYERS: Mapping[str, tuple[str, ...]] = {
    "pw-play": ("/dev/stdin",),
    "paplay": ("/dev/stdin",),
    "aplay": ("-q", "-"),
}

# PowerShell's SoundPlayer reads the stream it is given; nothing is written to disk.
_READ = "$s=[Console]::OpenStandardInput();$m=New-Object IO.MemoryStream;$s.CopyTo($m);$m.Position=0;"
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows a child must not open a console above the station; elsewhere there is no such flag."""
_WINDOWS = ("powershell", "-NoProfile", "-Command", _READ + "(New-Object Media.SoundPlayer $m).PlaySync()")

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

    def _supersede(self) -> int:
        """Stop, and return the number by which the next start knows that no other came after it."""
        with self._lock:
            child, self._child = self._child, None
            self._stops += 1
            turn = self._stops
        if child is not None and child.poll() is None:
            child.kill()
            child.wait()
        return turn

    def _commands(self) -> list[tuple[str, ...]]:
        if self._platform == "darwin":
            return [("afplay", "/dev/stdin")]
        if self._platform == "win32":
            return [_WINDOWS]
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


def _spawn(command: tuple[str, ...], wav: bytes) -> subprocess.Popen[bytes] | None:
    with tempfile.TemporaryFile() as sound:
        sound.write(wav)
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

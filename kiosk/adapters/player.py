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
_WINDOWS = ("powershell", "-NoProfile", "-Command", _READ + "(New-Object Media.SoundPlayer $m).PlaySync()")

Which = Callable[[str], str | None]


class Player:
    """Plays one sound at a time; a new one stops the one before.

    Args:
        which: finds a program by name, as `shutil.which` does.
        platform: as `sys.platform`.
    """

    def __init__(self, which: Which = shutil.which, platform: str = sys.platform) -> None:
        self._which, self._platform = which, platform
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def play(self, wav: bytes) -> bool:
        """Begin to play; False when no player or device takes it. Blocks for `GRACE` seconds a player."""
        self.stop()
        return any(self._start(command, wav) for command in self._commands())

    def stop(self) -> None:
        """Stop what is playing."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and child.poll() is None:
            child.kill()
            child.wait()

    def _commands(self) -> list[tuple[str, ...]]:
        if self._platform == "darwin":
            return [("afplay", "/dev/stdin")]
        if self._platform == "win32":
            return [_WINDOWS]
        return [(path, *arguments) for name, arguments in PLAYERS.items() if (path := self._which(name))]

    def _start(self, command: tuple[str, ...], wav: bytes) -> bool:
        with tempfile.TemporaryFile() as sound:
            sound.write(wav)
            sound.seek(0)
            try:
                child = subprocess.Popen(  # noqa: S603 - a player found on the PATH, nothing of the person
                    command, stdin=sound, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            except OSError:
                return False
        with self._lock:
            self._child = child
        try:
            return child.wait(GRACE) == 0
        except subprocess.TimeoutExpired:
            return True

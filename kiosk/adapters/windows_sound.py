"""Play the WAV file on standard input by Windows' own player: the child process of `player`.

A process of the station's own, so that no interpreter of commands need be allowed on a locked-down machine.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

CONSOLE_PROGRAM = "repasse-kiosk-console.exe"
"""The built program that has standard streams; the other one of its folder is a window's, without any."""


def command() -> tuple[str, ...]:
    """The command that runs `main` as a process of its own, in a built program or in a checkout."""
    if getattr(sys, "frozen", False):
        return (str(Path(sys.executable).with_name(CONSOLE_PROGRAM)), "--play-sound")
    return (sys.executable, "-m", "kiosk.adapters.windows_sound")


def main() -> int:
    """Play to the end; returns 1 when there is no sound device or the bytes are no sound."""
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):
            winsound.PlaySound(sys.stdin.buffer.read(), winsound.SND_MEMORY | winsound.SND_NODEFAULT)
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""espeak-ng, an offline synthesiser, as a child process: text in and sound out by pipes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.adapters.player import NO_WINDOW

PROGRAM = "espeak-ng"
UTF8 = ("-b", "1")
SECONDS = 5.0
"""The longest that the synthesiser may take; it needs a quarter of a second."""
HEADER = 44
"""Bytes of a WAV header; on a pipe espeak-ng cannot go back and write the length into it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said: `rate` in words a minute, `amplitude` 0 to 200, of which 100 is usual."""

    voice: str
    rate: int
    amplitude: int = 100


def find(
    name: str,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
) -> str | None:
    """Find the program `name`: where its own installer puts it, else on the PATH.

    The installer of Windows leaves the PATH as it is, and launchd of macOS knows nothing of Homebrew's.

    Args:
        platform: as `sys.platform`.
    """
    own = next((place for place in _places(name, platform, environment) if place.is_file()), None)
    return which(name) if own is None else str(own)


def _places(name: str, platform: str, environment: Mapping[str, str]) -> Iterator[Path]:
    if platform == "win32":
        yield Path(environment.get("ProgramFiles", r"C:\Program Files")) / "eSpeak NG" / f"{name}.exe"
    elif platform == "darwin":
        yield from (Path("/opt/homebrew/bin") / name, Path("/usr/local/bin") / name)


class VoiceMissingError(Exception):
    """espeak-ng has no such voice."""


def synthesise(program: str, manner: Manner, text: str, *options: str) -> bytes | None:
    """`text` as a WAV file's bytes, made in memory; None when the program fails or takes too long, empty
    when the text is nothing that can be said.

    Raises:
        VoiceMissingError: the program works, but has no such voice.
    """
    how = ("-v", manner.voice, "-s", str(manner.rate), "-a", str(manner.amplitude))
    try:
        done = subprocess.run(  # noqa: S603 - a program found on the PATH; the text goes in by stdin
            (program, *UTF8, *options, *how, "--stdout", "--stdin"),
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode != 0:
        if b"voice" in done.stderr:
            raise VoiceMissingError
        return None
    return _whole(done.stdout) if done.stdout else b""


def _whole(piped: bytes) -> bytes | None:
    """The sound with its true length in the header; None when it is none."""
    rate = int.from_bytes(piped[24:28], "little")
    if piped[:4] != b"RIFF" or not rate:
        return None
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(piped[HEADER:])
    return sound.getvalue()

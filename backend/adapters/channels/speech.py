"""What a call says, as sound: espeak-ng, for a telephone line."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from itertools import accumulate, pairwise

from backend.core.call_line import Manner, Said
from backend.core.languages import language as language_of

PROGRAM = "espeak-ng"
RATE = 8000
"""Samples a second of a telephone line (ITU-T G.711)."""
_WORDS_A_MINUTE = {Manner.ONCE: "140", Manner.TWICE_SLOWLY: "100"}
_PAUSE = bytes(RATE * 2 * 2)
"""Two seconds of silence between two times."""
_SECONDS = 20.0


class SpeechError(Exception):
    """Nothing was spoken; the text holds nothing of what was to be said."""


def environment() -> dict[str, str]:
    """For programs that are started: nothing of ours, which may hold secrets."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}


def spoken(said: Said, language: str) -> bytes:
    """Signed 16-bit little-endian samples at `RATE`. What is to be said twice is there twice.

    Raises:
        SpeechError: espeak-ng is missing, failed or did not end in time.
    """
    voice = language_of(language).voice.espeak
    # By standard input: arguments are for everybody on the machine to read.
    command = [PROGRAM, "-v", voice, "-s", _WORDS_A_MINUTE[said.manner], "--stdin", "--stdout"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            command,
            input=said.text.reveal().encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            env=environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(f"{PROGRAM}: {type(error).__name__}") from None
    if done.returncode != 0:
        raise SpeechError(f"{PROGRAM}: it ended with {done.returncode}")
    once = _for_a_line(done.stdout)
    return once + _PAUSE + once if said.manner is Manner.TWICE_SLOWLY else once


def _for_a_line(wave: bytes) -> bytes:
    """The samples of a mono WAVE file, each the mean of those it stands for."""
    data = wave.find(b"data", 12)
    if wave[:4] != b"RIFF" or data < 0:
        raise SpeechError(f"{PROGRAM}: what it made is no WAVE file")
    given = int.from_bytes(wave[24:28], "little")
    if given < RATE:
        raise SpeechError(f"{PROGRAM}: its voice has too few samples a second")
    # A stream has no length in its head: what is there is all there is.
    samples = array("h", wave[data + 8 : len(wave) - (len(wave) - data - 8) % 2])
    if sys.byteorder == "big":
        samples.byteswap()
    sums = array("q", accumulate(samples, initial=0))
    edges = [at * given // RATE for at in range(len(samples) * RATE // given + 1)]
    mean = ((sums[b] - sums[a]) // (b - a) for a, b in pairwise(edges))
    made = array("h", mean)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()

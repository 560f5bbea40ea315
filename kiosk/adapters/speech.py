"""Speech by espeak-ng, an offline synthesiser, as a child process: the digits go in by its standard input."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.adapters.player import NO_WINDOW
from kiosk.core.secret import Secret

PROGRAM = "espeak-ng"
UTF8 = ("-b", "1")
SECONDS = 5.0
"""The longest that the synthesiser may take; it needs a quarter of a second."""
WORDS_A_MINUTE = 135
PAUSE_MS = 450
SLOW_PAUSE_MS = 1100
SLOW_WORDS_A_MINUTE = 110


@dataclass(frozen=True, slots=True)
class Voice:
    """How a language is spoken; `intro` is said before the digits."""

    name: str
    intro: str


VOICES = {
    "fr": Voice("fr-be", "Vous allez entendre six chiffres."),
    "en": Voice("en-gb", "You will hear six digits."),
    "nl": Voice("nl", "U hoort zes cijfers."),
    "de": Voice("de", "Sie hören sechs Ziffern."),
    "ar": Voice("ar", "ستسمع ستة أرقام."),
}


class SoundPlayer(Protocol):
    def play(self, wav: bytes) -> bool: ...

    def stop(self) -> None: ...


class EspeakSpeaker:
    """Implements `Speaker`.

    Args:
        player: plays the sound on the system's default output, loudspeaker or headset.
        which: finds a program by name, as `shutil.which` does.
    """

    def __init__(self, player: SoundPlayer, which: Callable[[str], str | None] = shutil.which) -> None:
        self._player, self._which = player, which

    def say_digits(self, digits: Secret, language: str, *, slow: bool) -> bool:
        """Begin to say them; False when the synthesiser, its voice or a sound device is missing."""
        voice = VOICES.get(language)
        program = self._which(PROGRAM)
        if voice is None or program is None:
            return False
        sound = synthesise(program, voice, digits, slow=slow)
        return sound is not None and self._player.play(sound)

    def silence(self) -> None:
        self._player.stop()


def synthesise(program: str, voice: Voice, digits: Secret, *, slow: bool) -> bytes | None:
    """The spoken digits as a WAV file's bytes; None when the program fails or takes too long."""
    speed = SLOW_WORDS_A_MINUTE if slow else WORDS_A_MINUTE
    text = _markup(voice, digits, SLOW_PAUSE_MS if slow else PAUSE_MS)
    with tempfile.TemporaryDirectory(prefix="repasse-") as folder:
        wav = Path(folder) / "digits.wav"
        command = (program, *UTF8, "-m", "-v", voice.name, "-s", str(speed), "-w", str(wav), "--stdin")
        try:
            subprocess.run(  # noqa: S603 - a program found on the PATH; the digits go in by stdin
                command,
                input=text.encode(),
                capture_output=True,
                timeout=SECONDS,
                check=True,
                creationflags=NO_WINDOW,
            )
            return wav.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def _markup(voice: Voice, digits: Secret, pause: int) -> str:
    """SSML, so that the pauses are ours."""
    spoken = f'<break time="{pause}ms"/>'.join(digits.reveal())
    return f'<speak>{voice.intro}<break time="{2 * pause}ms"/>{spoken}</speak>\n'

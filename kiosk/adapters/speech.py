"""Speech by espeak-ng, an offline synthesiser, as a child process: the digits go in by its standard input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.adapters import espeak
from kiosk.core.look import Volume
from kiosk.core.secret import Secret

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


FULL_AMPLITUDE = 200
"""What espeak-ng makes at most; at half of it the loudest voice is just not clipped."""


def amplitude(volume: Volume) -> int:
    """The same for the station's words and for the digits of a CAPTCHA."""
    return FULL_AMPLITUDE * volume.value // 100


class SoundPlayer(Protocol):
    def play(self, wav: bytes) -> bool: ...

    def stop(self) -> None: ...


class EspeakSpeaker:
    """Implements `Speaker`.

    Args:
        player: plays the sound on the system's default output, loudspeaker or headset.
        which: finds a program by name.
    """

    def __init__(self, player: SoundPlayer, which: Callable[[str], str | None] = espeak.find) -> None:
        self._player, self._which = player, which

    def say_digits(
        self, digits: Secret, language: str, *, slow: bool, volume: Volume = Volume.ORDINARY
    ) -> bool:
        """Begin to say them; False when the synthesiser, its voice or a sound device is missing."""
        voice = VOICES.get(language)
        program = self._which(espeak.PROGRAM)
        if voice is None or program is None:
            return False
        sound = synthesise(program, voice, digits, slow=slow, volume=volume)
        return sound is not None and self._player.play(sound)

    def silence(self) -> None:
        self._player.stop()


def synthesise(
    program: str, voice: Voice, digits: Secret, *, slow: bool, volume: Volume = Volume.ORDINARY
) -> bytes | None:
    """The spoken digits as a WAV file's bytes; None when the program fails or takes too long."""
    speed = SLOW_WORDS_A_MINUTE if slow else WORDS_A_MINUTE
    text = _markup(voice, digits, SLOW_PAUSE_MS if slow else PAUSE_MS)
    try:
        manner = espeak.Manner(voice.name, speed, amplitude(volume))
        return espeak.synthesise(program, manner, text, "-m")
    except espeak.VoiceMissingError:
        return None


def _markup(voice: Voice, digits: Secret, pause: int) -> str:
    """SSML, so that the pauses are ours."""
    spoken = f'<break time="{pause}ms"/>'.join(digits.reveal())
    return f'<speak>{voice.intro}<break time="{2 * pause}ms"/>{spoken}</speak>\n'

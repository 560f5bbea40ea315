"""Three short sounds of our own, made from sine waves; each says by ear what the page says by sight."""

from __future__ import annotations

import array
import io
import math
import sys
import wave
from functools import cache

from kiosk.adapters.speech import SoundPlayer
from kiosk.core.effects import Chime

RATE = 22050
VOLUME = 0.25

# (frequency in hertz, seconds) one after another: two up for progress, one low twice for a refusal.
NOTES: dict[Chime, tuple[tuple[float, float], ...]] = {
    Chime.WARNING: ((660, 0.18), (0, 0.08), (660, 0.18), (0, 0.08), (880, 0.3)),
    Chime.PROGRESS: ((523, 0.12), (784, 0.2)),
    Chime.REFUSED: ((294, 0.16), (0, 0.05), (247, 0.24)),
}


class SynthesisedChimes:
    """Implements `Chimes`; a machine without sound stays silent."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = player

    def play(self, chime: Chime) -> None:
        self._player.play(sound_of(chime))


@cache
def sound_of(chime: Chime) -> bytes:
    """The chime as a WAV file's bytes."""
    samples = array.array("h")
    for frequency, seconds in NOTES[chime]:
        samples.extend(_note(frequency, seconds))
    if sys.byteorder == "big":
        samples.byteswap()
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()


def _note(frequency: float, seconds: float) -> list[int]:
    count = int(RATE * seconds)
    return [
        int(32767 * VOLUME * _swell(i / count) * math.sin(2 * math.pi * frequency * i / RATE))
        for i in range(count)
    ]


def _swell(t: float) -> float:
    """In and out softly, so that it does not click."""
    return min(1.0, 12 * t, 4 * (1 - t))

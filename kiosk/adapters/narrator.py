"""The station's own voice: a thread that synthesises and plays one utterance after another."""

from __future__ import annotations

import io
import logging
import threading
import wave
from collections import deque
from collections.abc import Callable
from typing import Protocol

from kiosk.adapters import espeak
from kiosk.adapters.speech import VOICES, SoundPlayer, amplitude
from kiosk.core.look import Speech
from kiosk.core.narration import Priority, SpeechFault, Utterance

_LOG = logging.getLogger(__name__)
RATES = {Speech.ORDINARY: 160, Speech.SLOW: 110, Speech.OFF: 160}
"""Words a minute; OFF is the rate of the last words, which say that speech goes off."""
OVERTIME = 3.0
"""Seconds that a player may take longer than its sound lasts."""
DIGITS_SECONDS = 60.0
"""The longest that the digits of a CAPTCHA are waited for."""

Tell = Callable[[SpeechFault | None], None]


class Playing(SoundPlayer, Protocol):
    """A player that can be waited for."""

    def busy(self) -> bool: ...

    def finish(self, seconds: float) -> None: ...


class EspeakNarrator:
    """Implements `Narrator`.

    Args:
        player: plays what the station says.
        digits: plays the digits of a CAPTCHA, over which nothing is said.
        which: finds a program by name.
    """

    def __init__(
        self, player: Playing, digits: Playing, which: Callable[[str], str | None] = espeak.find
    ) -> None:
        self._player, self._digits, self._which = player, digits, which
        self._queue: deque[tuple[int, Utterance]] = deque()
        self._news = threading.Condition()
        self._turn = 0
        self._closed = False
        self._thread: threading.Thread | None = None
        self._told: SpeechFault | None = None

    def open(self, tell: Tell) -> None:
        self._thread = threading.Thread(target=self._run, args=(tell,), name="narrator", daemon=True)
        self._thread.start()

    def say(self, utterance: Utterance) -> None:
        if utterance.priority is Priority.NOW:
            self._digits.stop()
        if utterance.priority is not Priority.AFTER:
            self.stop()
        with self._news:
            self._queue.append((self._turn, utterance))
            self._news.notify()

    def stop(self) -> None:
        with self._news:
            self._turn += 1
            self._queue.clear()
        self._player.stop()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()
        self.stop()
        self._digits.stop()
        if self._thread is not None:
            self._thread.join()

    # --- on the thread ----------------------------------------------------------------------------

    def _run(self, tell: Tell) -> None:
        while (next_one := self._next()) is not None:
            fault = self._perform(*next_one)
            del next_one
            if fault is not self._told:
                self._note(fault)
            tell(fault)

    def _next(self) -> tuple[int, Utterance] | None:
        with self._news:
            self._news.wait_for(lambda: self._closed or bool(self._queue))
            return None if self._closed else self._queue.popleft()

    def _perform(self, turn: int, utterance: Utterance) -> SpeechFault | None:
        program = self._which(espeak.PROGRAM)
        if program is None:
            return SpeechFault.NO_SYNTHESISER
        if utterance.priority is Priority.ECHO and self._digits.busy():
            return None
        try:
            sound = sound_of(program, utterance)
        except espeak.VoiceMissingError:
            return SpeechFault.NO_VOICE
        if sound is None:
            return SpeechFault.NO_SYNTHESISER
        if not sound:
            return self._told
        self._digits.finish(DIGITS_SECONDS)
        return self._play(turn, sound)

    def _play(self, turn: int, sound: bytes) -> SpeechFault | None:
        if self._superseded(turn):
            return None
        if not self._player.play(sound):
            return None if self._superseded(turn) else SpeechFault.NO_DEVICE
        if self._superseded(turn):
            self._player.stop()  # stopped between the look above and the start
        self._player.finish(seconds(sound) + OVERTIME)
        return None

    def _superseded(self, turn: int) -> bool:
        with self._news:
            return turn != self._turn

    def _note(self, fault: SpeechFault | None) -> None:
        self._told = fault
        state = "ready" if fault is None else fault.value
        level = logging.INFO if fault is None else logging.WARNING
        _LOG.log(level, "speech", extra={"fields": {"state": state}})


def sound_of(program: str, utterance: Utterance) -> bytes | None:
    """The sound of `utterance`, always the same from one version of the synthesiser; None when it fails.

    Raises:
        VoiceMissingError: the language has no voice.
    """
    voice = VOICES.get(utterance.language)
    name = voice.name if voice is not None else utterance.language
    manner = espeak.Manner(name, RATES[utterance.speech], amplitude(utterance.volume))
    return espeak.synthesise(program, manner, utterance.words.reveal())


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as file:
        return float(file.getnframes() / file.getframerate())

"""The rest of the way: the station's voice through a real player and sound server, recorded in real time."""

from __future__ import annotations

import io
import queue
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.adapters.narrator import EspeakNarrator, sound_of
from kiosk.adapters.player import Player
from kiosk.adapters.speech import VOICES
from kiosk.core.narration import SpeechFault
from tests.kiosk.speech.narrators import words
from tests.servers.sound_server import SoundServer, likeness, sound_server

pytestmark = pytest.mark.servers

SENTENCES = {
    "fr": "Choisissez un nouveau mot de passe.",
    "en": "Choose a new password.",
    "nl": "Kies een nieuw wachtwoord.",
    "de": "Wählen Sie ein neues Passwort.",
    "ar": "اختر كلمة مرور جديدة.",
}
ALIKE = 0.95


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("sound")) as made:
        yield made


def only_paplay(name: str) -> str | None:
    return shutil.which(name) if name in ("espeak-ng", "paplay") else None


def samples(wav: bytes) -> NDArray[np.int16]:
    with wave.open(io.BytesIO(wav)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)


@pytest.mark.parametrize("language", VOICES)
def test_what_is_said_comes_out_of_the_sound_server(
    server: SoundServer, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    told: queue.Queue[SpeechFault | None] = queue.Queue()
    narrator = EspeakNarrator(Player(only_paplay), Player(only_paplay), only_paplay)
    utterance = words(SENTENCES[language], language=language)
    narrator.open(told.put)
    with server.recording(tmp_path / "recorded"):
        narrator.say(utterance)
        assert told.get(timeout=60) is None
    narrator.close()
    made = sound_of(str(shutil.which("espeak-ng")), utterance)
    assert made
    recorded = np.fromfile(tmp_path / "recorded", dtype=np.int16)
    assert likeness(recorded, samples(made)) > ALIKE
    other = sound_of(str(shutil.which("espeak-ng")), words("Ask staff", language="en"))
    assert other
    assert likeness(recorded, samples(other)) < ALIKE / 2

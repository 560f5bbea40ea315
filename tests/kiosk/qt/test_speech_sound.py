"""Proof by sound: what leaves the narrator for a page is what the synthesiser makes of its texts."""

from __future__ import annotations

import hashlib
import io
import wave
from dataclasses import replace

import pytest

from kiosk.adapters import espeak
from kiosk.adapters.narrator import EspeakNarrator, seconds, sound_of
from kiosk.adapters.speech import VOICES
from kiosk.core.look import Theme
from kiosk.core.narration import Utterance
from kiosk.qt.i18n import available
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.qt.listener import Listener
from tests.kiosk.qt.listener import listener as listener
from tests.kiosk.qt.pages.conftest import _opened as _opened
from tests.kiosk.qt.pages.conftest import screen as screen
from tests.kiosk.speech.narrators import QuietPlayer

ESPEAK = "/usr/bin/espeak-ng"
NEAR = 0.03
"""By how much of its length two sounds of one Arabic text may differ."""
LETTERS_A_SECOND = (4.0, 40.0)
"""Bounds of speech that somebody can follow; beyond them text was dropped, or spelled sign by sign."""


def said(listener: Listener, scene: Scene) -> list[Utterance]:
    """What the narrator is sent for the page."""
    listener.look = replace(listener.look, language=scene.kiosk.look.language)
    listener.show(scene.kiosk.page, scene.kiosk.info)
    listener.page()
    return listener.sent


def played(utterances: list[Utterance]) -> list[bytes]:
    """The sound that leaves the real narrator for them, faster than real time."""
    player = QuietPlayer()
    player.finish = lambda seconds: player.end()  # type: ignore[method-assign]  # each sound ends at once
    narrator = EspeakNarrator(player, QuietPlayer(), lambda _: ESPEAK)
    narrator.open(lambda fault: None)
    for utterance in utterances:
        narrator.say(utterance)
        assert player.began.acquire(timeout=60)
    narrator.close()
    return player.played


def check(listener: Listener, wanted: list[Scene]) -> None:
    digests: dict[str, str] = {}
    for scene in wanted:
        utterances = said(listener, scene)
        assert utterances, scene.name
        new = [one for one in utterances if one.words.reveal() not in digests.values()]
        for utterance, sound in zip(new, played(new), strict=True):
            assert is_that(sound, utterance), scene.name
            text = utterance.words.reveal()
            digest = hashlib.sha256(sound).hexdigest()
            assert digests.setdefault(digest, text) == text, scene.name
            assert loud(sound), scene.name
            assert LETTERS_A_SECOND[0] < len(text) / seconds(sound) < LETTERS_A_SECOND[1], (scene.name, text)


def is_that(sound: bytes, utterance: Utterance) -> bool:
    """Whether it is the synthesiser's own sound of those words, made anew.

    espeak-ng 1.51 says some Arabic texts with a number in them in one of several ways that differ by
    hundredths of a second; there the length has to do.
    """
    fresh = sound_of(ESPEAK, utterance)
    assert fresh
    near = abs(seconds(sound) - seconds(fresh)) < NEAR * seconds(fresh)
    return sound == fresh or (utterance.language == "ar" and near)


def loud(sound: bytes) -> bool:
    """Whether more than a click is in it."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    return max(samples) > 3000


SAMPLE = {"attract", "sign-in-refused", "enter-code", "idle-warning"}


@pytest.mark.parametrize("language", available())
def test_pages_sound_as_they_read(listener: Listener, language: str) -> None:
    check(listener, [scene for scene in scenes(language, Theme.LIGHT) if scene.name in SAMPLE])


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", available())
def test_every_page_sounds_as_it_reads(listener: Listener, language: str) -> None:
    check(listener, list(scenes(language, Theme.LIGHT)))


def test_every_language_of_the_station_has_a_voice() -> None:
    assert set(available()) <= set(VOICES)
    for voice in VOICES.values():
        assert espeak.synthesise(ESPEAK, espeak.Manner(voice.name, 160), voice.intro)

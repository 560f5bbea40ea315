"""One contract for every voice of the station; then what only the real one can show."""

from __future__ import annotations

import io
import queue
import stat
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.adapters.narrator import EspeakNarrator, seconds, sound_of
from kiosk.adapters.player import Player
from kiosk.adapters.speech import VOICES, amplitude
from kiosk.adapters.speech import synthesise as digits_of
from kiosk.core.look import Speech, Volume
from kiosk.core.narration import Priority, SpeechFault
from kiosk.core.ports import Narrator
from kiosk.core.secret import Secret
from tests.kiosk.speech.narrators import QuietPlayer, RecordingNarrator, words

ESPEAK = "/usr/bin/espeak-ng"
WAIT = 30.0
"""Seconds; a bound on hangs."""


def real(_folder: Path) -> EspeakNarrator:
    player = QuietPlayer()
    player.finish = lambda seconds: player.end()  # type: ignore[method-assign]  # each sound ends at once
    return EspeakNarrator(player, QuietPlayer(), lambda _: ESPEAK)


def without_synthesiser(_folder: Path) -> EspeakNarrator:
    return EspeakNarrator(QuietPlayer(), QuietPlayer(), lambda _: None)


def without_device(_folder: Path) -> EspeakNarrator:
    return EspeakNarrator(QuietPlayer(works=False), QuietPlayer(), lambda _: ESPEAK)


def with_a_broken_synthesiser(folder: Path) -> EspeakNarrator:
    path = folder / "broken"
    path.write_text("#!/bin/sh\ncat > /dev/null; echo RIFF; exit 3\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return EspeakNarrator(QuietPlayer(), QuietPlayer(), lambda _: str(path))


def recording(_folder: Path) -> RecordingNarrator:
    return RecordingNarrator()


def recording_without_device(_folder: Path) -> RecordingNarrator:
    return RecordingNarrator(SpeechFault.NO_DEVICE)


ALL: dict[Callable[[Path], Narrator], SpeechFault | None] = {
    real: None,
    recording: None,
    without_synthesiser: SpeechFault.NO_SYNTHESISER,
    with_a_broken_synthesiser: SpeechFault.NO_SYNTHESISER,
    without_device: SpeechFault.NO_DEVICE,
    recording_without_device: SpeechFault.NO_DEVICE,
}


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
class TestNarrators:
    @pytest.fixture
    def told(self) -> queue.Queue[SpeechFault | None]:
        return queue.Queue()

    @pytest.fixture
    def narrator(
        self, make: Callable[[Path], Narrator], told: queue.Queue[SpeechFault | None], tmp_path: Path
    ) -> Iterator[Narrator]:
        made = make(tmp_path)
        made.open(told.put)
        yield made
        made.close()

    def test_each_utterance_is_answered(
        self,
        make: Callable[[Path], Narrator],
        narrator: Narrator,
        told: queue.Queue[SpeechFault | None],
    ) -> None:
        for text in ("Work or school account.", "é"):
            narrator.say(words(text))
            assert told.get(timeout=WAIT) is ALL[make]

    def test_stop_and_close_hold_nothing_up(
        self, narrator: Narrator, told: queue.Queue[SpeechFault | None]
    ) -> None:
        narrator.stop()
        narrator.say(words("One", Priority.AFTER))
        told.get(timeout=WAIT)
        narrator.stop()
        narrator.close()
        narrator.say(words("Two"))
        assert told.empty()


# --- the real one -------------------------------------------------------------------------------


def opened(player: QuietPlayer, digits: QuietPlayer, told: queue.Queue[SpeechFault | None]) -> EspeakNarrator:
    narrator = EspeakNarrator(player, digits, lambda _: ESPEAK)
    narrator.open(told.put)
    return narrator


def test_what_comes_now_stops_what_is_said_and_what_comes_after_waits() -> None:
    player, told = QuietPlayer(), queue.Queue[SpeechFault | None]()
    narrator = opened(player, QuietPlayer(), told)
    narrator.say(words("First"))
    assert player.began.acquire(timeout=WAIT)
    narrator.say(words("Later", Priority.AFTER))
    assert told.empty()
    narrator.say(words("Now"))
    assert told.get(timeout=WAIT) is None
    assert player.began.acquire(timeout=WAIT)
    narrator.say(words("Then", Priority.AFTER))
    player.end()
    assert player.began.acquire(timeout=WAIT)
    narrator.close()
    assert player.played == [sound_of(ESPEAK, words(text)) for text in ("First", "Now", "Then")]


def test_nothing_is_said_over_the_digits_of_a_captcha() -> None:
    player, digits, told = QuietPlayer(), QuietPlayer(), queue.Queue[SpeechFault | None]()
    narrator = opened(player, digits, told)
    digits.play(b"digits")
    narrator.say(words("7", Priority.ECHO))
    assert told.get(timeout=WAIT) is None
    narrator.say(words("Characters", Priority.AFTER))
    assert digits.awaited.acquire(timeout=WAIT)
    assert not player.played
    digits.end()
    assert told.empty() or told.get(timeout=WAIT) is None
    assert player.began.acquire(timeout=WAIT)
    digits.play(b"digits again")
    narrator.say(words("Next, button"))
    assert not digits.busy()
    narrator.close()


def test_an_end_while_digits_are_said_waits_for_nothing() -> None:
    digits = QuietPlayer()
    narrator = opened(QuietPlayer(), digits, queue.Queue())
    digits.play(b"digits")
    narrator.say(words("Answer", Priority.AFTER))
    narrator.close()
    assert not digits.busy()


def test_what_cannot_be_said_is_silence() -> None:
    assert sound_of(ESPEAK, words("")) == b""
    player, told = QuietPlayer(), queue.Queue[SpeechFault | None]()
    narrator = opened(player, QuietPlayer(), told)
    narrator.say(words(""))
    assert told.get(timeout=WAIT) is None
    narrator.close()
    assert not player.played


def test_half_a_character_is_no_end_of_the_voice() -> None:
    """A lone surrogate, which JSON can hold and UTF-8 cannot."""
    assert sound_of(ESPEAK, words("One \ud83d two"))


def test_a_language_without_a_voice_is_said() -> None:
    told = queue.Queue[SpeechFault | None]()
    narrator = opened(QuietPlayer(), QuietPlayer(), told)
    narrator.say(words("?", language="xx"))
    assert told.get(timeout=WAIT) is SpeechFault.NO_VOICE
    narrator.close()


def test_the_words_go_in_by_the_standard_input_only(tmp_path: Path) -> None:
    spy = tmp_path / "espeak"
    spy.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments; env > {tmp_path}/environment; cat > {tmp_path}/typed\n'
    )
    spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
    assert sound_of(str(spy), words("gardenia")) == b""
    assert (tmp_path / "typed").read_text() == "gardenia"
    assert "gardenia" not in (tmp_path / "arguments").read_text() + (tmp_path / "environment").read_text()


def test_a_player_reads_the_sound_from_a_file_without_a_name(tmp_path: Path) -> None:
    player = tmp_path / "aplay"
    player.write_text(f"#!/bin/sh\nreadlink /proc/$$/fd/0 > {tmp_path}/name; cat > {tmp_path}/heard\n")
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    found = {"aplay": str(player)}
    made = Player(found.get, "linux", grace=WAIT)
    assert made.play(b"sound")
    made.finish(WAIT)
    assert (tmp_path / "heard").read_bytes() == b"sound"
    assert "deleted" in (tmp_path / "name").read_text()
    assert not made.busy()


@pytest.mark.parametrize("language", VOICES)
def test_slower_is_longer_and_louder_is_louder(language: str) -> None:
    text = {"ar": "كلمة المرور الجديدة"}.get(language, "Vergeten, Passwort, account, compte")
    plain = words(text, language=language)
    sound, slow = sound_of(ESPEAK, plain), sound_of(ESPEAK, replace(plain, speech=Speech.SLOW))
    quiet = sound_of(ESPEAK, replace(plain, volume=Volume.QUIET))
    assert sound is not None
    assert slow is not None
    assert quiet is not None
    assert seconds(slow) > 1.2 * seconds(sound)
    assert loudness(quiet) < 0.6 * loudness(sound)
    assert sound == sound_of(ESPEAK, plain)


@pytest.mark.parametrize("language", VOICES)
def test_the_digits_of_a_captcha_follow_the_volume(language: str) -> None:
    voice, digits = VOICES[language], Secret("493017")
    sounds = [digits_of(ESPEAK, voice, digits, slow=False, volume=volume) for volume in Volume]
    levels = [loudness(sound) for sound in sounds if sound is not None]
    assert len(levels) == len(Volume)
    assert levels == sorted(levels)
    assert levels[0] < 0.6 * levels[1]


def test_the_loudest_is_all_that_the_synthesiser_has() -> None:
    assert [amplitude(volume) for volume in Volume] == [50, 100, 150, 200]


def loudness(sound: bytes) -> float:
    """The root of the mean square of the samples."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    return float((sum(value * value for value in samples) / len(samples)) ** 0.5)

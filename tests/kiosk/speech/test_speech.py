"""Speech and sound through child processes: real espeak-ng, and small programs in place of players."""

from __future__ import annotations

import io
import stat
import time
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.adapters.chimes import SynthesisedChimes, sound_of
from kiosk.adapters.player import Player
from kiosk.adapters.speech import VOICES, EspeakSpeaker, synthesise
from kiosk.core.effects import Chime
from kiosk.core.secret import Secret

ESPEAK = "/usr/bin/espeak-ng"


class Ear:
    """A player that remembers."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.stops = 0

    def play(self, wav: bytes) -> bool:
        self.heard.append(wav)
        return True

    def stop(self) -> None:
        self.stops += 1


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return float(file.getnframes() / file.getframerate())


def program(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def wait_for(path: Path, size: int) -> None:
    while not path.exists() or path.stat().st_size < size:
        time.sleep(0.001)


def only(**paths: str) -> Callable[[str], str | None]:
    return {name.replace("_", "-"): path for name, path in paths.items()}.get


@pytest.mark.parametrize("language", VOICES)
def test_espeak_says_six_digits(language: str) -> None:
    wav = synthesise(ESPEAK, VOICES[language], Secret("493017"), slow=False)
    slow = synthesise(ESPEAK, VOICES[language], Secret("493017"), slow=True)
    assert wav is not None
    assert slow is not None
    assert 5 < seconds(wav) < 11
    assert seconds(slow) > 1.4 * seconds(wav)


def test_other_digits_sound_different() -> None:
    one = synthesise(ESPEAK, VOICES["fr"], Secret("493017"), slow=False)
    assert one == synthesise(ESPEAK, VOICES["fr"], Secret("493017"), slow=False)
    assert one != synthesise(ESPEAK, VOICES["fr"], Secret("493018"), slow=False)


def test_the_digits_are_not_in_the_command_line(tmp_path: Path) -> None:
    spy = program(tmp_path, "espeak", f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/typed; exit 1')
    assert synthesise(spy, VOICES["en"], Secret("493017"), slow=False) is None
    arguments = (tmp_path / "arguments").read_text()
    assert "--stdin" in arguments
    assert "493017" not in arguments
    assert "break" not in arguments
    assert "4<break" in (tmp_path / "typed").read_text()


def test_speaking_plays_what_was_synthesised() -> None:
    ear = Ear()
    speaker = EspeakSpeaker(ear, only(espeak_ng=ESPEAK))
    assert speaker.say_digits(Secret("493017"), "en", slow=False)
    assert seconds(ear.heard[0]) > 5
    speaker.silence()
    assert ear.stops == 1


def test_no_synthesiser_no_voice_or_a_broken_one_is_said(tmp_path: Path) -> None:
    ear = Ear()
    assert not EspeakSpeaker(ear, only()).say_digits(Secret("1"), "en", slow=False)
    assert not EspeakSpeaker(ear, only(espeak_ng=ESPEAK)).say_digits(Secret("1"), "xx", slow=False)
    half = "cat > /dev/null; echo RIFF; exit 3"
    broken = program(tmp_path, "broken", half)
    assert not EspeakSpeaker(ear, only(espeak_ng=broken)).say_digits(Secret("1"), "en", slow=False)
    assert not ear.heard


def test_the_player_gets_the_sound_and_can_be_stopped(tmp_path: Path) -> None:
    command = program(tmp_path, "aplay", f"cat > {tmp_path}/heard; exec sleep 60")
    player = Player(only(aplay=command), "linux")
    assert player.play(b"RIFF-sound")
    child = player._child
    wait_for(tmp_path / "heard", len(b"RIFF-sound"))
    player.stop()
    assert (tmp_path / "heard").read_bytes() == b"RIFF-sound"
    assert child is not None
    assert child.poll() is not None


def test_a_player_that_cannot_be_killed_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sound driver that hangs in the kernel lets go of its process much later, if ever."""
    player = Player(only(aplay=program(tmp_path, "aplay", "exec sleep 60")), "linux")
    assert player.play(b"sound")
    child = player._child
    assert child is not None
    with monkeypatch.context() as hanging:
        hanging.setattr(child, "kill", lambda: None)
        player.stop()
        assert child.poll() is None
        assert not player.busy()
    child.kill()
    child.wait()


def test_a_player_stopped_while_it_starts_is_not_followed_by_the_next(tmp_path: Path) -> None:
    stuck = program(tmp_path, "paplay", "exec sleep 60")
    good = program(tmp_path, "aplay", f"cat > {tmp_path}/heard")
    player = Player(only(paplay=stuck, aplay=good), "linux", grace=30)
    with ThreadPoolExecutor(1) as other_thread:
        played = other_thread.submit(player.play, b"sound")
        while player._child is None:
            time.sleep(0.001)
        player.stop()
        assert not played.result()
    assert not (tmp_path / "heard").exists()


def test_a_player_without_a_device_is_passed_over(tmp_path: Path) -> None:
    dead = program(tmp_path, "paplay", "exit 1")
    good = program(tmp_path, "aplay", f"cat > {tmp_path}/heard")
    assert Player(only(paplay=dead, aplay=good), "linux", grace=30).play(b"sound")
    assert (tmp_path / "heard").read_bytes() == b"sound"
    assert not Player(only(paplay=dead), "linux", grace=30).play(b"sound")
    assert not Player(only(), "linux").play(b"sound")


def test_chimes_are_short_sounds_that_differ() -> None:
    ear = Ear()
    chimes = SynthesisedChimes(ear)
    for chime in Chime:
        chimes.play(chime)
    assert len(set(ear.heard)) == len(Chime)
    assert all(0.2 < seconds(sound_of(chime)) < 1.5 for chime in Chime)

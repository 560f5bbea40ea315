"""Every key with every set of modifiers, by a real X server: the state each leaves is documented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.private_keyring import private_keyring
from tests.keys import chords
from tests.keys.chords import Chord, State
from tests.servers.accessibility_bus import screen
from tests.servers.backend import ROOT, running_backend
from tests.soak.window import Window

pytestmark = [pytest.mark.servers, pytest.mark.exhaustive, pytest.mark.timeout(1800)]
PAGES: dict[str, Callable[[Chord], State]] = {"rest": chords.at_rest, "form": chords.on_a_form}
SETTINGS = """[backend]
address = "{address}"
ca_file = "{ca}"
[station]
state_folder = "{state}"
"""
MODIFIERS = {"shift": "Shift", "ctrl": "Control", "alt": "Alt", "super": "Meta"}


@dataclass
class Keyboard:
    """A keyboard at one window of one screen, through the X server's own test extension."""

    window: Window
    display: str
    heard: int = 0

    def xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=os.environ | {"DISPLAY": self.display}, check=True)

    def take_focus(self, title: str) -> None:
        self.xdotool("search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync")

    def press(self, chord: Chord) -> dict[str, object]:
        """What the window tells once the chord has come, or when it never will."""
        self.xdotool("key", "--delay", "0", str(chord))
        wanted = self.heard + (0 if chords.held_back(chord) else 1)
        told: dict[str, object] = json.loads(self.window.do("state", str(wanted)))
        told["came"] = told["count"] == wanted
        self.heard = wanted
        return told


@contextmanager
def program(display: str, arguments: list[str], around: dict[str, str]) -> Iterator[Window]:
    """One of `tests.keys.station` on that screen."""
    command = [sys.executable, "-m", "tests.keys.station", *arguments]
    own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        env=os.environ | around | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Window(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def control() -> Iterator[Keyboard]:
    with screen() as display, program(display, ["--control"], {}) as window:
        keyboard = Keyboard(window, display)
        window.do("state", "0")
        keyboard.take_focus("^control$")
        yield keyboard


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyboard]:
    folder: Path = tmp_path_factory.mktemp("keys")
    with (
        running_backend(folder) as backend,
        private_keyring(folder / "session") as session,
        screen() as display,
    ):
        file = folder / "station.toml"
        text = SETTINGS.format(address=backend.station_api, ca=backend.ca, state=folder / "state")
        file.write_text(text, encoding="utf-8")
        with program(display, ["--config", str(file)], dict(session.environment)) as window:
            window.do("wait", "Enrolling")
            backend.cli("station", "approve", window.do("read", "code"), "--name", "a", "--place", "b")
            window.do("wait", "Attract")
            keyboard = Keyboard(window, display)
            keyboard.take_focus("^Repasse$")
            yield keyboard


@pytest.mark.parametrize("group", chords.GROUPS)
def test_every_chord_arrives_at_a_plain_window(group: str, control: Keyboard) -> None:
    lost = []
    for chord in chords.chords(group):
        told = control.press(chord)
        if not told["came"] or (not chords.held_back(chord) and told["modifiers"] != _named(chord)):
            lost.append((str(chord), told))
    assert lost == []


@pytest.mark.parametrize("group", chords.GROUPS)
@pytest.mark.parametrize("page", PAGES)
def test_every_chord_leaves_a_documented_state(page: str, group: str, station: Keyboard) -> None:
    wrong = []
    for chord in chords.chords(group):
        station.window.do(page)
        told = station.press(chord)
        found = State(str(told["page"]), frozenset(json.loads(json.dumps(told["changed"]))))
        if found != PAGES[page](chord) or not _locked(told):
            wrong.append((str(chord), told))
    assert wrong == []


def _locked(told: dict[str, object]) -> bool:
    """One window over the whole screen, in front, and nothing for anybody on the clipboard."""
    kept = (told["came"], told["windows"], told["full"], told["active"], told["clipboard"])
    return kept == (True, 1, True, True, "")


def _named(chord: Chord) -> list[str]:
    return sorted(MODIFIERS[modifier] for modifier in chord.modifiers)

"""One switch and the voice together: what is offered is said, and waits until it was heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.core.look import Look, Scanning, Speech
from kiosk.core.narration import Jack
from kiosk.core.scanning import Way, way
from kiosk.core.states import ChooseMethod, Page, SignInPage
from kiosk.qt.scanner import Scanner, Switching
from kiosk.qt.speech.offering import MOST_HELD
from kiosk.qt.speech.station_voice import Sound, StationVoice
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen
from tests.kiosk.qt.pages.conftest import _opened as _opened
from tests.kiosk.qt.pages.conftest import screen as screen
from tests.kiosk.speech.narrators import FakeHeadset, RecordingNarrator

NEVER_MS = 1_000_000
"""Steps come from the test alone."""
BOTH = Look("en", speech=Speech.ORDINARY, scanning=Scanning.ON)
MOST_STEPS = 100


class LastingNarrator(RecordingNarrator):
    """Each utterance lasts until the test ends it."""

    def say(self, utterance: object) -> None:
        tell, self._tell = self._tell, None
        super().say(utterance)  # type: ignore[arg-type]  # an `Utterance`
        self._tell = tell

    def end(self) -> None:
        assert self._tell is not None
        self._tell(None)


@dataclass
class Blind:
    """Has one switch and a headset."""

    screen: Screen
    scanner: Scanner
    voice: StationVoice
    narrator: LastingNarrator

    def show(self, page: Page, look: Look = BOTH) -> str:
        kiosk = replace(self.screen.kiosk, page=page, look=look, info=fakes.info())
        self.screen.window.show_state(kiosk)
        self.voice.show_state(kiosk)
        self.scanner.attend(kiosk)
        return self.heard()

    def heard(self) -> str:
        QApplication.processEvents()
        return self.narrator.taken()

    def step(self) -> str:
        """The time of a step is over; returns what begins to be said then."""
        self.scanner.step()
        return self.heard()

    def press(self) -> str:
        QTest.keyClick(QApplication.focusWidget() or self.screen.window, Qt.Key.Key_Space)
        return self.heard()

    def offered(self) -> tuple[QWidget, ...]:
        return self.scanner.widgets()


@pytest.fixture
def blind(screen: Screen) -> Iterator[Blind]:
    narrator = LastingNarrator()
    voice = StationVoice(screen.window, Sound(narrator, FakeHeadset(Jack.FILLED)))
    scanner = Scanner(screen.window, Switching(NEVER_MS))
    voice.accompany(scanner)
    voice.open()
    yield Blind(screen, scanner, voice, narrator)
    voice.close()
    scanner.close()
    scanner.deleteLater()


def test_scanning_waits_for_the_page_and_says_each_thing_it_offers(blind: Blind) -> None:
    assert "Verification step 1" in blind.show(ChooseMethod(fakes.view()))
    first = blind.offered()
    for _still_read in range(3):
        assert (blind.step(), blind.offered()) == ("", first)
    blind.narrator.end()
    assert blind.step().startswith("From Send an e-mail")
    assert (blind.step(), blind.offered()) == ("", first)
    blind.narrator.end()
    assert blind.step().startswith("From Back to ")
    assert blind.screen.window.bottom.back in blind.offered()


def test_the_switch_takes_what_was_said(blind: Blind) -> None:
    blind.show(ChooseMethod(fakes.view()))
    wanted, said = blind.screen.window.bottom.help, ""
    for _ in range(MOST_STEPS):
        blind.narrator.end()
        offered, now = blind.offered(), way(blind.scanner.scan)
        if offered == (wanted,) and now is Way.TAKE:
            break
        said = blind.press() if wanted in offered and now is not Way.BACK else blind.step() or said
    assert said.startswith("Ask staff")
    assert "button" in said
    blind.screen.taken()
    blind.press()
    assert [type(event).__name__ for event in blind.screen.taken()] == ["StaffWanted"]


def test_a_level_up_is_said(blind: Blind) -> None:
    blind.show(SignInPage())
    heard = blind.press()
    for _ in range(MOST_STEPS):
        if way(blind.scanner.scan) is Way.BACK:
            break
        blind.narrator.end()
        heard = blind.step() or heard
    assert heard == "One level up."


def test_no_voice_stops_scanning_for_good_and_none_holds_it_while_off(blind: Blind) -> None:
    blind.show(SignInPage())
    first = blind.offered()
    steps = next(n for n in range(1, 2 * MOST_HELD) if blind.step() is not None and blind.offered() != first)
    assert steps == MOST_HELD + 1
    blind.show(SignInPage(), replace(BOTH, speech=Speech.OFF))
    before = blind.offered()
    assert (blind.step(), blind.offered() != before) == ("", True)

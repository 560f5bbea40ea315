"""A person who hears the station's real window and has a number pad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.core.look import Look, Speech
from kiosk.core.narration import Jack, Priority, SpeechFault, Utterance
from kiosk.core.results import StationInfo
from kiosk.core.states import (
    Attract,
    Page,
)
from kiosk.qt.speech.station_voice import Sound, StationVoice
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen
from tests.kiosk.qt.pages.conftest import _opened as _opened
from tests.kiosk.qt.pages.conftest import screen as screen
from tests.kiosk.speech.narrators import FakeHeadset, RecordingNarrator

W = TypeVar("W", bound=QWidget)
PAD = Qt.KeyboardModifier.KeypadModifier


@dataclass
class Listener:
    """Hears the station, and has a number pad."""

    screen: Screen
    narrator: RecordingNarrator
    headset: FakeHeadset
    voice: StationVoice
    sent: list[Utterance] = field(default_factory=list)
    """The utterances of the last thing heard."""
    priorities: list[Priority] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    look: Look = field(default_factory=lambda: Look("en", speech=Speech.ORDINARY))

    def show(self, page: Page, info: StationInfo | None = None, fault: SpeechFault | None = None) -> str:
        """What is heard when the state becomes that."""
        kiosk = replace(
            self.screen.kiosk, page=page, look=self.look, info=info or fakes.info(), speech_fault=fault
        )
        self.screen.kiosk = kiosk
        self.screen.window.show_state(kiosk)
        self.voice.show_state(kiosk)
        return self.heard()

    def prefer(self, **changes: object) -> str:
        self.look = replace(self.look, **changes)  # type: ignore[arg-type]  # fields of `Look`
        return self.show(self.screen.kiosk.page)

    def heard(self) -> str:
        QApplication.processEvents()
        self.languages = {one.language for one in self.narrator.heard}
        self.sent = list(self.narrator.heard)
        self.priorities = [one.priority for one in self.narrator.heard]
        return self.narrator.taken()

    def page(self) -> str:
        """The whole page once more."""
        self.voice.narration.read_page()
        return self.heard()

    def press(self, key: Qt.Key) -> str:
        QTest.keyClick(QApplication.focusWidget() or self.screen.window, key, PAD)
        return self.heard()

    def type(self, text: str) -> str:
        field = focused()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, text)
        return self.heard()


@pytest.fixture
def listener(screen: Screen) -> Iterator[Listener]:
    narrator, headset = RecordingNarrator(), FakeHeadset(Jack.UNKNOWN)
    voice = StationVoice(screen.window, Sound(narrator, headset))
    voice.sent.connect(screen.events.append)
    voice.open()
    made = Listener(screen, narrator, headset, voice)
    made.show(Attract())
    screen.taken()
    yield made
    voice.close()
    voice.deleteLater()


def part(listener: Listener, kind: type[W], name: str) -> W:
    """What is called so on the page."""
    page = listener.screen.window.current()
    assert page is not None
    found = page.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def button(listener: Listener, name: str) -> QAbstractButton:
    return part(listener, QAbstractButton, name)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def refocused(listener: Listener) -> str:
    """What is heard when the focus comes back to the field."""
    field = focused()
    listener.screen.window.setFocus()
    field.setFocus()
    return listener.heard()

"""A whole reset with a headset and a number pad alone: it is led by what was heard, never by the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from backend.adapters.channels.local_phone import LocalPhone
from kiosk.core.keypad import GROUPS
from kiosk.core.look import Look, Volume
from kiosk.core.narration import Jack
from kiosk.core.secret import Secret
from kiosk.core.states import Attract
from kiosk.qt.speech.station_voice import Sound
from tests.e2e.station import people
from tests.e2e.station.visitor import Visitor
from tests.kiosk.speech.narrators import FakeHeadset, RecordingNarrator

MOST_STEPS = 30
SIGNS = {"+": Qt.Key.Key_Plus, "-": Qt.Key.Key_Minus, "*": Qt.Key.Key_Asterisk, "/": Qt.Key.Key_Slash}
SIGNS |= {str(number): Qt.Key(Qt.Key.Key_0.value + number) for number in range(10)}
CASES = ("small letters", "capital letters", "digits")


@dataclass
class DigitsHeard:
    """Implements `Speaker`: the ear that hears the digits of a CAPTCHA."""

    heard: list[Secret] = field(default_factory=list)

    def say_digits(
        self, digits: Secret, language: str, *, slow: bool, volume: Volume = Volume.ORDINARY
    ) -> bool:
        self.heard.append(digits)
        return True

    def silence(self) -> None:
        """Nothing lasts."""


@pytest.fixture
def speaker() -> DigitsHeard:
    return DigitsHeard()


@pytest.fixture
def narrator() -> RecordingNarrator:
    return RecordingNarrator()


@pytest.fixture
def sound(narrator: RecordingNarrator) -> Sound:
    return Sound(narrator, FakeHeadset(Jack.FILLED))


class Ear:
    """Presses keys of the number pad, hears what comes, and knows nothing else of the station."""

    def __init__(self, visitor: Visitor, narrator: RecordingNarrator) -> None:
        self._visitor, self._narrator = visitor, narrator
        self._case = CASES[0]

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.KeypadModifier) -> None:
        window = self._visitor.station.window
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def press(self, sign: str) -> str:
        """Press it and wait for what is said about it."""
        self._narrator.taken()
        self.key(SIGNS[sign])
        return self.hears(bool)

    def hears(self, wanted: Callable[[str], bool]) -> str:
        """Wait until something said is what is waited for."""
        self._visitor.until(lambda: any(map(wanted, self._narrator.texts())))
        return next(text for text in reversed(self._narrator.texts()) if wanted(text))

    def page(self, words: str) -> str:
        return self.hears(lambda text: words in text)

    def to(self, words: str, sign: str = "+") -> None:
        """Go on until the control of these words is heard."""
        for _ in range(MOST_STEPS):
            self.press(sign)
            if any(text.startswith(words) for text in self._narrator.texts()):
                return
        raise AssertionError(f"never heard {words!r}")

    def take(self) -> None:
        self._narrator.taken()
        self.key(Qt.Key.Key_Enter)

    def digits(self, digits: str) -> list[str]:
        return [self.press(sign) for sign in digits]

    def letters(self, text: str) -> None:
        """Letters by repeated presses, each until it is heard."""
        for sign in text:
            wanted = (
                "digits" if sign.isdecimal() else "capital letters" if sign.isupper() else "small letters"
            )
            while self._case != wanted:
                self._case = self.press("*")
            if sign.isdecimal():
                assert self.press(sign) == sign
                continue
            self._tap(sign)

    def _tap(self, sign: str) -> None:
        key = next(key for key, group in GROUPS.items() if sign.lower() in group)
        for _ in range(GROUPS[key].index(sign.lower()) + 1):
            heard = self.press(key)
        assert heard.lower().endswith(sign.lower()) or not sign.isalpha()
        self._narrator.taken()
        self.key(Qt.Key.Key_Enter)
        self.page("kept")


def begin(ear: Ear) -> None:
    ear.key(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert ear.hears(bool)
    ear.to("English, Touch here to begin")
    ear.take()
    ear.page("Work or school account.")
    ear.to("Can't access your account?, button")
    ear.take()


def identify(ear: Ear, speaker: DigitsHeard) -> None:
    assert "User ID, field, empty" in ear.page("Who are you?")
    ear.letters(people.identifier(0).partition("@")[0])
    ear.to("Listen, button")
    ear.take()
    ear.page("Characters of the picture or digits of the audio, field, empty")
    ear.digits(speaker.heard[-1].reveal())
    ear.take()


def prove(ear: Ear, visitor: Visitor) -> None:
    phone = LocalPhone(visitor.backend.data / "spool")
    ear.page("Choose the contact method")
    ear.to("Send a text message")
    ear.take()
    ear.page("field, empty")
    ear.digits(people.number(0).replace(" ", ""))
    phone.poll()
    ear.take()
    ear.page("Code, field, empty")
    ear.digits(visitor.code_sent(phone))
    ear.take()


def choose_password(ear: Ear) -> None:
    heard = ear.page("New password, required, field, empty")
    assert "Show the password to hear its characters" in heard
    assert ear.press("1") == "character"
    ear.to("Show the passwords")
    ear.take()
    ear.page("chosen")
    ear.to("New password, required", "-")
    ear.key(Qt.Key.Key_Period)
    ear.letters(people.new_password(0))
    ear.to("New password again, required")
    ear.letters(people.new_password(0))
    ear.take()


def test_a_reset_by_headset_and_number_pad_alone(
    visitor: Visitor, narrator: RecordingNarrator, speaker: DigitsHeard
) -> None:
    ear = Ear(visitor, narrator)
    visitor.on(Attract)
    assert not narrator.heard
    begin(ear)
    identify(ear, speaker)
    prove(ear, visitor)
    choose_password(ear)
    ear.page("Your password is changed")
    ear.to("Finish, button")
    ear.take()
    visitor.on(Attract)
    assert visitor.kiosk.look == Look(language="fr")
    narrator.taken()
    ear.key(Qt.Key.Key_Slash)
    assert not narrator.heard

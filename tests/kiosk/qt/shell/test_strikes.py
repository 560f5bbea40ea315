"""Keys for hands that shake: no repeats, and no second strike within the time set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.core.events import Event, Touched
from kiosk.qt.key_button import KeyButton
from kiosk.qt.strikes import Strikes
from kiosk.qt.window import KioskWindow
from tests.kiosk.qt.shell.conftest import sample_of
from tests.kiosk.qt.shell.held import HeldDown

GUARD = 0.5


class Hand:
    """Strikes, `pause` seconds after the strike before."""

    def __init__(self, window: KioskWindow) -> None:
        self.now = 100.0
        self.window = window
        self.strikes = Strikes(window, GUARD, self.elapsed)

    def elapsed(self) -> float:
        return self.now

    def key(self, key: Qt.Key, pause: float) -> None:
        self.now += pause
        QTest.keyClick(sample_of(self.window).identifier, key)

    def touch(self, button: KeyButton, pause: float) -> None:
        self.now += pause
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def hand(window: KioskWindow) -> Iterator[Hand]:
    made = Hand(window)
    yield made
    made.strikes.close()


def test_the_same_key_within_the_time_counts_once(hand: Hand) -> None:
    for pause in (1, 0.3, 0.1, 0.5):
        hand.key(Qt.Key.Key_A, pause)
    hand.key(Qt.Key.Key_B, 0.1)
    assert sample_of(hand.window).identifier.text() == "aab"


def test_the_same_control_within_the_time_counts_once(hand: Hand) -> None:
    hand.window.keyboard.raise_for(sample_of(hand.window).identifier)
    keys = hand.window.keyboard.board.buttons()
    first, second = (next(k for k in keys if getattr(k.key, "text", "") == text) for text in "as")
    for button, pause in ((first, 1), (first, 0.2), (second, 0.2), (first, 0.2), (first, 0.6)):
        hand.touch(button, pause)
    assert sample_of(hand.window).identifier.text() == "asaa"


def test_a_key_that_the_field_does_not_want_still_reaches_the_window(hand: Hand) -> None:
    sent: list[Event] = []
    hand.window.sent.connect(sent.append)
    hand.key(Qt.Key.Key_Return, 1)
    assert sent == [Touched()]


def test_a_key_held_down_types_once(hand: Hand) -> None:
    field = sample_of(hand.window).identifier
    QTest.keyPress(field, Qt.Key.Key_A)
    hand.now += 2
    assert hand.strikes.eventFilter(field, HeldDown(Qt.Key.Key_A, "a"))
    assert field.text() == "a"

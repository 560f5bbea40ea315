"""The event filter before a real window: a card types nothing, and a person's keys all arrive, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.core.cards.bursts import GAP, KEYS
from kiosk.core.cards.rule import CardRule
from kiosk.core.cards.us_keys import character
from kiosk.core.secret import Secret
from kiosk.qt.card_keys import XKB_OFFSET, CardKeys, offset_of
from kiosk.qt.typing import type_text

NUMBER = "HEF-0012345"
CODES = {character(code, shift=shift): (code, shift) for code in range(2, 58) for shift in (True, False)}
NAMED = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Struck(QKeyEvent):
    """A key as the platform reports it; tests cannot make an event that Qt calls spontaneous."""

    def spontaneous(self) -> bool:
        return True


@dataclass
class Desk:
    """A window with two fields, the filter, and hands that strike keys at given moments."""

    window: QWidget
    first: QLineEdit
    second: QLineEdit
    keys: CardKeys
    now: int = 1_000
    scanned: list[Secret] = field(default_factory=list)

    def strike(self, text: str, gap: int, *, printed: str | None = None, repeat: bool = False) -> None:
        """Each key `gap` ms after the one before. `printed` is what this machine's layout makes of it."""
        for place, sign in enumerate(text):
            self.now += gap
            self._key(QEvent.Type.KeyPress, sign, (printed or text)[place], repeat=repeat)
            self._key(QEvent.Type.KeyRelease, sign, (printed or text)[place], repeat=repeat)

    def _key(self, kind: QEvent.Type, sign: str, printed: str, *, repeat: bool = False) -> None:
        code, shift = CODES.get(sign, (0, False))
        self._send(kind, NAMED.get(sign, key_of(printed)), code, shift=shift, text=printed, repeat=repeat)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key that no card has."""
        self._send(QEvent.Type.KeyPress, key, 0, modifiers=modifiers)

    def _send(
        self,
        kind: QEvent.Type,
        key: Qt.Key,
        code: int,
        *,
        shift: bool = False,
        text: str = "",
        repeat: bool = False,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        typed = text.replace("\n", "\r")
        scan = code + XKB_OFFSET if code else 0
        handle = self.window.windowHandle()
        struck = Struck(kind, key, modifiers, scan, 0, 0, typed, repeat, 1)
        struck.setTimestamp(self.now)
        if not self.keys.eventFilter(handle, struck):
            QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, scan, 0, 0, typed, repeat, 1))

    def rest(self) -> None:
        """Nothing follows: the filter's own timer would come to the same."""
        self.now += 10_000
        self.keys._settle()

    def typed(self) -> str:
        return self.first.text() + "|" + self.second.text()

    def cards(self) -> list[str]:
        return [number.reveal() for number in self.scanned]


def key_of(sign: str) -> Qt.Key:
    return Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown


@pytest.fixture(scope="module")
def desk(qapp: QApplication) -> Iterator[Desk]:
    window = QWidget()
    layout = QVBoxLayout(window)
    first, second = QLineEdit(), QLineEdit()
    layout.addWidget(first)
    layout.addWidget(second)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 60_000)
    keys = CardKeys(CardRule(), XKB_OFFSET, lambda: 0.0)
    made = Desk(window, first, second, keys)
    keys.sent.connect(lambda event: made.scanned.append(event.number))
    yield made
    window.close()
    window.deleteLater()


@pytest.fixture(autouse=True)
def fresh(desk: Desk) -> None:
    clear(desk)


def clear(desk: Desk) -> None:
    desk.rest()
    desk.first.setText("")
    desk.second.setText("")
    desk.first.setFocus()
    desk.scanned.clear()


@pytest.mark.parametrize("gap", [0, 1, 10, GAP])
def test_a_card_is_said_and_types_nothing(desk: Desk, gap: int) -> None:
    desk.strike(NUMBER + "\n", gap)
    desk.rest()
    assert (desk.cards(), desk.typed()) == ([NUMBER], "|")
    assert desk.first.hasFocus()


def test_a_card_is_read_by_the_keys_and_not_by_the_layout(desk: Desk) -> None:
    desk.strike("12345678\n", 8, printed="&é\"'(§è!\n")
    desk.rest()
    assert (desk.cards(), desk.typed()) == (["12345678"], "|")


def test_other_codes_and_misreads_type_nothing_either(desk: Desk) -> None:
    for sent in ("https://example.org/\n", "HEF 001234\n", NUMBER, "\t\t\t\t\t\t\t\n", "9" * 500 + "\n"):
        desk.strike(sent, 8)
        desk.rest()
    assert (desk.cards(), desk.typed()) == ([], "|")
    assert desk.first.hasFocus()


def test_typing_arrives_in_order_however_the_keys_are_rolled(desk: Desk) -> None:
    for sign in "Jean-Dupont":
        desk.strike(sign, 120)
    desk.strike("@he", 20)
    desk.now += 100
    desk.strike("-ferr", 5)
    desk.now += 100
    desk.strike("er", 30)
    desk.rest()
    assert desk.typed() == "Jean-Dupont@he-ferrer|"


def test_a_person_s_layout_is_kept(desk: Desk) -> None:
    desk.strike("2", 120, printed="é")
    desk.rest()
    assert desk.typed() == "é|"


def test_tab_moves_on_between_what_is_typed(desk: Desk) -> None:
    desk.strike("ab\tcd", 10)
    desk.rest()
    assert desk.typed() == "ab|cd"


def test_a_key_that_no_card_has_comes_after_what_was_typed_before(desk: Desk) -> None:
    desk.strike("abc", 10)
    desk.press(Qt.Key.Key_Backspace)
    assert desk.typed() == "ab|"


def test_a_held_key_is_no_card(desk: Desk) -> None:
    desk.strike("a", 100)
    desk.strike("a" * 20, 33, repeat=True)
    desk.rest()
    assert desk.typed() == "a" * 21 + "|"


def test_commands_pass_at_once(desk: Desk) -> None:
    desk.strike("abc", 100)
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.first.selectedText() == "abc"


def test_the_on_screen_keyboard_passes_untouched(desk: Desk) -> None:
    desk.keys.open()
    try:
        type_text(desk.first, NUMBER)
    finally:
        desk.keys.close()
    assert (desk.cards(), desk.typed()) == ([], f"{NUMBER}|")


def test_through_the_platform_a_card_is_said_and_typing_arrives(desk: Desk, qtbot: QtBot) -> None:
    """Keys go the whole way of the platform's own; a long gap, so that a busy machine changes nothing."""
    keys = CardKeys(CardRule(), offset_of("offscreen"), lambda: 0.0, gap=3000)
    keys.sent.connect(lambda event: desk.scanned.append(event.number))
    keys.open()
    try:
        for sign in NUMBER:
            QTest.keyClick(desk.window.windowHandle(), key_of(sign))
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(desk.scanned), timeout=60_000)
        assert (desk.cards(), desk.typed()) == ([NUMBER], "|")
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_X)
        qtbot.waitUntil(lambda: desk.typed() == "x|", timeout=60_000)
    finally:
        keys.close()


def test_a_closed_filter_holds_nothing(desk: Desk) -> None:
    desk.strike("abc", 10)
    desk.keys.close()
    desk.rest()
    assert desk.typed() == "|"


def test_platforms_that_name_keys() -> None:
    assert [offset_of(name) for name in ("xcb", "wayland-egl", "windows", "cocoa", "offscreen")] == [
        *(8, 8, 0),
        *(None, None),
    ]


letters = "abcXYZ0123456789-&"
slow = st.tuples(st.integers(GAP + 1, 400), st.text(letters, min_size=1, max_size=1))
rolled = st.tuples(st.integers(0, GAP), st.text(letters, min_size=1, max_size=KEYS - 2))
typing = st.tuples(slow, rolled).map(lambda pair: ("typed", *pair))
cards = st.tuples(st.integers(0, GAP), st.text("ABC0123456789-", min_size=KEYS - 1, max_size=20))
scans = cards.map(lambda pair: ("card", (GAP + 1, ""), (pair[0], pair[1] + "\n")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(typing | scans, max_size=8))
def test_no_card_leaks_and_no_key_is_lost(
    desk: Desk, parts: list[tuple[str, tuple[int, str], tuple[int, str]]]
) -> None:
    clear(desk)
    for _, (pause, first), (gap, more) in parts:
        if first:
            desk.strike(first, pause)
        else:
            desk.now += pause
        desk.strike(more, gap)
    desk.rest()
    assert desk.cards() == [more[:-1] for kind, _, (_, more) in parts if kind == "card"]
    assert desk.typed() == "".join(a + b for kind, (_, a), (_, b) in parts if kind == "typed") + "|"

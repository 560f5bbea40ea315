"""The on-screen keyboard: its boards, its keys, and when it is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.core.states import Attract
from kiosk.qt.key_button import TATWEEL, KeyButton
from kiosk.qt.keyboard_layouts import (
    Act,
    ActKey,
    Board,
    DomainKey,
    TextKey,
)
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import needed_size
from tests.kiosk.qt.shell.conftest import MakeWindow, sample_of, settle, state


def press(window: KioskWindow, wanted: str | Act) -> None:
    """Press the key that types `wanted` or does it, as a finger would."""
    key(window, wanted).click()


def key(window: KioskWindow, wanted: str | Act) -> KeyButton:
    def fits(button: KeyButton) -> bool:
        match button.key:
            case TextKey(text=text):
                return text == wanted
            case ActKey(act=act):
                return act is wanted
            case DomainKey():
                return wanted == "@domain"

    return next(button for button in window.keyboard.board.buttons() if fits(button))


@pytest.fixture
def typing(window: KioskWindow, qtbot: QtBot) -> KioskWindow:
    """The window after a touch into its first field."""
    QTest.mouseClick(sample_of(window).identifier, Qt.MouseButton.LeftButton)
    return window


def test_a_touch_into_a_field_raises_it_and_hide_lowers_it(window: KioskWindow, qtbot: QtBot) -> None:
    assert not window.keyboard.isVisible()
    QTest.mouseClick(sample_of(window).identifier, Qt.MouseButton.LeftButton)
    assert window.keyboard.isVisible()
    press(window, Act.HIDE)
    assert not window.keyboard.isVisible()


def test_its_button_raises_it_for_the_first_field(window: KioskWindow) -> None:
    window.top.keyboard.click()
    assert window.keyboard.isVisible()
    assert sample_of(window).identifier.hasFocus()


def test_the_keys_type_into_the_field_which_keeps_the_focus(typing: KioskWindow) -> None:
    for wanted in ("f", "e", "@domain"):
        press(typing, wanted)
    assert sample_of(typing).identifier.text() == "fe@he-ferrer.eu"
    assert sample_of(typing).identifier.hasFocus()


def test_shift_is_for_one_letter_and_twice_for_all(typing: KioskWindow) -> None:
    press(typing, Act.SHIFT)
    for letter in "ab":
        press(typing, letter)
    for _twice in range(2):
        press(typing, Act.SHIFT)
    for letter in "cd":
        press(typing, letter)
    press(typing, Act.SHIFT)
    press(typing, "e")
    assert sample_of(typing).identifier.text() == "AbCDe"


def test_accents_and_symbols_are_one_layer_away(typing: KioskWindow) -> None:
    press(typing, Act.ACCENTS)
    press(typing, "é")
    press(typing, Act.SHIFT)
    press(typing, "à")
    press(typing, Act.SYMBOLS)
    press(typing, "&")
    press(typing, "€")
    assert sample_of(typing).identifier.text() == "éÀ&€"


def test_backspace_and_arrows_edit(typing: KioskWindow) -> None:
    for wanted in ("a", "b", Act.LEFT, Act.BACKSPACE, Act.RIGHT, "c"):
        press(typing, wanted)
    assert sample_of(typing).identifier.text() == "bc"


def test_next_goes_to_the_next_field_whose_board_comes_up(typing: KioskWindow) -> None:
    page = sample_of(typing)
    seen: list[tuple[QLineEdit, Board]] = []
    for field in (page.password, page.number, page.answer):
        press(typing, Act.NEXT)
        assert QApplication.focusWidget() is field
        seen.append((field, typing.keyboard.board.board()))
    assert [board for _field, board in seen] == [Board.QWERTY, Board.DIGITS, Board.CAPTCHA]


def test_every_board_is_equally_high(typing: KioskWindow) -> None:
    page = sample_of(typing)
    heights = set()
    for field in (page.identifier, page.number, page.answer):
        field.setFocus()
        heights.add(typing.keyboard.board.height())
    assert len(heights) == 1


def test_the_domain_is_offered_on_identifiers_only(typing: KioskWindow) -> None:
    sample_of(typing).password.setFocus()
    assert not [b for b in typing.keyboard.board.buttons() if isinstance(b.key, DomainKey)]


def test_the_other_letters_last_until_the_wipe(typing: KioskWindow) -> None:
    press(typing, Act.SWITCH)
    assert typing.keyboard.board.board() is Board.QWERTZ
    sample_of(typing).number.setFocus()
    sample_of(typing).identifier.setFocus()
    assert typing.keyboard.board.board() is Board.QWERTZ
    typing.wipe()
    typing.keyboard.raise_for(sample_of(typing).identifier)
    assert typing.keyboard.board.board() is Board.QWERTY


def test_the_other_layout_goes_round(typing: KioskWindow) -> None:
    boards = []
    for _press in range(3):
        press(typing, Act.SWITCH)
        boards.append(typing.keyboard.board.board())
    assert boards == [Board.QWERTZ, Board.AZERTY, Board.QWERTY]


@pytest.fixture
def arabic(typing: KioskWindow) -> KioskWindow:
    typing.keyboard.speak("ar", "he-ferrer.eu")
    typing.keyboard.raise_for(sample_of(typing).identifier)
    return typing


def test_in_arabic_identifiers_and_passwords_start_in_latin(arabic: KioskWindow) -> None:
    board, page = arabic.keyboard.board, sample_of(arabic)
    assert board.board() is Board.QWERTY
    page.password.setFocus()
    assert board.board() is Board.QWERTY
    press(arabic, Act.SCRIPT)
    press(arabic, "ض")
    press(arabic, Act.SHIFT)
    press(arabic, "ش")
    assert page.password.text() == "ض\u0650"
    page.number.setFocus()
    page.password.setFocus()
    assert board.board() is Board.ARABIC
    page.identifier.setFocus()
    assert board.board() is Board.QWERTY


def test_a_plain_field_starts_in_arabic_and_one_key_leads_to_latin(arabic: KioskWindow) -> None:
    page, board = sample_of(arabic), arabic.keyboard.board
    page.identifier.setObjectName("plain")
    board.follow(page.identifier)
    assert board.board() is Board.ARABIC
    assert key(arabic, Act.SCRIPT).text() == "abc"
    press(arabic, Act.SCRIPT)
    assert board.board() is Board.QWERTY
    assert not [b for b in board.buttons() if b.key == ActKey(Act.ACCENTS)]


def test_the_keys_stand_the_same_way_round_in_arabic(arabic: KioskWindow, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    left, right = key(arabic, "q"), key(arabic, "p")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert left.x() < right.x()


def test_a_mark_is_shown_on_a_stroke(arabic: KioskWindow) -> None:
    for act in (Act.SCRIPT, Act.SHIFT):
        press(arabic, act)
    assert key(arabic, "ش").text() == TATWEEL + "\u0650"


def test_an_address_gets_common_endings(typing: KioskWindow) -> None:
    page = sample_of(typing)
    page.number.setProperty("keyboard", "email")
    page.number.setFocus()
    for wanted in ("p", "@", "x", ".com", Act.SHIFT, ".eu"):
        press(typing, wanted)
    assert page.number.text() == "p@x.com.eu"


def test_shift_tells_latched_from_locked(typing: KioskWindow) -> None:
    told = []
    for _press in range(3):
        press(typing, Act.SHIFT)
        shift = key(typing, Act.SHIFT)
        told.append((shift.isChecked(), shift.property("glyph"), shift.accessibleName()))
    assert told == [
        (True, "shift", "Capital letters"),
        (True, "shift-lock", "Capital letters, locked"),
        (False, "shift", "Capital letters"),
    ]


def test_no_key_repeats(typing: KioskWindow) -> None:
    assert not [button for button in typing.keyboard.board.buttons() if button.autoRepeat()]


def test_french_starts_with_azerty(window: KioskWindow) -> None:
    window.keyboard.speak("fr", "he-ferrer.eu")
    window.keyboard.raise_for(sample_of(window).identifier)
    assert window.keyboard.board.board() is Board.AZERTY


def test_a_page_without_fields_lowers_it_and_the_next_brings_it_back(typing: KioskWindow) -> None:
    typing.show_state(state(Attract()))
    assert not typing.keyboard.isVisible()
    typing.show_state(state())
    assert typing.keyboard.isVisible()


def test_on_a_password_pressed_keys_do_not_light_up(typing: KioskWindow, qtbot: QtBot) -> None:
    sample_of(typing).password.setFocus()
    button = key(typing, "a")
    settle()
    quiet = button.grab().toImage()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.grab().toImage() == quiet
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_elsewhere_they_do(typing: KioskWindow, qtbot: QtBot) -> None:
    button = key(typing, "a")
    settle()
    quiet = button.grab().toImage()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.grab().toImage() != quiet
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("width", "height", "dpi"), [(1280, 800, 96), (1920, 1080, 96), (1920, 1080, 141), (1080, 1920, 96)]
)
def test_keys_are_big_enough_and_the_field_stays_in_sight(
    make_window: MakeWindow, width: int, height: int, dpi: float
) -> None:
    shown = make_window(width, height, dpi=dpi)
    shown.show_state(state())
    last = sample_of(shown).answer
    for field in (sample_of(shown).identifier, last):
        shown.keyboard.raise_for(field)
        field.setFocus()
        settle()
        assert in_sight(shown, field)
        least = min(min(k.width(), k.height()) for k in shown.keyboard.board.buttons())
        assert least >= max(56, shown.wearing().metrics.target) - 1


def in_sight(shown: KioskWindow, field: QLineEdit) -> bool:
    view = shown.stage.viewport()
    top = field.mapTo(view, QPoint(0, 0)).y()
    return top >= 0 and top + field.height() <= view.height()


@pytest.mark.parametrize("board", Board)
def test_every_caption_fits_its_key(make_window: MakeWindow, board: Board) -> None:
    shown = make_window(1080, 1920)
    shown.show_state(state())
    shown.keyboard.raise_for(sample_of(shown).identifier)
    shown.keyboard.board._show(board)
    keys = shown.keyboard.board.buttons()
    settle()
    tight = [k.text() for k in keys if (size := needed_size(k)) is None or size.width() > k.width()]
    assert tight == []

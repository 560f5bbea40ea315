"""The layouts of the on-screen keyboard, as data: what can be typed with them, and in which language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.qt.key_button import typed
from kiosk.qt.keyboard_boards import LAYOUTS
from kiosk.qt.keyboard_layouts import (
    LATIN,
    Board,
    Offer,
    Script,
    TextKey,
    default_letters,
    endings,
    rows_of,
)

CAPTCHA_ALPHABET = "ACEHMPSTUXZ39"
PHONE_CHARACTERS = "+0123456789 "
PRINTABLE = {chr(code) for code in range(0x20, 0x7F)}


@pytest.mark.parametrize("board", Board)
@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize("offer", [Offer(), Offer("he-ferrer.eu"), Offer(endings=endings("he-ferrer.eu"))])
def test_every_row_is_as_wide_as_its_board(board: Board, offer: Offer, script: Script) -> None:
    layout = LAYOUTS[board]
    rows = rows_of(layout, replace(offer, script=script))
    assert {sum(key.width for key in row) for row in rows} == {layout.width}


def characters(*boards: Board) -> set[str]:
    keys = (key for board in boards for row in LAYOUTS[board].rows for key in row)
    texts = [key for key in keys if isinstance(key, TextKey)]
    return {typed(key, upper) for key in texts for upper in (False, True)}


@pytest.mark.parametrize("letters", LATIN)
def test_every_character_of_a_password_can_be_typed(letters: Board) -> None:
    assert characters(letters, Board.SYMBOLS, Board.ACCENTS) >= PRINTABLE | set("éèàçùÉÀ€")


def test_the_small_boards_have_what_their_fields_take() -> None:
    assert characters(Board.CAPTCHA) == set(CAPTCHA_ALPHABET)
    assert characters(Board.DIGITS) == set(PHONE_CHARACTERS)


def test_every_latin_board_has_what_addresses_need() -> None:
    for board in LATIN:
        assert characters(board) >= set("@.-_0123456789"), board


ARABIC_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ"
ARABIC_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def test_the_arabic_board_has_the_alphabet_its_marks_and_its_punctuation() -> None:
    assert set("".join(characters(Board.ARABIC))) >= set(ARABIC_ALPHABET + ARABIC_MARKS + "؟؛،ـ@.-_")


@pytest.mark.parametrize(
    ("language", "letters"),
    [("fr", "azerty"), ("nl", "azerty"), ("en", "qwerty"), ("de", "qwertz"), ("ar", "arabic")],
)
def test_the_letters_follow_the_language(language: str, letters: str) -> None:
    assert default_letters(language, Script.ARABIC) is Board(letters)


def test_azerty_is_belgian_in_its_letters() -> None:
    rows = [
        "".join(key.text for key in row if isinstance(key, TextKey)) for row in LAYOUTS[Board.AZERTY].rows
    ]
    assert [row[:6] for row in rows[1:4]] == ["azerty", "qsdfgh", "wxcvbn"]

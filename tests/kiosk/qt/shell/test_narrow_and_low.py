"""Screens that are small for their density: air goes first, then words that stand elsewhere too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.core.states import Link, NewPassword
from kiosk.qt import bottom_bar, top_bar
from kiosk.qt.key_button import KeyButton
from kiosk.qt.keyboard_layouts import Act, ActKey
from kiosk.qt.window import KioskWindow
from tests.kiosk import fakes
from tests.kiosk.clipping import offenders
from tests.kiosk.qt.shell.conftest import MakeWindow, settle, state

WIDTHS = range(1280, 500, -60)


def shown(window: KioskWindow) -> KioskWindow:
    window.show_state(state(NewPassword(fakes.proved())))
    settle()
    return window


def place_in(room: bottom_bar.Room | top_bar.Room) -> int:
    return list(type(room)).index(room)


def test_a_window_is_never_larger_than_it_was_told(make_window: MakeWindow) -> None:
    window = shown(make_window(640, 480, dpi=141))
    assert (window.width(), window.height()) == (640, 480)


def test_the_bars_spend_less_the_narrower_the_window(make_window: MakeWindow) -> None:
    window = shown(make_window())
    bottom, top = [], []
    for width in WIDTHS:
        window.resize(width, 800)
        settle()
        bottom.append(place_in(window.bottom.room))
        top.append(place_in(window.top.room))
        assert [fault for fault in offenders(window) if "Paragraph institution" in fault] == []
    assert bottom == sorted(bottom)
    assert top == sorted(top)
    assert (bottom[0], top[0]) == (0, 0)
    assert bottom[-1] > 0
    assert top[-1] > 0


def test_no_width_depends_on_a_scroll_bar(make_window: MakeWindow) -> None:
    """A page that fits when it is narrow, and not when it is wide, ended the program once."""
    window = shown(make_window())
    for width in WIDTHS:
        window.resize(width, 800)
        seen = set()
        for policy in (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn):
            window.stage.setVerticalScrollBarPolicy(policy)
            settle()
            seen.add(window.wizard.width())
        assert len(seen) == 1, f"{width}: {seen}"


def test_staff_are_told_of_in_fewer_words_and_all_of_them_to_a_reader(make_window: MakeWindow) -> None:
    window = shown(make_window(490, 800))
    assert window.bottom.room is bottom_bar.Room.SHORT
    assert window.bottom.help.text() == "Ask staff\nopen until 18:00"
    assert window.bottom.help.accessibleName() == "Ask staff, Bibliothèque, open until 18:00"


def test_a_window_that_grows_has_its_words_back(make_window: MakeWindow) -> None:
    window = shown(make_window(480, 800))
    assert place_in(window.bottom.room) > 0
    window.resize(1280, 800)
    settle()
    assert place_in(window.bottom.room) == place_in(window.top.room) == 0
    assert window.bottom.help.text() == "Ask staff\nBibliothèque, open until 18:00"


def test_the_mark_stands_for_a_name_without_room(make_window: MakeWindow) -> None:
    window = shown(make_window(460, 800))
    assert window.top.room is top_bar.Room.MARK
    assert window.top.institution.text() == ""
    assert window.top.institution.accessibleName() == "Haute École Francisco Ferrer"


def test_many_languages_are_named_in_two_letters_and_in_full_to_a_reader(make_window: MakeWindow) -> None:
    window = make_window(735, 800)
    five = fakes.info(languages=("fr", "nl", "en", "de", "ar"))
    window.show_state(replace(state(), info=five, languages=five.languages))
    settle()
    buttons = window.top.languages.values()
    assert window.top.room is top_bar.Room.CODES
    assert [button.text() for button in buttons] == ["FR", "NL", "EN", "DE", "ع"]
    assert [button.accessibleName() for button in buttons][-2:] == ["Deutsch", "العربية"]
    assert window.top.institution.text() == "Haute École Francisco Ferrer"
    assert offenders(window) == []


@pytest.mark.parametrize(("height", "stays"), [(800, False), (1080, True)])
def test_a_word_about_the_network_takes_the_place_of_the_trail(
    make_window: MakeWindow, height: int, stays: bool
) -> None:
    window = shown(make_window(1280, height))
    before = window.stage.y()
    troubled = replace(state(NewPassword(fakes.proved())), link=Link.TROUBLED, link_reference="RP-7K2M-94")
    window.show_state(troubled)
    settle()
    assert window.trouble.isVisible()
    assert window.trail.isVisible() is stays
    assert stays or abs(window.stage.y() - before) <= 2
    shown(window)
    assert window.trail.isVisible()
    assert window.stage.y() == before


def test_keys_give_way_down_to_the_least_target(make_window: MakeWindow) -> None:
    window = shown(make_window(1280, 800, dpi=141))
    window.top.keyboard.click()
    settle()
    sizes = window.wearing().metrics
    keys = [key.height() for key in window.keyboard.board.buttons()]
    assert sizes.target - 1 <= min(keys) < sizes.key
    assert window.keyboard.geometry().bottom() < window.height()
    assert window.stage.height() >= sizes.px(64)


@pytest.mark.parametrize(("width", "narrow"), [(1280, False), (740, True)])
def test_words_on_keys_are_smaller_where_a_key_is_narrow(
    make_window: MakeWindow, width: int, narrow: bool
) -> None:
    window = shown(make_window(width, 1280))
    window.top.keyboard.click()
    settle()
    words = [key for key in window.keyboard.board.buttons() if key.key == ActKey(Act.SWITCH)]
    assert [key.property("narrow") for key in words] == [narrow]
    assert [fault for fault in offenders(window) if KeyButton.__name__ in fault] == []

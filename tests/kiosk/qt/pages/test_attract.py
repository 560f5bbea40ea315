"""Page 0: the station at rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.core.events import LanguageChosen, Touched
from kiosk.core.states import Attract, SignInPage
from kiosk.qt.pages.attract import AttractView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands


def test_it_says_where_one_is(screen: Screen) -> None:
    view = screen.show_as(AttractView, Attract())
    assert screen.window.top.institution.text() == "Haute École Francisco Ferrer"
    assert "Borne de la bibliothèque" in view.ui.place.text()
    assert "Bibliothèque – Open until 18:00" in view.ui.place.text()


def test_notices_are_those_of_the_language(screen: Screen) -> None:
    view = screen.show_as(AttractView, Attract())
    assert view.ui.notice_text.text() == "The library closes at 18:00."
    screen.show(Attract(), "fr")
    assert view.ui.notice_text.text() == "La bibliothèque ferme à 18 h."
    screen.know(fakes.info(notices=()))
    screen.show(Attract())
    assert not stands(view.ui.notices)


def test_every_language_invites_in_its_own_words(screen: Screen) -> None:
    view = screen.show_as(AttractView, Attract())
    shown = [(each.caption(), each.detail.text()) for each in view.buttons if stands(each)]
    assert shown == [("Français", "Touchez ici pour commencer"), ("English", "Touch here to begin")]


def test_a_language_button_begins_in_that_language(screen: Screen) -> None:
    view = screen.show_as(AttractView, Attract())
    view.buttons[0].click()
    assert screen.taken() == [LanguageChosen("fr"), Touched()]


def test_the_primary_button_begins(screen: Screen) -> None:
    screen.show(Attract())
    screen.window.bottom.primary.click()
    assert screen.taken() == [Touched()]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_5])
def test_any_key_begins(screen: Screen, key: Qt.Key) -> None:
    view = screen.show_as(AttractView, Attract())
    QTest.keyClick(view, key)
    assert Touched() in screen.taken()


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Tab, Qt.Key.Key_Control])
def test_keys_that_only_move_or_modify_begin_nothing(screen: Screen, key: Qt.Key) -> None:
    view = screen.show_as(AttractView, Attract())
    QTest.keyClick(view, key)
    assert Touched() not in screen.taken()


def test_a_touch_anywhere_begins_and_only_while_the_page_is_shown(screen: Screen) -> None:
    screen.show(Attract())
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton)
    assert screen.taken() == [Touched()]
    screen.show(SignInPage())
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton)
    assert Touched() not in screen.taken()

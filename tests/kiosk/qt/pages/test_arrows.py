"""Arrow keys go through choices as people expect of them, the other way round where the page is mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.core.look import Theme
from kiosk.core.states import Attract, ChooseMethod, NewContact, SignInPage
from tests.kiosk import fakes
from tests.kiosk.gallery import LANGUAGES
from tests.kiosk.qt.pages.conftest import Screen
from tests.kiosk.qt.shell.conftest import settle

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def walked(start: QWidget, *keys: Qt.Key) -> list[QWidget]:
    """Where the focus is after each of `keys`."""
    start.setFocus()
    seen = []
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
    return seen


def named(page: QWidget, *names: str) -> list[QWidget]:
    return [one for name in names if (one := page.findChild(QWidget, name)) is not None]


@pytest.mark.parametrize("keys", [(DOWN, DOWN, UP), (RIGHT, RIGHT, LEFT)], ids=["down", "right"])
def test_through_the_methods(screen: Screen, keys: tuple[Qt.Key, ...]) -> None:
    first, second, third = named(screen.show(ChooseMethod(fakes.view())), "method_0", "method_1", "method_2")
    assert walked(first, *keys) == [second, third, second]
    assert screen.taken() == []


def test_through_the_kinds_of_contact(screen: Screen) -> None:
    page = screen.show(NewContact(fakes.finished(contact_offered=True)))
    mobile, email = named(page, "mobile", "email")
    assert walked(mobile, DOWN, UP) == [email, mobile]


@pytest.mark.parametrize(("language", "forth", "back"), [("en", RIGHT, LEFT), ("ar", LEFT, RIGHT)])
def test_through_the_languages(screen: Screen, language: str, forth: Qt.Key, back: Qt.Key) -> None:
    screen.know(fakes.info(languages=LANGUAGES))
    screen.show(SignInPage(), language, languages=LANGUAGES)
    first, second, third, *_more = screen.window.top.languages.values()
    assert walked(first, forth, forth, back) == [second, third, second]


def test_through_the_languages_at_rest(screen: Screen) -> None:
    screen.know(fakes.info(languages=("fr", "nl", "en")))
    page = screen.show(Attract(), languages=LANGUAGES)
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert walked(buttons[0], DOWN, DOWN, UP) == [buttons[1], buttons[2], buttons[1]]
    assert screen.taken() == []


@pytest.mark.parametrize(("language", "forth", "back"), [("en", RIGHT, LEFT), ("ar", LEFT, RIGHT)])
def test_through_the_panel_along_a_question_and_to_the_next(
    screen: Screen, language: str, forth: Qt.Key, back: Qt.Key
) -> None:
    screen.show(Attract(), language)
    screen.window.top.look.click()
    settle()
    panel, shown = screen.window.look, screen.window.look.choices
    last = list(panel.rows.values())[-1].buttons
    first_language = next(iter(panel.languages.buttons.values()))
    seen = walked(shown[Theme.LIGHT], forth, DOWN, UP, back)
    assert seen == [shown[Theme.DARK], seen[1], shown[Theme.DARK], shown[Theme.LIGHT]]
    assert seen[1] in [button for one, button in shown.items() if not isinstance(one, Theme)]
    assert walked(next(iter(last.values())), DOWN, UP) == [first_language, next(iter(last.values()))]
    assert screen.taken() == []


def test_in_a_field_they_move_the_cursor_and_stay(screen: Screen) -> None:
    field = screen.show(SignInPage()).findChildren(QLineEdit)[0]
    field.setText("abc")
    assert set(walked(field, LEFT, LEFT, UP, DOWN)) == {field}
    assert field.cursorPosition() == 1

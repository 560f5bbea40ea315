"""The question about the identifier takes the place of the fields, for the keyboards too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.core import states
from kiosk.core.events import SuggestionTaken
from kiosk.core.secret import Secret
from kiosk.core.states import Captcha, Identify, SignInPage, Suggestion
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen

QUESTION = Suggestion(fakes.WRONG_FORM, fakes.IDENTIFIER)
ASKED = (
    (SignInPage(), SignInPage(fakes.WRONG_FORM, None, QUESTION, Secret("x"))),
    (Identify(), Identify(fakes.WRONG_FORM, Captcha("c", b"", 5), None, QUESTION, Secret("x"))),
)


@pytest.mark.parametrize(("before", "asked"), ASKED, ids=["sign_in", "identify"])
def test_the_keyboard_goes_down_for_the_question_and_comes_back(
    screen: Screen, before: states.Page, asked: states.Page
) -> None:
    field = screen.show(before).findChild(QLineEdit, "identifier")
    assert isinstance(field, QLineEdit)
    screen.window.keyboard.raise_for(field)
    assert screen.window.keyboard.isVisible()
    screen.show(asked)
    assert not screen.window.keyboard.isVisible()
    screen.show(before)
    field.setFocus()
    assert screen.window.keyboard.isVisible()


@pytest.mark.parametrize(("before", "asked"), ASKED, ids=["sign_in", "identify"])
def test_return_takes_the_suggestion(screen: Screen, before: states.Page, asked: states.Page) -> None:
    screen.show(before)
    screen.show(asked)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert screen.taken() == [SuggestionTaken()]

"""A limit of time that ends soon stands on the page and is said, and disturbs nobody who types."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.core.narration import Priority
from kiosk.core.results import Channel
from kiosk.core.states import (
    AskStaff,
    Calling,
    ChooseMethod,
    EnterCode,
    NewContact,
    NewPassword,
    OnPhone,
    Page,
)
from tests.kiosk import fakes
from tests.kiosk.qt.listener import Listener
from tests.kiosk.qt.listener import listener as listener
from tests.kiosk.qt.pages.conftest import Screen

BACK = ChooseMethod(fakes.view())
CASES: dict[str, tuple[Page, int, str]] = {
    "code": (EnterCode(fakes.code_sent()), 600, "The code expires in {time}."),
    "app": (EnterCode(fakes.app_asked()), 600, "Your time to answer ends in {time}."),
    "call": (Calling(fakes.code_sent(Channel.VOICE)), 600, "Your time to answer ends in {time}."),
    "contact": (NewContact(fakes.contacted(), Channel.SMS), 580, "The code expires in {time}."),
    "request": (AskStaff(fakes.asked(), None), 900, "Your request to staff ends in {time}."),
    "link": (OnPhone(fakes.handed(), BACK), 170, "The time of your phone ends in {time}."),
    "reset": (NewPassword(fakes.proved()), 1200, "Your time ends in {time}."),
}
TOLD = {121: "", 120: "two minutes", 60: "one minute", 30: "30 seconds", 29: "30 seconds"}


@pytest.mark.parametrize("name", CASES)
def test_it_stands_on_the_page_with_what_can_be_done(screen: Screen, name: str) -> None:
    page, seconds, sentence = CASES[name]
    for left, time in TOLD.items():
        screen.show(page, view_age=seconds - left)
        text = screen.window.trouble.text()
        assert screen.window.trouble.isVisible() is bool(time)
        assert text.startswith(sentence.format(time=time) + " Then you ") if time else text == ""


@pytest.mark.parametrize("name", CASES)
def test_it_is_said_once_a_step_after_what_is_being_said(listener: Listener, name: str) -> None:
    page, seconds, sentence = CASES[name]
    listener.screen.kiosk = replace(listener.screen.kiosk, view_age=0)
    listener.show(page)
    heard = []
    for left in (121, 120, 119, 60, 30, 29):
        listener.screen.kiosk = replace(listener.screen.kiosk, view_age=seconds - left)
        heard.append(listener.show(page))
        assert set(listener.priorities) <= {Priority.AFTER}
    said = [bool(one) and one.startswith(sentence.split("{")[0]) for one in heard]
    assert said == [False, True, False, True, True, False]


def test_no_countdown_takes_the_focus_or_what_is_typed(screen: Screen) -> None:
    screen.show(EnterCode(fakes.code_sent()))
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "1234")
    for age in range(470, 601, 5):
        screen.show(EnterCode(fakes.code_sent()), view_age=age)
        assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "56")
    assert field.text().replace(" ", "") == "123456"

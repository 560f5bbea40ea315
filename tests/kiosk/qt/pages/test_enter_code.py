"""Page 5 and the call: the code in its groups, what is left, and the other ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.core.events import (
    BackPressed,
    CodeInstead,
    CodeSubmitted,
    MethodChosen,
    OtherMethod,
    ResendWanted,
    StaffWanted,
)
from kiosk.core.results import Allowed, Channel, Delivery
from kiosk.core.secret import Secret
from kiosk.core.states import Calling, ChooseMethod, CodeProblem, EnterCode, MethodProblem
from kiosk.qt import app_texts, texts
from kiosk.qt.pages.calling import CallingView
from kiosk.qt.pages.choose_method import ChooseMethodView
from kiosk.qt.pages.enter_code import EnterCodeView
from kiosk.qt.pages.wide_button import WideButton
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

SENT = EnterCode(fakes.code_sent())
RINGING = Calling(fakes.code_sent(Channel.VOICE))


def method_buttons(view: QWidget) -> list[WideButton]:
    found = [button for button in view.findChildren(WideButton) if button.objectName().startswith("method_")]
    return sorted(found, key=WideButton.objectName)


def test_the_code_falls_into_groups_as_it_is_typed(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    QTest.keyClicks(view.ui.code, "1234x5678999")
    assert view.ui.code.text() == "1234 5678"
    screen.window.bottom.primary.click()
    assert screen.taken() == [CodeSubmitted(Secret("12345678"))]


def test_a_digit_put_into_the_middle_keeps_the_cursor_there(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    QTest.keyClicks(view.ui.code, "124567")
    view.ui.code.setCursorPosition(2)
    QTest.keyClicks(view.ui.code, "3")
    assert view.ui.code.text() == "1234 567"
    assert view.ui.code.cursorPosition() == 3


def test_the_list_of_ways_stays_in_sight_and_leads_to_another_way(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    shown = [button for button in method_buttons(view) if stands(button)]
    assert [button.isChecked() for button in shown] == [False, True, False]
    shown[1].click()
    assert screen.taken() == []
    assert shown[1].isChecked()
    shown[0].click()
    assert screen.taken() == [OtherMethod(), MethodChosen(fakes.EMAIL.id)]


def test_what_was_sent_and_what_is_left(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT, "fr")
    assert "Nous avons envoyé un SMS de vérification à votre téléphone." in view.ui.lead.text()
    assert view.ui.attempts.text() == "Il reste 5 essais"
    assert "10:00" in view.ui.expiry.text()
    screen.show(SENT, "fr", view_age=61)
    assert "8:59" in view.ui.expiry.text()


def test_try_again_counts_down_and_then_sends_again(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    assert "0:30" in view.ui.resend.caption()
    assert not view.ui.resend.isEnabled()
    screen.show(SENT, view_age=30)
    assert view.ui.resend.caption() == "Try again"
    view.ui.resend.click()
    assert screen.taken() == [ResendWanted()]


def test_without_a_resend_left_there_is_no_button_for_it(screen: Screen) -> None:
    spent = fakes.code_sent(challenge=fakes.challenge(resends_left=0))
    view = screen.show_as(EnterCodeView, EnterCode(spent))
    assert not stands(view.ui.resend)


def test_back_and_the_administrator(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    screen.window.bottom.back.click()
    view.ui.administrator.click()
    assert screen.taken() == [BackPressed(), StaffWanted()]


def test_a_wrong_code_is_cleared_once_and_an_interrupted_one_is_kept(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    view.ui.code.setText("1234 5678")
    screen.show(replace(SENT, problem=CodeProblem.UNAVAILABLE))
    assert view.ui.code.text() == "1234 5678"
    screen.show(SENT)
    screen.show(replace(SENT, problem=CodeProblem.WRONG))
    assert view.ui.code.text() == ""
    view.ui.code.setText("87")
    screen.show(replace(SENT, problem=CodeProblem.WRONG), view_age=1)
    assert view.ui.code.text() == "87"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_is_said(screen: Screen, language: str) -> None:
    view = screen.show_as(EnterCodeView, SENT, language)
    told = set()
    for problem in CodeProblem:
        screen.show(replace(SENT, problem=problem), language)
        assert stands(view.ui.message)
        told.add(view.ui.message.text())
    assert len(told) == len(CodeProblem)


def test_every_delivery_is_said_or_quiet(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, SENT)
    told = set()
    for state in Delivery:
        live = fakes.challenge(delivery=state)
        screen.show(EnterCode(fakes.code_sent(challenge=live)))
        told.add(view.ui.lead.text())
    assert len(told) == len(Delivery) - 2  # three states say nothing


def test_a_call_shows_the_digit_and_no_field(screen: Screen) -> None:
    view = screen.show_as(CallingView, RINGING)
    assert "4" in view.ui.digit.text()
    assert "*****23" in view.ui.status.text()
    assert "ringing" in view.ui.status.text()
    assert view.bar().primary == ""


def test_a_call_has_three_ways_out(screen: Screen) -> None:
    view = screen.show_as(CallingView, RINGING)
    view.ui.code_instead.click()
    view.ui.other_method.click()
    view.ui.call_again.click()
    screen.show(RINGING, view_age=30)
    view.ui.call_again.click()
    screen.window.bottom.back.click()
    assert screen.taken() == [CodeInstead(), OtherMethod(), ResendWanted(), BackPressed()]


def test_every_state_of_a_call_is_said(screen: Screen) -> None:
    view = screen.show_as(CallingView, RINGING)
    told = set()
    for state in Delivery:
        live = fakes.challenge(Channel.VOICE, state)
        screen.show(Calling(fakes.code_sent(Channel.VOICE, challenge=live)))
        told.add(view.ui.status.text())
    assert len(told) >= 5
    assert all(told)


def test_a_code_of_an_app_has_its_own_words_and_groups_and_nothing_of_a_delivery(screen: Screen) -> None:
    view = screen.show_as(EnterCodeView, EnterCode(fakes.app_asked()))
    assert "authenticator app" in view.ui.lead.text()
    assert view.ui.code_label.text() == "Code of the app"
    assert "another method" in view.ui.expiry.text()
    assert "another method" not in app_texts.without(fakes.view(methods=(fakes.APP,)))
    assert not stands(view.ui.resend)
    assert stands(view.ui.administrator)
    assert [one.isChecked() for one in method_buttons(view) if stands(one)] == [False, False, False, True]
    QTest.keyClicks(view.ui.code, "123456")
    assert view.ui.code.text() == "123 456"
    QTest.keyClicks(view.ui.code, "789")
    assert view.ui.code.text() == "1234 5678"
    screen.window.bottom.primary.click()
    assert screen.taken() == [CodeSubmitted(Secret("12345678"))]
    view = screen.show_as(EnterCodeView, SENT)
    assert view.ui.code_label.text() == "Enter the code received by text message or e-mail"


@pytest.mark.parametrize(
    ("problem", "text"),
    [(CodeProblem.WRONG, "Wait for the next code"), (CodeProblem.EMPTY, "that your app shows")],
)
def test_a_problem_with_the_code_of_an_app_says_what_to_do(
    screen: Screen, problem: CodeProblem, text: str
) -> None:
    view = screen.show_as(EnterCodeView, EnterCode(fakes.app_asked(), problem))
    assert text in view.ui.message.text()


@pytest.mark.parametrize("problem", [MethodProblem.CODE_SPENT, MethodProblem.CODE_EXPIRED])
def test_after_an_app_no_new_code_can_be_asked_for(screen: Screen, problem: MethodProblem) -> None:
    after = fakes.app_asked(allowed=Allowed.CHOOSE_METHOD)
    view = screen.show_as(ChooseMethodView, ChooseMethod(after, problem=problem))
    assert "Choose a method again" in view.ui.message.text()
    assert "Ask for a new code" in texts.method(problem, 0).text

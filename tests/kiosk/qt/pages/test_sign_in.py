"""Pages 1 and 2 of the sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import (
    BackPressed,
    ResetWanted,
    SignInSubmitted,
    StaffWanted,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.secret import Secret
from kiosk.core.states import SignInPage, SignInProblem, Suggestion
from kiosk.qt.pages.fields import SHOWN_MS
from kiosk.qt.pages.sign_in import SignInView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

ASKED = SignInPage(
    fakes.WRONG_FORM, suggestion=Suggestion(fakes.WRONG_FORM, fakes.IDENTIFIER), held=Secret("Abcdef1!")
)


def typed(screen: Screen, page: SignInPage | None = None) -> SignInView:
    view = screen.show_as(SignInView, page or SignInPage())
    view.ui.identifier.setText(fakes.IDENTIFIER)
    view.ui.password.setText("Abcdef1!")
    return view


def test_the_primary_button_signs_in(screen: Screen) -> None:
    typed(screen)
    screen.window.bottom.primary.click()
    assert screen.taken() == [SignInSubmitted(fakes.IDENTIFIER, Secret("Abcdef1!"))]


def test_back_and_help_of_the_bar(screen: Screen) -> None:
    typed(screen)
    screen.window.bottom.back.click()
    screen.window.bottom.help.click()
    assert screen.taken() == [BackPressed(), StaffWanted(fakes.IDENTIFIER)]


def test_both_links_take_the_identifier_along(screen: Screen) -> None:
    view = typed(screen)
    view.ui.cannot_access.click()
    view.ui.forgotten.click()
    assert screen.taken() == [ResetWanted(fakes.IDENTIFIER)] * 2


def test_a_refusal_keeps_the_identifier_and_clears_the_password(screen: Screen) -> None:
    view = typed(screen)
    refused = SignInPage(fakes.IDENTIFIER, SignInProblem.REFUSED)
    screen.show(refused)
    assert (view.ui.identifier.text(), view.ui.password.text()) == (fakes.IDENTIFIER, "")
    assert stands(view.ui.message)
    assert view.ui.message.text().startswith("We don't recognise this user ID or password.")


def test_a_tick_after_a_refusal_leaves_what_is_being_typed(screen: Screen) -> None:
    refused = SignInPage(fakes.IDENTIFIER, SignInProblem.REFUSED)
    view = screen.show_as(SignInView, refused)
    view.ui.password.setText("Ab")
    screen.show(refused, idle=1)
    assert view.ui.password.text() == "Ab"


def test_a_second_refusal_clears_the_password_again(screen: Screen) -> None:
    refused = SignInPage(fakes.IDENTIFIER, SignInProblem.REFUSED)
    view = screen.show_as(SignInView, refused)
    view.ui.password.setText("Abcdef1!")
    screen.show(SignInPage(fakes.IDENTIFIER))
    assert view.ui.password.text() == "Abcdef1!"
    screen.show(refused)
    assert view.ui.password.text() == ""


def test_an_unreachable_service_costs_nothing_typed(screen: Screen) -> None:
    view = typed(screen)
    screen.show(SignInPage(fakes.IDENTIFIER, SignInProblem.UNAVAILABLE))
    assert view.ui.password.text() == "Abcdef1!"


@pytest.mark.parametrize("problem", list(SignInProblem))
def test_every_problem_is_said(screen: Screen, problem: SignInProblem) -> None:
    view = screen.show_as(SignInView, SignInPage(fakes.IDENTIFIER, problem))
    assert stands(view.ui.message)
    assert len(view.ui.message.text()) > 10
    assert view.ui.message.text().count(". ") <= 1


def test_the_eye_shows_the_password_and_has_a_clock_to_hide_it(screen: Screen) -> None:
    view = typed(screen)
    view.ui.eye.click()
    assert view.ui.password.echoMode() is QLineEdit.EchoMode.Normal
    (timer,) = [each for each in view.ui.eye.findChildren(QTimer) if each.isActive()]
    assert (timer.interval(), SHOWN_MS, timer.isSingleShot()) == (5000, 5000, True)
    timer.timeout.emit()
    assert view.ui.password.echoMode() is QLineEdit.EchoMode.Password
    assert not timer.isActive()


def test_the_wipe_hides_a_password_that_is_shown(screen: Screen) -> None:
    view = typed(screen)
    view.ui.eye.click()
    screen.window.wipe()
    assert view.ui.password.echoMode() is QLineEdit.EchoMode.Password
    assert (view.ui.identifier.text(), view.ui.password.text()) == ("", "")


def test_staying_signed_in_is_shown_off_with_its_reason(screen: Screen) -> None:
    view = screen.show_as(SignInView, SignInPage())
    assert stands(view.ui.keep_signed_in)
    assert not view.ui.keep_signed_in.isEnabled()
    assert not view.ui.keep_signed_in.isChecked()
    assert stands(view.ui.keep_reason)
    assert view.ui.keep_reason.text()


def test_the_example_is_of_the_institution(screen: Screen) -> None:
    screen.know(fakes.info(identifier_rule=replace(fakes.IDENTIFIER_RULE, example="u123", domain="x.be")))
    view = screen.show_as(SignInView, SignInPage())
    assert "u123@x.be" in view.ui.identifier.placeholderText()


def test_the_suggestion_is_taken_or_declined(screen: Screen) -> None:
    view = screen.show_as(SignInView, ASKED)
    assert stands(view.ui.suggestion)
    assert not stands(view.ui.fields)
    assert fakes.IDENTIFIER in view.ui.suggestion_text.text()
    screen.window.bottom.primary.click()
    view.ui.keep_typed.click()
    assert screen.taken() == [SuggestionTaken(), SuggestionDeclined()]


def test_the_reason_of_a_suggestion_is_the_rule_of_the_institution(screen: Screen) -> None:
    view = screen.show_as(SignInView, ASKED)
    assert "first two letters" in view.ui.suggestion_why.text()
    other = replace(fakes.IDENTIFIER_RULE, rewrite="{given}{family}", example="francisferrer")
    screen.know(fakes.info(identifier_rule=other))
    screen.show(ASKED)
    assert "first two letters" not in view.ui.suggestion_why.text()
    assert "francisferrer" in view.ui.suggestion_why.text()


def test_a_directory_that_cannot_check_leads_to_the_reset(screen: Screen) -> None:
    view = screen.show_as(SignInView, SignInPage(fakes.IDENTIFIER, SignInProblem.NOT_CHECKABLE))
    assert not stands(view.ui.password_part)
    screen.window.bottom.primary.click()
    assert screen.taken() == [ResetWanted(fakes.IDENTIFIER)]

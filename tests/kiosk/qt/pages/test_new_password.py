"""Page 6 and unlocking: ticks that follow the typing, advice, and the directory's own refusal in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import BackPressed, ChangeWanted, Left, PasswordSubmitted, UnlockWanted
from kiosk.core.results import BrokenRule, Rule
from kiosk.core.secret import Secret
from kiosk.core.states import Accepted, NewPassword, PasswordProblem, UnlockOnly
from kiosk.qt.pages.new_password import NewPasswordView
from kiosk.qt.pages.rule_list import RuleRow
from kiosk.qt.pages.unlock_only import UnlockOnlyView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

PAGE = NewPassword(fakes.proved())
GOOD = "Tulipe-Canard-7-Fenetre"


def ticks(view: NewPasswordView) -> dict[str, bool]:
    return {row.label.text(): row.met for row in view.findChildren(RuleRow) if stands(row)}


def test_each_rule_ticks_as_it_is_met(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    assert set(ticks(view).values()) == {False}
    assert "at least 8 characters" in ticks(view)
    view.ui.password.setText("abc1")
    met = {text for text, done in ticks(view).items() if done}
    assert met == {"a lower-case letter", "at least one digit"}
    view.ui.password.setText(GOOD)
    view.ui.repeated.setText(GOOD)
    assert set(ticks(view).values()) == {True}


def test_a_character_that_would_be_refused_is_named(screen: Screen) -> None:
    limited = replace(fakes.PASSWORD_RULES, allowed="abcdefghijklmnopqrstuvwxyzABC123!")
    screen.know(fakes.info(password_rules=limited))
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText("abcé ü1!A")
    named = ", ".join(f"\u2068{sign}\u2069" for sign in ("é", "space", "ü"))
    assert any(named in text for text in ticks(view))


def test_strength_advises_and_names_the_weak_word(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText("Francisco1!")
    view.ui.eye.click()
    assert "Francisco" in view.ui.strength.text()
    weak = view.ui.meter.value()
    view.ui.password.setText(GOOD)
    assert view.ui.meter.value() > weak
    assert "good" in view.ui.strength.text()


def test_no_part_of_a_hidden_password_is_named(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText("Francisco1!")
    assert "a word in it" in view.ui.strength.text()
    assert "Francisco" not in view.ui.strength.text()
    view.ui.eye.click()
    assert "Francisco" in view.ui.strength.text()
    view.ui.eye.click()
    assert "Francisco" not in view.ui.strength.text()


def test_both_passwords_go_out_together(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText(GOOD)
    view.ui.repeated.setText("other")
    screen.window.bottom.primary.click()
    assert screen.taken() == [PasswordSubmitted(Secret(GOOD), Secret("other"))]


def test_the_eye_shows_both_and_a_wipe_hides_them(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    fields = (view.ui.password, view.ui.repeated)
    view.ui.eye.click()
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Normal}
    view.wipe()
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Password}
    assert not view.ui.eye.isChecked()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_of_the_directory_is_said_in_words(screen: Screen, language: str) -> None:
    view = screen.show_as(NewPasswordView, PAGE, language)
    told = set()
    for rule in Rule:
        for detail in ("", "ferrer"):
            broken = (BrokenRule(rule, detail),)
            screen.show(replace(PAGE, problem=PasswordProblem.REFUSED, broken=broken), language)
            told.add(view.ui.message.text())
    named = {Rule.CHARACTER, Rule.COMMON, Rule.COLLEGE_WORD, Rule.OWN_NAME}
    assert len(told) == len(Rule) + len(named)
    assert sum("ferrer" in text for text in told) == len(named)


def test_a_refusal_empties_both_fields_and_a_fault_keeps_them(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText(GOOD)
    view.ui.repeated.setText(GOOD)
    screen.show(replace(PAGE, problem=PasswordProblem.DIRECTORY_DOWN))
    assert view.ui.repeated.text() == GOOD
    screen.show(PAGE)
    broken = (BrokenRule(Rule.HISTORY),)
    screen.show(replace(PAGE, problem=PasswordProblem.REFUSED, broken=broken))
    assert (view.ui.password.text(), view.ui.repeated.text()) == ("", "")
    assert view.ui.password.hasFocus()


def test_two_that_differ_keep_the_first_and_ask_for_the_second(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    view.ui.password.setText(GOOD)
    view.ui.repeated.setText("other")
    screen.show(replace(PAGE, problem=PasswordProblem.DIFFERENT))
    assert (view.ui.password.text(), view.ui.repeated.text()) == (GOOD, "")
    assert view.ui.repeated.hasFocus()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_is_said(screen: Screen, language: str) -> None:
    view = screen.show_as(NewPasswordView, PAGE, language)
    told = set()
    for problem in PasswordProblem:
        screen.show(replace(PAGE, problem=problem), language)
        assert stands(view.ui.message)
        told.add(view.ui.message.text())
    assert len(told) == len(PasswordProblem)


def test_back_leads_back_where_there_is_a_way_else_it_cancels(screen: Screen) -> None:
    view = screen.show_as(NewPasswordView, PAGE)
    assert view.bar().back == "Cancel"
    screen.window.bottom.back.click()
    screen.show(replace(PAGE, back=Accepted(fakes.proved(), Secret("x"))))
    assert view.bar().back == "Back"
    screen.window.bottom.back.click()
    assert screen.taken() == [Left(), BackPressed()]


def test_unlocking_keeps_the_password_or_leads_to_a_new_one(screen: Screen) -> None:
    view = screen.show_as(UnlockOnlyView, UnlockOnly(fakes.proved(locked=True)))
    view.ui.unlock.click()
    view.ui.change.click()
    screen.window.bottom.back.click()
    assert screen.taken() == [UnlockWanted(), ChangeWanted(), Left()]

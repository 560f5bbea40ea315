"""Page 3 with a card that was read: what stands in place of the identifier, and how to be rid of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.core.effects import ChallengeKind
from kiosk.core.events import CardRemoved, IdentifySubmitted
from kiosk.core.secret import Secret
from kiosk.core.states import Identify, IdentifyProblem
from kiosk.qt.pages.identify import IdentifyView
from tests.kiosk.qt.pages.conftest import Screen, stands
from tests.kiosk.qt.pages.test_identify import SEEN

CARD = Secret("HEF-0012345")


def shown(screen: Screen, page: Identify, card: Secret | None = CARD, language: str = "en") -> IdentifyView:
    view = screen.show(page, language, card=card)
    assert isinstance(view, IdentifyView)
    return view


def test_the_card_stands_where_the_field_stood(screen: Screen) -> None:
    view = shown(screen, Identify(captcha=SEEN), card=None)
    assert stands(view.ui.identifier)
    assert not stands(view.ui.card)
    view = shown(screen, Identify(captcha=SEEN))
    assert stands(view.ui.card)
    for gone in (view.ui.identifier, view.ui.identifier_label, view.ui.example):
        assert not stands(gone)
    assert stands(view.ui.answer)
    assert QApplication.focusWidget() is view.ui.answer


def test_it_says_so_in_both_languages_and_never_shows_the_number(screen: Screen) -> None:
    for language, text in (("en", "Card read"), ("fr", "Carte lue")):
        view = shown(screen, Identify(captcha=SEEN), language=language)
        assert view.ui.card_read.text() == text
        assert view.accessibleDescription().startswith(text)
        assert "0012345" not in " ".join(
            (view.ui.card_meaning.text(), view.accessibleDescription(), view.ui.lead.text())
        )
        assert view.ui.identifier.text() == ""


def test_the_card_can_be_put_away(screen: Screen) -> None:
    view = shown(screen, Identify(captcha=SEEN))
    screen.taken()
    view.ui.remove_card.click()
    assert screen.taken() == [CardRemoved()]
    view = shown(screen, Identify(captcha=SEEN), card=None)
    assert QApplication.focusWidget() is view.ui.identifier
    assert "Card" not in view.accessibleDescription()


def test_going_on_sends_the_answer(screen: Screen) -> None:
    view = shown(screen, Identify(captcha=SEEN))
    view.ui.answer.setText("ACEHM")
    view.press_primary()
    assert screen.taken()[-1] == IdentifySubmitted("", Secret("ACEHM"))


@pytest.mark.parametrize("misses", [0, 2])
def test_a_problem_is_told_before_the_card(screen: Screen, misses: int) -> None:
    page = Identify(captcha=replace(SEEN, misses=misses), problem=IdentifyProblem.ANSWER_WRONG)
    view = shown(screen, page)
    assert "Card" not in view.accessibleDescription()
    assert stands(view.ui.card)
    assert not stands(view.ui.card_meaning)
    shown(screen, Identify(captcha=SEEN))
    assert stands(view.ui.card_meaning)


def test_with_the_captcha_passed_return_goes_on(screen: Screen) -> None:
    view = shown(screen, Identify(passed=ChallengeKind.IMAGE))
    assert not stands(view.ui.answer)
    assert not stands(view.ui.lead)
    assert view.first_focus() is view


def test_time_that_passes_moves_no_focus(screen: Screen) -> None:
    view = shown(screen, Identify(captcha=SEEN))
    view.ui.new_picture.setFocus()
    shown(screen, Identify(captcha=replace(SEEN, seconds=9)))
    assert QApplication.focusWidget() is view.ui.new_picture

"""Page 3 of the sheet: who are you?"""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.core.effects import ChallengeKind
from kiosk.core.events import (
    IdentifySubmitted,
    Left,
    Listen,
    NewPicture,
    SeePicture,
    StaffWanted,
    SuggestionDeclined,
    SuggestionTaken,
)
from kiosk.core.secret import Secret
from kiosk.core.states import Captcha, CaptchaForm, Identify, IdentifyProblem, Suggestion
from kiosk.qt.pages.identify import IdentifyView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel: the tests ask whether there is a picture, not which."""
SEEN = Captcha(id="c1", picture=PICTURE, length=5)
HEARD = replace(SEEN, form=CaptchaForm.SPOKEN, heard=True)


def test_identifier_and_answer_go_out_together(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    view.ui.identifier.setText(fakes.IDENTIFIER)
    view.ui.answer.setText("ACEHM")
    screen.window.bottom.primary.click()
    assert screen.taken() == [IdentifySubmitted(fakes.IDENTIFIER, Secret("ACEHM"))]


def test_cancel_and_help_of_the_bar(screen: Screen) -> None:
    screen.show(Identify("Ferrer", SEEN))
    screen.window.bottom.back.click()
    screen.window.bottom.help.click()
    assert screen.taken() == [Left(), StaffWanted("Ferrer")]


def test_the_sheets_words_stand_in_french(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN), "fr")
    said = [view.ui.title.text(), view.ui.lead.text(), view.ui.answer_label.text()]
    assert [text.replace("\u00a0", " ") for text in said] == [
        "Qui êtes-vous ?",
        "Pour récupérer votre compte, commencez par saisir votre ID d'utilisateur puis les lettres",
        "Saisissez les caractères de l'image ou les chiffres du fichier audio.",
    ]
    assert screen.window.bottom.primary.text() == "Suivant"
    assert screen.window.bottom.back.text() == "Annuler"


def test_the_example_stresses_the_right_form_against_the_wrong_one(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    text = view.ui.example.text()
    assert text.index("FerrerFr2017") < text.index("not") < text.index("Francisco.Ferrer.2017")
    assert fakes.IDENTIFIER in view.ui.identifier.placeholderText()


def test_an_institution_without_a_wrong_form_has_a_plain_example(screen: Screen) -> None:
    plain = replace(fakes.IDENTIFIER_RULE, wrong_example="")
    screen.know(fakes.info(identifier_rule=plain))
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    assert fakes.IDENTIFIER in view.ui.example.text()
    assert "not" not in view.ui.example.text()


def test_the_buttons_of_the_picture(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    assert stands(view.ui.picture)
    assert not stands(view.ui.slower)
    assert not stands(view.ui.see_picture)
    view.ui.new_picture.click()
    view.ui.listen.click()
    assert screen.taken() == [NewPicture(), Listen()]


def test_the_buttons_of_the_speech(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=HEARD))
    assert not stands(view.ui.picture)
    assert not stands(view.ui.new_picture)
    assert view.ui.listen.caption() == "Listen again"
    view.ui.listen.click()
    view.ui.slower.click()
    view.ui.see_picture.click()
    assert screen.taken() == [Listen(), Listen(slow=True), SeePicture()]


def test_the_keyboard_follows_the_form(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    assert view.ui.answer.property("keyboard") == "captcha"
    screen.show(Identify(captcha=HEARD))
    assert view.ui.answer.property("keyboard") == "digits"
    screen.show(Identify(captcha=SEEN))
    assert view.ui.answer.property("keyboard") == "captcha"


@pytest.mark.parametrize(("misses", "first"), [(0, False), (1, False), (2, True), (5, True)])
def test_after_two_misses_sound_and_staff_come_first(screen: Screen, misses: int, first: bool) -> None:
    view = screen.show_as(IdentifyView, Identify("Ferrer", replace(SEEN, misses=misses)))
    assert stands(view.ui.easier_listen) is first
    assert stands(view.ui.easier_staff) is first
    assert stands(view.ui.listen) is not first


def test_the_easier_ways_lead_where_they_say(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify("Ferrer", replace(SEEN, misses=2)))
    before = view.ui.easier_listen.mapTo(view, view.ui.easier_listen.rect().topLeft())
    picture = view.ui.picture.mapTo(view, view.ui.picture.rect().topLeft())
    assert before.x() < picture.x()
    view.ui.easier_listen.click()
    view.ui.easier_staff.click()
    assert screen.taken() == [Listen(), StaffWanted("Ferrer")]


def test_a_station_without_a_voice_says_so(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=replace(SEEN, speech_missing=True)))
    assert stands(view.ui.speech_missing)
    assert "no voice" in view.ui.speech_missing.text()
    assert not stands(view.ui.listen)
    assert not stands(view.ui.easier_listen)


def test_a_new_challenge_empties_the_answer_and_keeps_the_identifier(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    view.ui.identifier.setText("Ferrer")
    view.ui.answer.setText("ACE")
    screen.show(Identify(captcha=SEEN), idle=1)
    assert view.ui.answer.text() == "ACE"
    screen.show(Identify(captcha=replace(SEEN, id="c2")))
    assert (view.ui.identifier.text(), view.ui.answer.text()) == ("Ferrer", "")


@pytest.mark.parametrize("problem", list(IdentifyProblem))
@pytest.mark.parametrize("captcha", [SEEN, HEARD])
def test_every_problem_is_said(screen: Screen, problem: IdentifyProblem, captcha: Captcha) -> None:
    view = screen.show_as(IdentifyView, Identify("Ferrer", captcha, problem))
    assert stands(view.ui.message)
    assert view.ui.message.text()


def test_a_wrong_answer_speaks_of_what_was_given(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify("F", HEARD, IdentifyProblem.ANSWER_WRONG))
    assert "picture" not in view.ui.message.text()
    assert "digits" in view.ui.message.text()
    screen.show(Identify("F", SEEN, IdentifyProblem.ANSWER_WRONG))
    assert "picture" in view.ui.message.text()


def test_a_passed_captcha_is_not_asked_again(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN, passed=ChallengeKind.IMAGE))
    assert not stands(view.ui.challenge)
    assert not view.ui.challenge.isEnabled()
    assert "letters" not in view.ui.lead.text()


def test_a_captcha_that_is_waived_meanwhile_leaves_the_hands_where_they_are(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    view.ui.identifier.setFocus()
    view.ui.identifier.setText("Fer")
    attended = Identify(passed=ChallengeKind.ATTENDED)
    for page in (attended, Identify(captcha=SEEN, problem=IdentifyProblem.NOW_ASKED), attended):
        screen.show(page)
        assert (QApplication.focusWidget(), view.ui.identifier.text()) == (view.ui.identifier, "Fer")
    assert not stands(view.ui.challenge)


def test_a_captcha_that_is_asked_after_all_takes_nobody_from_where_they_are(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(fakes.IDENTIFIER, passed=ChallengeKind.ATTENDED))
    screen.window.bottom.primary.setFocus()
    screen.show(Identify(fakes.IDENTIFIER, SEEN, IdentifyProblem.NOW_ASKED))
    assert QApplication.focusWidget() is screen.window.bottom.primary
    assert stands(view.ui.challenge)
    assert view.ui.message.text() == view.accessibleDescription() != ""


@pytest.mark.parametrize("at", ["answer", "new_picture", "listen"])
def test_who_was_answering_it_goes_on_at_the_identifier(screen: Screen, at: str) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    getattr(view.ui, at).setFocus()
    screen.show(Identify(passed=ChallengeKind.ATTENDED))
    assert QApplication.focusWidget() is view.ui.identifier


def test_the_suggestion_is_taken_or_declined(screen: Screen) -> None:
    asked = Suggestion(fakes.WRONG_FORM, fakes.IDENTIFIER)
    view = screen.show_as(IdentifyView, Identify(fakes.WRONG_FORM, SEEN, None, asked, Secret("ACEHM")))
    assert not stands(view.ui.fields)
    assert fakes.WRONG_FORM in view.ui.keep_typed.caption()
    screen.window.bottom.primary.click()
    view.ui.keep_typed.click()
    assert screen.taken() == [SuggestionTaken(), SuggestionDeclined()]


def test_a_picture_that_is_held_back_says_for_how_long(screen: Screen) -> None:
    late = Captcha(misses=4, draw_in=3)
    view = screen.show_as(IdentifyView, Identify("F", late, IdentifyProblem.ANSWER_WRONG))
    assert "3 seconds" in view.ui.picture.text()
    assert not view.ui.new_picture.isEnabled()


def test_the_wipe_leaves_no_answer_and_no_picture(screen: Screen) -> None:
    view = screen.show_as(IdentifyView, Identify(captcha=SEEN))
    view.ui.identifier.setText(fakes.IDENTIFIER)
    view.ui.answer.setText("ACEHM")
    screen.window.wipe()
    assert (view.ui.identifier.text(), view.ui.answer.text()) == ("", "")
    assert not view.ui.picture.has_picture()

"""Page 4: the list, the sheet's sentence for each way, and what is sent."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.core.events import BackPressed, DestinationSubmitted, Left, MethodChosen
from kiosk.core.results import Method
from kiosk.core.secret import Secret
from kiosk.core.states import ChooseMethod, MethodProblem
from kiosk.qt.pages.choose_method import ChooseMethodView
from kiosk.qt.pages.wide_button import WideButton
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

NUMBER = "0470 12 34 23"
SENDS = (
    (fakes.SMS, "Envoyer un SMS", "numéro de téléphone mobile complet (\u2066*****23\u2069)", "digits"),
    (fakes.VOICE, "M'appeler", "numéro de téléphone mobile complet (\u2066*****23\u2069)", "digits"),
    (fakes.EMAIL, "Envoyer un e-mail", "adresse email complète (\u2066f•••@g•••.com\u2069)", "email"),
)


def method_buttons(view: QWidget) -> list[WideButton]:
    found = [button for button in view.findChildren(WideButton) if button.objectName().startswith("method_")]
    return sorted(found, key=WideButton.objectName)


def test_the_list_is_the_sheets_with_the_masks(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view()), "fr")
    buttons = [button for button in method_buttons(view) if stands(button)]
    assert [button.caption() for button in buttons] == [
        "Envoyer un courrier électronique sur mon adresse de messagerie secondaire",
        "Envoyer un SMS à mon téléphone mobile",
        "Appeler mon numéro de téléphone mobile",
    ]
    assert [button.detail.text().strip("\u2066\u2069") for button in buttons] == [
        "f•••@g•••.com",
        "*****23",
        "*****23",
    ]
    assert not stands(view.ui.destination)
    assert view.bar().primary == ""
    assert buttons[0].hasFocus()


def test_a_choice_sends_its_method(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view()))
    for button in method_buttons(view):
        button.click()
    assert screen.taken() == [MethodChosen(method.id) for method in fakes.view().methods]


@pytest.mark.parametrize(("method", "primary", "sentence", "board"), SENDS)
def test_each_way_has_its_sentence_its_keyboard_and_its_button(
    screen: Screen, method: Method, primary: str, sentence: str, board: str
) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view(), method.id), "fr")
    assert view.bar().primary == primary
    assert sentence in view.ui.protect.text()
    assert f'"{primary}"' in view.ui.protect.text()
    assert view.ui.destination.property("keyboard") == board
    assert view.ui.destination.hasFocus()
    assert not stands(view.ui.methods)


def test_the_button_submits_what_is_typed(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view(), fakes.SMS.id))
    view.ui.destination.setText(NUMBER)
    screen.window.bottom.primary.click()
    assert screen.taken() == [DestinationSubmitted(fakes.SMS.id, Secret(NUMBER))]


def test_a_mismatch_keeps_what_is_typed_and_another_way_does_not(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view(), fakes.SMS.id))
    view.ui.destination.setText(NUMBER)
    wrong = MethodProblem.DESTINATION_MISMATCH
    screen.show(ChooseMethod(fakes.view(revision=2), fakes.SMS.id, wrong))
    assert view.ui.destination.text() == NUMBER
    screen.show(ChooseMethod(fakes.view(revision=2), fakes.EMAIL.id))
    assert view.ui.destination.text() == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_is_said_briefly(screen: Screen, language: str) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view()), language)
    told = set()
    for problem in MethodProblem:
        screen.show(ChooseMethod(fakes.view(), None, problem), language)
        assert stands(view.ui.message)
        assert view.ui.message.text().count(". ") <= 1
        told.add(view.ui.message.text())
    assert len(told) == len(MethodProblem)


def test_a_limited_send_says_for_how_long_and_counts_down(screen: Screen) -> None:
    limited = ChooseMethod(fakes.view(retry_in=1500), None, MethodProblem.SEND_LIMITED)
    view = screen.show_as(ChooseMethodView, limited)
    assert "25 minutes" in view.ui.message.text()
    screen.show(limited, view_age=1441)
    assert "1 minute." in view.ui.message.text()


def test_the_title_counts_the_steps(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view()), "fr")
    assert view.ui.title.text() == "Étape de vérification 1"
    screen.show(ChooseMethod(fakes.view(gates_needed=2, gates_left=1)), "fr")
    assert view.ui.title.text() == "Étape de vérification 2"


def test_back_leads_back_where_there_is_a_way_else_it_cancels(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view()))
    assert view.bar().back == "Back"
    screen.window.bottom.back.click()
    screen.show(ChooseMethod(fakes.view(gates_needed=2, gates_left=1)))
    assert view.bar().back == "Cancel"
    screen.window.bottom.back.click()
    assert screen.taken() == [BackPressed(), Left()]


def test_without_any_way_staff_are_named(screen: Screen) -> None:
    view = screen.show_as(ChooseMethodView, ChooseMethod(fakes.view(methods=())))
    assert stands(view.ui.nobody)
    assert not stands(view.ui.lead)

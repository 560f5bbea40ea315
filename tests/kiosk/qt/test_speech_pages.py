"""The station reads itself: what is said where, to whom, and what no loudspeaker may say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from kiosk.core.look import Speech, Theme, Volume
from kiosk.core.narration import Jack, Priority
from kiosk.core.parts import Captcha, CaptchaForm, PasswordProblem
from kiosk.core.reset_view import BrokenRule, Rule
from kiosk.core.states import (
    Attract,
    ChooseMethod,
    EnterCode,
    Identify,
    IdleWarning,
    NewPassword,
    SignInPage,
    SignInProblem,
)
from kiosk.qt.i18n import available
from tests.kiosk import fakes
from tests.kiosk.gallery import scenes
from tests.kiosk.qt.listener import Listener, button, focused, part, refocused
from tests.kiosk.qt.listener import listener as listener
from tests.kiosk.qt.pages.conftest import _opened as _opened
from tests.kiosk.qt.pages.conftest import screen as screen

ABOUT_SOMEBODY = (
    "Ferrer",
    "Francisco Ferrer",
    "23",
    "f•••@g•••.com",
    "gardenia",
    "Wq7pTk4ZsM",
    "reach you at 42",
)
EXAMPLE = "Example: FerrerFr2017, not Francisco.Ferrer.2017"
"""The institution's own: nobody's identifier."""


def test_a_page_is_read_from_its_title_to_the_control_in_focus(listener: Listener) -> None:
    heard = listener.show(SignInPage("", SignInProblem.REFUSED))
    parts = ("Work or school account.", "We don't recognise this user ID", "Always off", "User ID, field")
    places = [heard.index(part) for part in parts]
    assert places == sorted(places)
    assert heard.count("We don't recognise") == 1


def test_what_changes_on_a_page_is_said_and_nothing_twice(listener: Listener) -> None:
    listener.show(SignInPage())
    assert listener.show(SignInPage()) == ""
    heard = listener.show(SignInPage("", SignInProblem.REFUSED))
    assert heard.startswith("We don't recognise this user ID")
    assert "Work or school account." not in heard
    assert listener.show(SignInPage("", SignInProblem.REFUSED)) == ""


def test_a_message_waits_for_what_is_being_said(listener: Listener) -> None:
    listener.show(EnterCode(fakes.code_sent()))
    assert "again" in listener.show(EnterCode(fakes.code_sent(), resent=True))
    assert listener.priorities == [Priority.AFTER]


def test_the_warning_is_counted_aloud(listener: Listener) -> None:
    under = EnterCode(fakes.code_sent())
    assert "Are you still there" in listener.show(IdleWarning(under, 30))
    heard = [listener.show(IdleWarning(under, left)) for left in (29, 20, 19, 10, 5, 4)]
    assert heard == ["", "20 seconds left.", "", "10 seconds left.", "5 seconds left.", ""]


def test_choices_have_a_place_and_a_state(listener: Listener) -> None:
    listener.headset.state = Jack.FILLED
    heard = listener.show(ChooseMethod(fakes.view()))
    assert "Send an e-mail to my alternate e-mail address" in heard
    assert "button, 1 of " in heard
    assert "2 of 3" in listener.press(Qt.Key.Key_Plus)
    listener.show(SignInPage())
    spoken = [listener.press(Qt.Key.Key_Plus) for _ in range(4)]
    assert any("Show the password for five seconds, choice, not chosen" in one for one in spoken)


def test_speech_follows_the_language(listener: Listener) -> None:
    listener.show(SignInPage())
    listener.look = replace(listener.look, language="fr")
    heard = listener.show(SignInPage())
    assert "Compte professionnel ou scolaire" in heard
    assert "champ" in heard
    assert listener.languages == {"fr"}


def test_the_name_of_a_language_is_said_by_its_own_voice(listener: Listener) -> None:
    window = listener.screen.window
    listener.show(Attract())
    attract = [one for one in focusable(window.current()) if one.property("language") == "fr"]
    for one in (window.top.languages["fr"], window.look.languages.buttons["fr"], *attract):
        if not one.isVisible():
            window.comfort.toggle()
        one.setFocus()
        listener.heard()
        said = [(one.words.reveal(), one.language) for one in listener.sent]
        by_french = [text for text, language in said if language == "fr"]
        assert len(by_french) == 1
        assert by_french[0].startswith("Français")
        assert "choice" in said[-1][0] or "button" in said[-1][0]
        assert said[-1][1] == "en"
        assert listener.press(Qt.Key.Key_Slash) == " | ".join(text for text, _ in said)
    window.top.languages["en"].setFocus()
    assert listener.heard().startswith("English, choice")
    assert listener.languages == {"en"}


def focusable(page: QWidget | None) -> list[QAbstractButton]:
    return page.findChildren(QAbstractButton) if page is not None else []


def test_nothing_is_said_while_speech_is_off(listener: Listener) -> None:
    assert listener.prefer(speech=Speech.OFF) == "Speech off."
    assert listener.show(SignInPage()) == ""
    assert listener.type("a") == ""
    heard = listener.prefer(speech=Speech.ORDINARY)
    assert heard.startswith("Speech on.")
    assert "Work or school account" in heard
    assert listener.prefer(speech=Speech.SLOW) == "Slower."
    assert listener.prefer(volume=Volume.LOUD) == "Volume 75 per cent."


# --- what is typed --------------------------------------------------------------------------------


def test_a_loudspeaker_says_that_a_character_was_typed_not_which(listener: Listener) -> None:
    for jack in (Jack.UNKNOWN, Jack.EMPTY):
        listener.headset.state = jack
        for page in (SignInPage(), EnterCode(fakes.code_sent()), NewPassword(fakes.proved())):
            listener.show(Attract())
            listener.show(page)
            assert listener.type("1") == "character"
            assert "1 character, Plug in a headset" in refocused(listener)


def test_a_headset_hears_characters_but_those_of_a_password_only_when_asked(listener: Listener) -> None:
    listener.headset.state = Jack.FILLED
    listener.show(SignInPage())
    assert listener.type("Ab. ") == "capital a | b | dot | space"
    listener.show(NewPassword(fakes.proved()))
    assert listener.type("Q7") == "character | character"
    assert "2 characters, Show the password to hear its characters" in refocused(listener)
    field = focused()
    button(listener, "eye").click()
    field.setFocus()
    listener.heard()
    assert listener.type("!") == "exclamation mark"
    assert "capital q, 7, exclamation mark" in refocused(listener)
    listener.headset.state = Jack.EMPTY
    assert listener.type("Z") == "character"
    listener.headset.state = Jack.FILLED
    listener.show(Attract())
    listener.show(NewPassword(fakes.proved()))
    assert listener.type("Q") == "character"


def test_the_answer_of_a_captcha_is_nobodys(listener: Listener) -> None:
    heard = Captcha(id="c1", length=5, form=CaptchaForm.SPOKEN, heard=True)
    listener.show(Identify(fakes.IDENTIFIER, heard))
    field = focused()
    assert field.objectName() == "answer"
    assert listener.type("4") == "4"


def test_no_loudspeaker_says_anything_about_the_person(listener: Listener) -> None:
    """Every scene, whatever stands on it; the same by headset is the control."""
    by_headset = ""
    for scene in scenes("en", Theme.LIGHT):
        listener.headset.state = Jack.UNKNOWN
        told = listener.show(scene.kiosk.page, scene.kiosk.info) + listener.page()
        listener.headset.state = Jack.FILLED
        by_headset += listener.page()
        said = told.replace(EXAMPLE, "").replace(EXAMPLE.replace("FerrerFr2017", "not read aloud "), "")
        said = said.replace("Haute École Francisco Ferrer", "")
        leaked = [
            each for each in ABOUT_SOMEBODY if re.search(rf"(?<![:\w])(?<!\d-){re.escape(each)}\b", said)
        ]
        assert not leaked, (scene.name, said)
    for each in ("FerrerFr2017@he-ferrer.eu", "23", "W, q, 7, p", "reach you at 42"):
        assert each in by_headset


@pytest.mark.parametrize("language", available())
def test_no_loudspeaker_says_a_word_of_the_password(listener: Listener, language: str) -> None:
    """What is weak in it stands on the page while it is shown, and why the directory refused it."""
    broken = (BrokenRule(Rule.COMMON, "Sunshine77"), BrokenRule(Rule.OWN_NAME, "Dupont"))
    refused = NewPassword(fakes.proved(), problem=PasswordProblem.REFUSED, broken=broken)
    for jack, found in ((Jack.UNKNOWN, False), (Jack.FILLED, True)):
        listener.headset.state = jack
        listener.look = replace(listener.look, language=language)
        listener.show(Attract())
        told = listener.show(refused)
        part(listener, QLineEdit, "password").setFocus()
        listener.type("Gardenia1")
        part(listener, QPushButton, "eye").setChecked(True)
        assert "Gardenia" in part(listener, QLabel, "strength").text()
        told += listener.page()
        assert [word in told for word in ("Sunshine77", "Dupont", "Gardenia")] == [found] * 3

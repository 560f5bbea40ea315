"""Language and theme may change on any page: what was typed stays, and so does the step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import PreferenceChosen
from kiosk.core.look import Theme
from tests.e2e.station.places import PLACES
from tests.e2e.station.visitor import Visitor


def texts(visitor: Visitor) -> dict[str, str]:
    page = visitor.station.window.current()
    assert page is not None
    return {one.objectName(): one.text() for one in page.findChildren(QLineEdit) if one.isVisible()}


def speak(visitor: Visitor, language: str) -> None:
    visitor.actor.click(visitor.station.window.top.languages[language])
    visitor.until(lambda: visitor.kiosk.look.language == language)


def paint(visitor: Visitor, theme: Theme) -> None:
    visitor.station.driver.send(PreferenceChosen(theme))
    visitor.until(lambda: visitor.kiosk.look.theme is theme)


STEPS = ("sign in", "identify", "method", "code", "password", "done")
SAMPLED = {"identify", "password"}


@pytest.mark.parametrize(
    ("person", "step"),
    [
        pytest.param(n, step, id=f"{n}-{step}", marks=() if step in SAMPLED else pytest.mark.exhaustive)
        for n, step in enumerate(STEPS)
    ],
)
def test_a_new_look_keeps_the_step_and_what_was_typed(person: int, step: str, visitor: Visitor) -> None:
    PLACES[step].go(visitor, person)
    page, typed = type(visitor.kiosk.page), texts(visitor)
    for language, theme in (("en", Theme.DARK), ("fr", Theme.CONTRAST), ("fr", Theme.LIGHT)):
        if visitor.kiosk.look.language != language:
            speak(visitor, language)
        paint(visitor, theme)
        assert type(visitor.kiosk.page) is page
        assert texts(visitor) == typed

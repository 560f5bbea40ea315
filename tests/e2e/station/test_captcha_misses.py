"""After two misses of the CAPTCHA sound and staff take the first place on the page; nobody is locked out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kiosk.core.states import ChooseMethod, Done, Identify, IdentifyProblem
from tests.e2e.station import people
from tests.e2e.station.test_codes import finish, sent_anew
from tests.e2e.station.visitor import Visitor

WRONG = "qqqqq"
"""No picture has that letter, and one wrong letter would be forgiven."""
EASIER = ("easier_listen", "easier_staff")


def place(visitor: Visitor, name: str) -> QPoint:
    page = visitor.station.window.current()
    assert page is not None
    return visitor.actor.find(name).mapTo(page, QPoint(0, 0))


def before(visitor: Visitor, one: str, other: str) -> bool:
    """Whether `one` is read before `other`: left of it, or above where the picture has its own row."""
    first, second = place(visitor, one), place(visitor, other)
    window = visitor.station.window
    return first.y() < second.y() if window.height() > window.width() else first.x() < second.x()


def shown(visitor: Visitor, name: str) -> bool:
    page = visitor.station.window.current()
    found = page.findChild(QWidget, name) if page is not None else None
    assert isinstance(found, QWidget), name
    return found.isVisible()


def miss(visitor: Visitor) -> None:
    visitor.type("answer", WRONG)
    visitor.submit()
    visitor.problem(IdentifyProblem.ANSWER_WRONG)
    visitor.picture()


def misses(visitor: Visitor) -> int:
    page = visitor.kiosk.page
    assert isinstance(page, Identify)
    return page.captcha.misses


@pytest.mark.parametrize(
    ("person", "size"), [pytest.param(3, (1280, 800), id="low"), pytest.param(4, (1080, 1920), id="tall")]
)
def test_two_misses_put_sound_and_staff_first(person: int, size: tuple[int, int], visitor: Visitor) -> None:
    visitor.station.window.resize(*size)
    visitor.to_identify(person)
    miss(visitor)
    assert not any(shown(visitor, name) for name in EASIER), "one miss changes nothing"
    visitor.until(lambda: before(visitor, "picture", "listen"))
    miss(visitor)
    assert misses(visitor) == 2
    assert all(shown(visitor, name) for name in EASIER)
    visitor.until(lambda: all(before(visitor, name, "picture") for name in EASIER))
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    visitor.type_code(sent_anew(visitor, person))
    finish(visitor, person)
    assert isinstance(visitor.kiosk.page, Done)


def test_the_identifier_typed_stays_through_the_misses(visitor: Visitor) -> None:
    visitor.to_identify(5)
    for _ in range(2):
        miss(visitor)
    page = visitor.kiosk.page
    assert isinstance(page, Identify)
    assert page.identifier == people.identifier(5)

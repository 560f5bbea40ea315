"""A code that comes too late, and a code that was used or replaced: refused, said, and the way goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from backend.adapters.channels.local_phone import LocalPhone
from kiosk.core.states import Attract, ChooseMethod, CodeProblem, Done, EnterCode, MethodProblem, NewPassword
from tests.e2e.station import people
from tests.e2e.station.conftest import World
from tests.e2e.station.visitor import Visitor

LIFE = "REPASSE_CODE__LIFE"
SHORT = "15"
"""Seconds: long enough for the page to open on a busy machine, short enough to wait for its own countdown."""


@pytest.fixture
def short_life(world: World) -> Iterator[None]:
    """Codes made now live for `SHORT`; the next test finds the usual life."""
    restarted(world, SHORT)
    yield
    if LIFE in world.backend.environment:
        restarted(world, None)


def restarted(world: World, life: str | None) -> None:
    """The same backend on the same data, with the documented setting changed as an operator does."""
    world.backend.stop()
    world.backend.environment.pop(LIFE, None)
    if life is not None:
        world.backend.environment[LIFE] = life
    world.backend.start()


def finish(visitor: Visitor, person: int) -> None:
    visitor.submit()
    visitor.on(NewPassword)
    for name in ("password", "repeated"):
        visitor.type(name, people.new_password(person))
    visitor.submit()
    visitor.on(Done)


def typed_code(visitor: Visitor) -> str:
    field = visitor.actor.find("code")
    assert isinstance(field, QLineEdit)
    return field.text().replace(" ", "")


def sent_anew(visitor: Visitor, person: int) -> str:
    """Ask for another code by SMS on page 4; returns it from page 5."""
    phone = LocalPhone(visitor.backend.data / "spool")
    phone.poll()
    visitor.choose_sms(people.number(person))
    visitor.submit()
    visitor.on(EnterCode)
    return visitor.code_sent(phone)


def expired(visitor: Visitor) -> bool:
    label = visitor.actor.find("expiry")
    assert isinstance(label, QLabel)
    return label.text() == "Le code a expiré."


def refused_as_wrong(visitor: Visitor, code: str) -> None:
    visitor.type("code", code)
    visitor.submit()
    visitor.problem(CodeProblem.WRONG)
    assert isinstance(visitor.kiosk.page, EnterCode)
    assert "ce n'est pas le bon" in visitor.said()


@pytest.mark.longest
def test_a_late_code_is_refused_and_a_new_one_finishes_the_reset(
    visitor: Visitor, world: World, short_life: None
) -> None:
    visitor.to_code(0)
    reset, gone = visitor.kiosk.reset_id, time.monotonic() + int(SHORT)
    # The page counts from its own view of the time: the code itself is surely late only then.
    visitor.until(lambda: expired(visitor) and time.monotonic() >= gone, 90_000)
    visitor.submit()
    visitor.problem(MethodProblem.CODE_EXPIRED)
    page = visitor.kiosk.page
    assert isinstance(page, ChooseMethod)
    assert len(page.view.methods) > 1
    assert visitor.said() == "Demandez un nouveau code : celui-ci a expiré."
    restarted(world, None)
    visitor.type_code(sent_anew(visitor, 0))
    assert visitor.kiosk.reset_id == reset, "nothing is lost: it is the same reset"
    finish(visitor, 0)


def test_the_code_of_an_older_challenge_is_refused_and_the_live_one_goes_on(visitor: Visitor) -> None:
    visitor.to_code(1)
    older = typed_code(visitor)
    visitor.actor.click(visitor.station.window.bottom.back)
    visitor.on(ChooseMethod)
    live = sent_anew(visitor, 1)
    assert live != older
    refused_as_wrong(visitor, older)
    visitor.type_code(live)
    finish(visitor, 1)


def test_an_answered_code_proves_nothing_a_second_time(visitor: Visitor) -> None:
    visitor.to_code(2)
    used = typed_code(visitor)
    visitor.submit()
    visitor.on(NewPassword)
    visitor.escape()
    visitor.on(Attract)
    visitor.to_method(2)
    live = sent_anew(visitor, 2)
    assert live != used
    refused_as_wrong(visitor, used)
    visitor.type_code(live)
    finish(visitor, 2)

"""A station beside which staff stand, in the real window: nothing is asked, until it is taken back."""

from __future__ import annotations

from functools import partial

import pytest

from demo.staff import StaffBrowser
from kiosk.core.events import Activity
from kiosk.core.states import Attract, ChooseMethod, Done, EnterCode, Identify, NewPassword
from tests.e2e.station import people
from tests.e2e.station.attending import ALLOWED, at_identify, operator_of, say, waived
from tests.e2e.station.conftest import World
from tests.e2e.station.visitor import Visitor

BACKEND = ALLOWED
pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def operator(world: World) -> StaffBrowser:
    return operator_of(world.backend)


def go_on(visitor: Visitor, person: int) -> None:
    visitor.type("identifier", people.identifier(person))
    visitor.submit()
    visitor.on(ChooseMethod)


def _asks(visitor: Visitor) -> bool:
    """Whether page 3 asks; the person who waits for that is there all the while."""
    visitor.station.driver.send(Activity())
    page = visitor.kiosk.page
    return isinstance(page, Identify) and page.passed is None


def test_a_whole_reset_without_a_captcha(visitor: Visitor, operator: StaffBrowser) -> None:
    say(operator, visitor, stands=True)
    at_identify(visitor)
    assert waived(visitor)
    go_on(visitor, 1)
    phone = visitor.phone()
    visitor.choose_sms(people.number(1))
    visitor.submit()
    visitor.on(EnterCode)
    visitor.type_code(visitor.code_sent(phone))
    visitor.submit()
    visitor.on(NewPassword)
    visitor.type_password(people.new_password(1))
    visitor.submit()
    visitor.on(Done)
    trail = visitor.backend.cli("audit", "show")
    assert '"captcha": "attended"' in trail
    assert "station_attended" in trail


def test_taken_back_while_somebody_stands_on_the_page(visitor: Visitor, operator: StaffBrowser) -> None:
    say(operator, visitor, stands=True)
    at_identify(visitor)
    visitor.type("identifier", people.identifier(2))
    say(operator, visitor, stands=False)
    visitor.pass_time(partial(_asks, visitor))
    visitor.picture()
    assert not waived(visitor)
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    visitor.escape()
    visitor.on(Attract)

"""An attended station that is attacked asks for the CAPTCHA again, whoever stands beside it."""

from __future__ import annotations

import pytest

from kiosk.core.results import Strength
from kiosk.core.states import Attract, ChooseMethod
from tests.e2e.station import people
from tests.e2e.station.attending import ALLOWED, at_identify, operator_of, say, waived
from tests.e2e.station.visitor import Visitor

STARTS = 2
pytestmark = pytest.mark.exhaustive
BACKEND = ALLOWED | {"pressure__starts": str(STARTS), "pressure__slowest": "1"}


def test_under_pressure_it_asks_again(visitor: Visitor) -> None:
    say(operator_of(visitor.backend), visitor, stands=True)
    for person in range(STARTS + 1):
        at_identify(visitor)
        assert waived(visitor)
        visitor.type("identifier", people.identifier(person))
        visitor.submit()
        visitor.on(ChooseMethod)
        visitor.escape()
        visitor.on(Attract)
    at_identify(visitor)
    assert not waived(visitor)
    assert visitor.kiosk.info is not None
    assert visitor.kiosk.info.strength is Strength.STRONG
    visitor.picture()
    visitor.type("identifier", people.identifier(4))
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    visitor.escape()
    visitor.on(Attract)

"""The ways beside the code, by keyboard alone and by touch alone: accepted, unlock, a call, and staff."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.core.results import ApprovalStatus
from kiosk.core.states import Accepted, Calling, ChooseMethod, Done, NewPassword, SignInPage, UnlockOnly
from tests.e2e.station import people
from tests.e2e.station.hands import Finger, Keys
from tests.e2e.station.places import locked_code
from tests.e2e.station.visitor import Visitor

pytestmark = [pytest.mark.exhaustive, pytest.mark.timeout(600)]


class ByKeys(Keys):
    def press(self, widget: QWidget) -> None:
        self.to(widget)
        self.key(Qt.Key.Key_Space)

    def go_on(self) -> None:
        self.key(Qt.Key.Key_Return)


Hand = ByKeys | Finger
HANDS: dict[str, Callable[[Visitor], Hand]] = {"keyboard": ByKeys, "touch": Finger}


def new_password(visitor: Visitor, hand: Hand, person: int) -> None:
    visitor.on(NewPassword)
    for name in ("password", "repeated"):
        hand.fill(name, people.new_password(person))
    hand.go_on()
    visitor.on(Done)


def accepted(visitor: Visitor, hand: Hand, person: int) -> None:
    visitor.begin()
    visitor.on(SignInPage)
    hand.fill("identifier", people.identifier(person))
    hand.fill("password", people.old_password(person))
    hand.go_on()
    visitor.on(Accepted)
    hand.press(visitor.actor.find("change"))
    new_password(visitor, hand, person)


def unlock(visitor: Visitor, hand: Hand, person: int) -> None:
    locked_code(visitor, person)
    visitor.submit()
    visitor.on(UnlockOnly)
    hand.press(visitor.actor.find("unlock"))
    visitor.on(Done)


def call(visitor: Visitor, hand: Hand, person: int) -> None:
    visitor.to_method(person)
    page, phone = visitor.kiosk.page, visitor.phone()
    assert isinstance(page, ChooseMethod)
    place = next(n for n, one in enumerate(page.view.methods) if one.channel.value == "voice")
    hand.press(visitor.actor.find(f"method_{place}"))
    visitor.until(lambda: visitor.actor.find("destination").isVisible())
    hand.fill("destination", people.number(person).replace(" ", ""))
    hand.go_on()
    visitor.on(Calling)
    visitor.answer_the_call(phone, person)
    new_password(visitor, hand, person)


def staff(visitor: Visitor, hand: Hand, person: int) -> None:
    visitor.to_method(person)
    hand.press(visitor.station.window.bottom.help)
    visitor.until(lambda: visitor.approval_is(ApprovalStatus.WAITING))
    asked = visitor.approval()
    assert asked is not None
    number = visitor.desk.approve(asked.request_code)
    visitor.until(lambda: visitor.approval_is(ApprovalStatus.APPROVED))
    hand.fill("number", number)
    hand.go_on()
    new_password(visitor, hand, person)


WAYS = (accepted, unlock, call, staff)
CASES = tuple((hand, way) for hand in HANDS for way in WAYS)


@pytest.mark.parametrize(
    ("person", "hand", "way"),
    [pytest.param(n, hand, way, id=f"{way.__name__}-{hand}") for n, (hand, way) in enumerate(CASES)],
)
def test_a_whole_way_by_one_hand(
    person: int, hand: str, way: Callable[[Visitor, Hand, int], None], visitor: Visitor
) -> None:
    way(visitor, HANDS[hand](visitor), person)
    assert isinstance(visitor.kiosk.page, Done)

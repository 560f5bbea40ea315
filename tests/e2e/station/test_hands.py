"""Whole resets with one kind of hand each: keyboard alone, touch alone, one switch alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputDevice

from backend.adapters.channels.local_phone import LocalPhone
from kiosk.config import Settings
from kiosk.core.look import Scanning
from kiosk.core.states import Attract, ChooseMethod, Done, EnterCode, NewPassword, SignInPage
from tests.e2e.station import people
from tests.e2e.station.conftest import World
from tests.e2e.station.hands import Finger, Keys, Switch, Witness
from tests.e2e.station.visitor import Visitor

STEP = 0.02
"""Seconds: nobody here needs longer to see what is offered."""


@pytest.fixture
def settings(world: World) -> Settings:
    return replace(world.settings, access=replace(world.settings.access, scan_step=STEP))


def test_a_reset_by_keyboard_alone(visitor: Visitor) -> None:
    keys, phone = Keys(visitor), LocalPhone(visitor.backend.data / "spool")
    visitor.on(Attract)
    keys.key(Qt.Key.Key_Return)
    visitor.on(SignInPage)
    keys.to(visitor.actor.find("cannot_access"))
    keys.key(Qt.Key.Key_Space)
    visitor.picture()
    keys.fill("identifier", people.identifier(0))
    keys.fill("answer", visitor.answer())
    keys.key(Qt.Key.Key_Return)
    visitor.on(ChooseMethod)
    keys.to(visitor.actor.find(_sms(visitor)))
    keys.key(Qt.Key.Key_Space)
    visitor.until(lambda: visitor.actor.find("destination").isVisible())
    keys.fill("destination", people.number(0))
    phone.poll()
    keys.key(Qt.Key.Key_Return)
    visitor.on(EnterCode)
    keys.fill("code", visitor.code_sent(phone))
    keys.key(Qt.Key.Key_Return)
    visitor.on(NewPassword)
    keys.fill("password", people.new_password(0))
    keys.fill("repeated", people.new_password(0))
    keys.key(Qt.Key.Key_Return)
    visitor.on(Done)
    keys.to(visitor.station.window.bottom.primary)
    keys.key(Qt.Key.Key_Return)
    visitor.on(Attract)


def _sms(visitor: Visitor) -> str:
    page = visitor.kiosk.page
    assert isinstance(page, ChooseMethod)
    place = next(n for n, method in enumerate(page.view.methods) if method.channel.value == "sms")
    return f"method_{place}"


def with_code(visitor: Visitor, hand: Finger, person: int) -> None:
    """The way of the sheet, from the sign-in page to the first page again."""
    phone = LocalPhone(visitor.backend.data / "spool")
    visitor.on(SignInPage)
    hand.press(visitor.actor.find("cannot_access"))
    visitor.picture()
    hand.fill("identifier", people.identifier(person).partition("@")[0])
    hand.domain()
    hand.fill("answer", visitor.answer())
    hand.go_on()
    visitor.on(ChooseMethod)
    hand.press(visitor.actor.find(_sms(visitor)))
    visitor.until(lambda: visitor.actor.find("destination").isVisible())
    hand.fill("destination", people.number(person).replace(" ", ""))
    phone.poll()
    hand.go_on()
    visitor.on(EnterCode)
    hand.fill("code", visitor.code_sent(phone))
    hand.go_on()
    visitor.on(NewPassword)
    for field in ("password", "repeated"):
        hand.fill(field, "".join(("Ba7+", "nuqo")))
    hand.go_on()
    visitor.on(Done)
    hand.go_on()
    visitor.on(Attract)


def test_a_reset_by_touch_alone(visitor: Visitor) -> None:
    finger, witness = Finger(visitor), Witness(visitor)
    visitor.on(Attract)
    finger.press(visitor.station.window)
    with_code(visitor, finger, 1)
    assert (witness.touches, witness.keys) == (finger.touched, set())
    assert witness.pointers == {QInputDevice.DeviceType.TouchScreen}


@pytest.mark.exhaustive
@pytest.mark.timeout(600)
def test_a_reset_by_one_switch_alone(visitor: Visitor) -> None:
    switch, witness = Switch(visitor), Witness(visitor)
    visitor.on(Attract)
    switch.begin()
    with_code(visitor, switch, 2)
    assert (witness.seen, witness.keys) == ({QEvent.Type.KeyPress}, {Qt.Key.Key_Space})
    assert visitor.kiosk.look.scanning is Scanning.OFF

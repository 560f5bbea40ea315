"""A whole reset that goes on at the person's own phone, begun at the station in Arabic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.config import Settings
from kiosk.core.results import HandoffStatus
from kiosk.core.states import Done, OnPhone
from tests.e2e.station import people
from tests.e2e.station.conftest import World
from tests.e2e.station.mobile import Mobile
from tests.e2e.station.test_look import speak
from tests.e2e.station.visitor import Visitor

PERSON = 5


@pytest.fixture
def settings(world: World) -> Settings:
    return replace(world.settings, languages=("fr", "ar"))


def test_a_reset_in_arabic_that_goes_on_at_the_phone(visitor: Visitor) -> None:
    visitor.begin()
    speak(visitor, "ar")
    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    visitor.actor.press("cannot_access")
    visitor.picture()
    visitor.type("identifier", people.identifier(PERSON))
    visitor.type("answer", visitor.answer())
    visitor.submit()
    mobile = offered(visitor)
    phone = visitor.phone()
    mobile.choose("tel")
    mobile.press("/send", destination=people.number(PERSON))
    mobile.press("/answer", code=visitor.code_sent(phone))
    mobile.set_password(PERSON)
    visitor.on(Done)
    assert visitor.kiosk.look.language == "ar"
    visitor.submit()
    visitor.until(lambda: visitor.kiosk.look.language != "ar")


def offered(visitor: Visitor) -> Mobile:
    """Take the link with a phone, and confirm on the station that it is this one."""
    visitor.until(lambda: visitor.shows("on_phone"))
    visitor.actor.press("on_phone")
    visitor.until(lambda: status(visitor) is HandoffStatus.OFFERED)
    mobile = Mobile(link(visitor), visitor.backend.ca)
    mobile.press()
    visitor.until(lambda: status(visitor) is HandoffStatus.CLAIMED)
    page = visitor.kiosk.page
    assert isinstance(page, OnPhone)
    assert page.view.handoff is not None
    assert page.view.handoff.digits == mobile.digits()
    visitor.actor.press("confirmed")
    visitor.until(lambda: status(visitor) is HandoffStatus.CONFIRMED)
    mobile.go("/")
    return mobile


def status(visitor: Visitor) -> HandoffStatus | None:
    page = visitor.kiosk.page
    handoff = page.view.handoff if isinstance(page, OnPhone) else None
    return handoff.status if handoff is not None else None


def link(visitor: Visitor) -> str:
    page = visitor.kiosk.page
    assert isinstance(page, OnPhone)
    assert page.view.handoff is not None
    return page.view.handoff.url

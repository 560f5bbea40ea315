"""A student card at the real station: a reader on a serial line, a reset that a code completes."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from backend.adapters.channels.local_phone import LocalPhone
from kiosk.card_settings import CardReaderSettings, ReaderKind
from kiosk.config import Settings
from kiosk.core.cards.events import ReaderFault
from kiosk.core.cards.rule import CardRule
from kiosk.core.states import Attract, ChooseMethod, Done, EnterCode, Identify, NewPassword
from tests.e2e.station import people
from tests.e2e.station.conftest import World
from tests.e2e.station.traces import found, trace
from tests.e2e.station.visitor import Visitor

PERSON = people.COUNT
"""Beyond those of the other tests, who have no card."""


class Scanner:
    """The other end of the line; `device` is where it is plugged in."""

    def __init__(self, device: Path) -> None:
        self.device = device
        self.plug_in()

    def plug_in(self) -> None:
        self._handle, self._line = pty.openpty()
        self.device.symlink_to(os.ttyname(self._line))

    def unplug(self) -> None:
        self.device.unlink()
        os.close(self._line)
        os.close(self._handle)

    def show(self, number: str) -> None:
        os.write(self._handle, f"{number}\r\n".encode())


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    made = Scanner(tmp_path / "reader")
    yield made
    made.unplug()


@pytest.fixture
def settings(world: World, scanner: Scanner) -> Settings:
    reader = CardReaderSettings(ReaderKind.SERIAL, scanner.device, CardRule(longest=16))
    return replace(world.settings, card_reader=reader)


@pytest.fixture(scope="module", autouse=True)
def owner(world: World) -> None:
    """One person with a card."""
    world.backend.cli(
        *("account", "add", people.identifier(PERSON), "--given-name=Pia", "--family-name=Vand"),
        *("--mobile=+32" + people.number(PERSON)[1:].replace(" ", ""), "--contacts-since=2025-01-01"),
        f"--card={card()}",
        typed=people.old_password(PERSON) + "\n",
    )


def card() -> str:
    """The number of that person's card; made anew each time, so that no constant holds it whole."""
    return "".join(("KRT", "-90", "41827"))


def stray() -> str:
    return "".join(("KRT", "-55", "60931"))


def texts(visitor: Visitor) -> str:
    return "|".join(field.text() for field in visitor.station.window.findChildren(QLineEdit))


def shown(visitor: Visitor, scanner: Scanner, number: str) -> None:
    visitor.until(lambda: isinstance(visitor.kiosk.page, Attract | Identify))
    scanner.show(number)
    visitor.until(lambda: visitor.kiosk.card is not None)
    visitor.picture()


def test_a_card_starts_a_reset_that_a_code_completes(visitor: Visitor, scanner: Scanner) -> None:
    phone = LocalPhone(visitor.backend.data / "spool")
    shown(visitor, scanner, card())
    assert visitor.actor.find("card").isVisible()
    assert card() not in texts(visitor)
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    phone.poll()
    visitor.choose_sms(people.number(PERSON))
    visitor.submit()
    visitor.on(EnterCode)
    visitor.type("code", visitor.code_sent(phone))
    visitor.submit()
    visitor.on(NewPassword)
    for name in ("password", "repeated"):
        visitor.type(name, people.new_password(PERSON))
    scanner.show(stray())
    visitor.submit()
    visitor.on(Done)
    visitor.submit()
    visitor.on(Attract)
    assert visitor.kiosk.card is None


def test_a_stray_card_goes_the_same_way_and_proves_nothing(visitor: Visitor, scanner: Scanner) -> None:
    shown(visitor, scanner, stray())
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    page = visitor.kiosk.page
    assert isinstance(page, ChooseMethod)
    assert page.view.methods
    assert page.view.account is None
    visitor.escape()
    visitor.on(Attract)


def test_the_card_is_put_away_and_an_identifier_typed(visitor: Visitor, scanner: Scanner) -> None:
    shown(visitor, scanner, stray())
    visitor.actor.press("remove_card")
    visitor.until(lambda: visitor.kiosk.card is None)
    visitor.type("identifier", people.identifier(PERSON))
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    visitor.escape()
    visitor.on(Attract)


def test_an_unplugged_reader_is_told_stops_nobody_and_comes_back(visitor: Visitor, scanner: Scanner) -> None:
    visitor.on(Attract)
    scanner.unplug()
    visitor.until(lambda: visitor.kiosk.card_fault is ReaderFault.MISSING)
    visitor.begin()
    visitor.actor.press("cannot_access")
    visitor.picture()
    scanner.plug_in()
    visitor.until(lambda: visitor.kiosk.card_fault is None)
    shown(visitor, scanner, card())
    visitor.escape()
    visitor.on(Attract)


def test_nothing_of_a_card_is_left(visitor: Visitor, scanner: Scanner) -> None:
    shown(visitor, scanner, card())
    visitor.type("answer", visitor.answer())
    visitor.submit()
    visitor.on(ChooseMethod)
    wanted = [trace("card", card())]
    assert found(wanted) == {"card"}
    visitor.escape()
    visitor.on(Attract)
    visitor.until(lambda: found(wanted) == set())

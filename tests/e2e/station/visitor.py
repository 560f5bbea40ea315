"""A person at the station: types, presses, and waits for what the window shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from demo.actor import Actor
from demo.rehearsal import ToldChance
from demo.report import Report
from kiosk.app import Station
from kiosk.core import states
from kiosk.core.states import Kiosk
from tests.e2e.station import people
from tests.servers.backend import RunningBackend

WAIT = 20_000
CODE = re.compile(r"\b(\d{4})[ \u00a0]?(\d{4})\b")


@dataclass
class Visitor:
    """Knows the window only; the driver's state tells when to look."""

    station: Station
    backend: RunningBackend
    chance: ToldChance
    qtbot: QtBot

    def __post_init__(self) -> None:
        self.actor = Actor(self.station.window, self.station.driver, Report(), self.backend.data)

    @property
    def kiosk(self) -> Kiosk:
        return self.station.driver.kiosk

    def until(self, condition: Callable[[], bool], milliseconds: int = WAIT) -> None:
        self.qtbot.waitUntil(condition, timeout=milliseconds)

    def on(self, page: type[states.Page]) -> None:
        self.until(lambda: isinstance(self.kiosk.page, page) and self.kiosk.pending is None)
        self.until(lambda: self.station.window.current() is not None)

    def problem(self, wanted: object) -> None:
        self.until(lambda: getattr(self.kiosk.page, "problem", None) is wanted and not self.kiosk.pending)

    def type(self, name: str, text: str) -> None:
        self.until(lambda: self.actor.find(name).isEnabled())
        self.actor.type(name, text)

    def submit(self) -> None:
        self.until(lambda: self.station.window.bottom.primary.isEnabled())
        self.actor.go_on()

    def escape(self) -> None:
        QTest.keyClick(self.station.window, Qt.Key.Key_Escape)

    def fields(self) -> list[QLineEdit]:
        return self.station.window.findChildren(QLineEdit)

    # --- the way of the sheet -------------------------------------------------------------------

    def begin(self) -> None:
        self.on(states.Attract)
        self.actor.click(self.station.window)
        self.on(states.SignInPage)

    def to_identify(self, person: int) -> None:
        self.begin()
        self.actor.press("cannot_access")
        self.picture()
        self.type("identifier", people.identifier(person))
        self.type("answer", self.answer())

    def picture(self) -> None:
        self.on(states.Identify)
        self.until(lambda: bool(self._captcha().id) and not self._captcha().request_id)

    def _captcha(self) -> states.Captcha:
        page = self.kiosk.page
        assert isinstance(page, states.Identify)
        return page.captcha

    def answer(self) -> str:
        return self.chance.text(self._captcha().length)

    def to_method(self, person: int) -> None:
        self.to_identify(person)
        self.submit()
        self.on(states.ChooseMethod)

    def choose_sms(self, number: str) -> None:
        self.actor.choose("sms")
        self.type("destination", number)

    def to_code(self, person: int) -> None:
        self.to_method(person)
        phone = LocalPhone(self.backend.data / "spool")
        phone.poll()
        self.choose_sms(people.number(person))
        self.submit()
        self.on(states.EnterCode)
        self.type("code", self.code_sent(phone))

    def code_sent(self, phone: LocalPhone) -> str:
        """The code of the message that comes in next; nobody keeps it."""
        codes: list[str] = []

        def look() -> bool:
            for event in phone.poll():
                match = CODE.search(event.body.reveal()) if isinstance(event, MessageArrived) else None
                codes.extend([match.group(1) + match.group(2)] if match else [])
            return bool(codes)

        self.until(look)
        return codes.pop()

    def to_password(self, person: int) -> None:
        self.to_code(person)
        self.submit()
        self.on(states.NewPassword)
        for name in ("password", "repeated"):
            self.type(name, people.new_password(person))

    def to_done(self, person: int) -> None:
        self.to_password(person)
        self.submit()
        self.on(states.Done)

"""A person at the station: types, presses, and waits for what the window shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.exceptions import TimeoutError as PytestQtTimeoutError
from pytestqt.qtbot import QtBot

from backend.adapters.channels.local_phone import CallRings, LocalPhone, MessageArrived
from backend.core.secret import Secret
from demo.actor import Actor
from demo.rehearsal import ToldChance
from demo.report import Report
from kiosk.adapters.clock import SystemClock
from kiosk.app import Station
from kiosk.core import states
from kiosk.core.events import Tick
from kiosk.core.results import Approval, ApprovalStatus
from kiosk.core.states import Kiosk
from tests.e2e.station import people
from tests.e2e.station.desk import Desk
from tests.e2e.station.traces import Trace, found, undone
from tests.servers.backend import RunningBackend

WAIT = 60_000
"""Milliseconds; a bound on hangs, far beyond what a busy machine needs."""
CODE = re.compile(r"\b(\d{4})[ \u00a0]?(\d{4})\b")


class TurnedClock(SystemClock):
    """The machine's clock, `ahead` seconds fast."""

    ahead = 0.0

    def wall(self) -> float:
        return super().wall() + self.ahead


@dataclass
class Visitor:
    """Knows the window only; the driver's state tells when to look."""

    station: Station
    backend: RunningBackend
    chance: ToldChance
    qtbot: QtBot
    clock: TurnedClock
    desk: Desk

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

    def type_code(self, code: str) -> None:
        self.type("code", code)

    def said(self) -> str:
        """What the page's message says, in plain spaces and apostrophes."""
        page = self.station.window.current()
        text = page.accessibleDescription() if page is not None else ""
        return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")

    def pass_time(self, condition: Callable[[], bool]) -> None:
        """Let the flow's seconds pass quickly, but none while it waits for a reply, until `condition`."""

        def tick_or_there() -> bool:
            if not condition() and not self._awaits_a_reply():
                self.station.driver.send(Tick(1))
            return condition()

        self.until(tick_or_there, 2 * WAIT)

    def _awaits_a_reply(self) -> bool:
        pending = self.kiosk.pending
        return self.kiosk.upkeep != 0 or (pending is not None and pending.retry_in is None)

    def forgets(self, traces: list[Trace]) -> None:
        """Wait until nothing of `traces` can be reached any more."""
        left: set[str] = set()

        def gone() -> bool:
            left.clear()
            left.update(found(traces))
            return not left

        with suppress(PytestQtTimeoutError):
            self.until(gone)
        assert not left, f"still within reach: {sorted(left)}"
        assert undone(self.fields(), traces) == set()

    def fields(self) -> list[QLineEdit]:
        return self.station.window.findChildren(QLineEdit)

    def shows(self, name: str) -> bool:
        """Whether the page shows something of that name now."""
        page = self.station.window.current()
        return any(one.isVisible() for one in page.findChildren(QWidget, name)) if page is not None else False

    # --- staff ----------------------------------------------------------------------------------

    def ask_staff(self) -> str:
        """Press *ask staff*; returns the request code that the station then shows."""
        self.actor.click(self.station.window.bottom.help)
        self.until(lambda: self.approval_is(ApprovalStatus.WAITING))
        approval = self.approval()
        assert approval is not None
        return approval.request_code

    def approval(self) -> Approval | None:
        """What the page knows of the request to staff."""
        page = self.kiosk.page
        return page.view.approval if isinstance(page, states.AskStaff) and page.view is not None else None

    def approval_is(self, status: ApprovalStatus) -> bool:
        approval = self.approval()
        return approval is not None and approval.status is status

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
        phone = self.phone()
        self.choose_sms(people.number(person))
        self.submit()
        self.on(states.EnterCode)
        self.type("code", self.code_sent(phone))

    def phone(self) -> LocalPhone:
        """Everybody's phone, with what came before already seen."""
        phone = LocalPhone(self.backend.data / "spool")
        phone.poll()
        return phone

    def code_sent(self, phone: LocalPhone, number: str = "") -> str:
        """The code of the message that comes in next, at `number` if given; nobody keeps it."""
        wanted = Secret(people.international(number)) if number else None
        codes: list[str] = []

        def look() -> bool:
            for event in phone.poll():
                if isinstance(event, MessageArrived) and (not wanted or event.destination.matches(wanted)):
                    match = CODE.search(event.body.reveal())
                    codes.extend([match.group(1) + match.group(2)] if match else [])
            return bool(codes)

        self.until(look)
        return codes.pop()

    def answer_the_call(self, phone: LocalPhone, person: int) -> None:
        """Pick up when the person's telephone rings, and press the digit that the station shows."""
        wanted, rings = Secret(people.international(people.number(person))), list[str]()

        def ringing() -> bool:
            calls = [event for event in phone.poll() if isinstance(event, CallRings)]
            rings.extend(one.id for one in calls if one.destination.matches(wanted))
            return bool(rings)

        self.until(ringing)
        page = self.kiosk.page
        assert isinstance(page, states.Calling)
        assert page.view.challenge is not None
        phone.press(rings[0], page.view.challenge.digit or "")

    def to_password(self, person: int) -> None:
        self.to_code(person)
        self.submit()
        self.on(states.NewPassword)
        self.type_password(people.new_password(person))

    def type_password(self, password: str) -> None:
        for name in ("password", "repeated"):
            self.type(name, password)

    def to_done(self, person: int) -> None:
        self.to_password(person)
        self.submit()
        self.on(states.Done)

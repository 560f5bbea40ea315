"""A page like the real ones, so that the shell is tested by itself."""

from __future__ import annotations

import typing

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kiosk.core import states
from kiosk.core.events import BackPressed, StaffWanted, Touched
from kiosk.core.ports import Fact, PasswordAdvice
from kiosk.core.states import Kiosk
from kiosk.qt.banner import Banner, Tone
from kiosk.qt.pages.base import Bar, Page, Tools
from kiosk.qt.qr_view import QrView


class NoMeter:
    def rate(self, password: str, own_words: tuple[str, ...]) -> PasswordAdvice:
        return PasswordAdvice(0, "")


class NoMachine:
    def facts(self) -> tuple[Fact, ...]:
        return ()


class NoQr:
    def modules(self, text: str) -> tuple[tuple[bool, ...], ...]:
        return ((True, False), (False, True))


LONG = "Pour récupérer votre compte, commencez par saisir votre ID d'utilisateur puis les lettres. "


class SamplePage(Page):
    """Two fields, a code, a QR code, a button, and a text as long as told."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__(Tools(NoMeter(), NoQr(), NoMachine()))
        self.rendered: list[Kiosk] = []
        column = QVBoxLayout(self)
        self.reading, self.controls = QWidget(), QWidget()
        self.reading.setObjectName("reading")
        self.controls.setObjectName("controls")
        column.addWidget(self.reading)
        column.addWidget(self.controls)
        self._fill_reading(QVBoxLayout(self.reading), lines)
        self._fill_controls(QVBoxLayout(self.controls))

    def _fill_reading(self, column: QVBoxLayout, lines: int) -> None:
        self.heading = QLabel("Qui êtes-vous ?")
        self.heading.setProperty("role", "title")
        self.text = QLabel(LONG * lines)
        self.text.setWordWrap(True)
        self.banner = Banner()
        self.digits = QLabel("1111 0000")
        self.digits.setProperty("role", "code")
        for part in (self.heading, self.text, self.banner, self.digits):
            column.addWidget(part)

    def _fill_controls(self, column: QVBoxLayout) -> None:
        self.identifier = QLineEdit()
        self.identifier.setObjectName("identifier")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.number = QLineEdit()
        self.number.setProperty("keyboard", "digits")
        self.answer = QLineEdit()
        self.answer.setProperty("keyboard", "captcha")
        self.code = QrView()
        self.way = QPushButton("&Other way")
        self.way.setProperty("glyph", "mail")
        for part in (self.identifier, self.password, self.number, self.answer, self.code, self.way):
            column.addWidget(part)

    def bar(self) -> Bar:
        return Bar("Back", "Next")

    def render_state(self, kiosk: Kiosk) -> None:
        self.rendered.append(kiosk)
        self.banner.say(Tone.PROBLEM, "Something is wrong")
        self.code.show_modules(self.tools.qr.modules("x"), "to the list")

    def press_primary(self) -> None:
        self.sent.emit(Touched())

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def press_help(self) -> None:
        self.sent.emit(StaffWanted())


class EmptyPage(Page):
    """A page without any field."""

    def __init__(self) -> None:
        super().__init__(Tools(NoMeter(), NoQr(), NoMachine()))
        column = QVBoxLayout(self)
        column.addWidget(QLabel("Touch to begin"), 0, Qt.AlignmentFlag.AlignTop)

    def bar(self) -> Bar:
        return Bar(primary="Begin", help=False)

    def render_state(self, kiosk: Kiosk) -> None:
        pass

    def press_primary(self) -> None:
        self.sent.emit(Touched())


def page_classes() -> tuple[type, ...]:
    return typing.get_args(states.Page)

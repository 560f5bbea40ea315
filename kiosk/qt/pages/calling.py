"""A call: the digit to press on the phone, and no field for a code."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_calling import Ui_Calling
from kiosk.core.events import BackPressed, CodeInstead, OtherMethod, ResendWanted
from kiosk.core.results import Challenge, Delivery
from kiosk.core.states import Calling, Kiosk
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import ltr
from kiosk.qt.pages.resend import show_resend


class CallingView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Calling()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self.ui.code_instead.clicked.connect(self._code_instead)
        self.ui.call_again.clicked.connect(self._call_again)
        self.ui.other_method.clicked.connect(self._other_method)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Calling):
            return
        self.say(self.ui.message, texts.code(page.problem))
        challenge = page.view.challenge
        if challenge is not None:
            self._show(kiosk, challenge)

    def _show(self, kiosk: Kiosk, challenge: Challenge) -> None:
        digit = challenge.digit or ""
        self.ui.digit.setText(ltr(digit))
        self.ui.digit.setVisible(bool(digit))
        self.ui.status.setText(self._status(challenge))
        show_resend(self.ui.call_again, kiosk, challenge)

    def _status(self, challenge: Challenge) -> str:
        mask = ltr(challenge.mask)
        match challenge.delivery:
            case Delivery.QUEUED | Delivery.NONE:
                return self.tr("We are dialling {mask}…").format(mask=mask)
            case Delivery.SENT:
                return self.tr("Your phone {mask} is ringing.").format(mask=mask)
            case Delivery.DELIVERED:
                return self.tr("You have answered: press the digit.")
            case Delivery.FAILED | Delivery.EXPIRED | Delivery.SPENT:
                return self.tr("The call did not get through.")
            case Delivery.BROKEN:
                return self.tr("The call broke off: try again.")
            case Delivery.ANSWERED:
                return self.tr("The right digit was pressed.")
            case unreachable:
                assert_never(unreachable)

    def bar(self) -> Bar:
        return Bar(words.back())

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def _code_instead(self) -> None:
        self.sent.emit(CodeInstead())

    def _call_again(self) -> None:
        self.sent.emit(ResendWanted())

    def _other_method(self) -> None:
        self.sent.emit(OtherMethod())

    def first_focus(self) -> QWidget:
        return self.ui.code_instead

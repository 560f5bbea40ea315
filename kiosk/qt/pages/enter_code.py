"""Page 5: the code that was sent, with the list of ways still in sight."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_enter_code import Ui_EnterCode
from kiosk.core.events import BackPressed, CodeSubmitted, MethodChosen, OtherMethod, ResendWanted
from kiosk.core.results import Challenge, Channel, ResetView
from kiosk.core.secret import Secret
from kiosk.core.states import CodeProblem, EnterCode, Kiosk
from kiosk.qt import app_texts, texts, words
from kiosk.qt.banner import Tone
from kiosk.qt.counted import Counted
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.fields import DigitGroups
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.method_list import MethodList, Size
from kiosk.qt.pages.parts import Edge, clock, left, stuck
from kiosk.qt.pages.phone_offer import PhoneOffer
from kiosk.qt.pages.resend import show_resend
from kiosk.qt.texts import Message

DIGITS = 8
"""What is expected while the settings are unknown."""


class EnterCodeView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_EnterCode()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._methods = MethodList(self.ui.methods, Size.SHORT)
        self._methods.chosen.connect(self._other_method)
        self._groups = DigitGroups(self.ui.code)
        self._problem: Edge[CodeProblem] = Edge()
        self._live: Edge[str] = Edge()
        self._phone = PhoneOffer(self, self.ui.on_phone)
        self.ui.resend.clicked.connect(self._resend)
        self.ui.administrator.clicked.connect(self.press_help)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, EnterCode):
            return
        view = page.view
        challenge = view.challenge
        self._expect(kiosk, challenge)
        self.ui.title.setText(words.verification_step(max(view.gates_needed - view.gates_left, 0) + 1))
        self._methods.show(view.methods, challenge.method_id if challenge else "")
        self.say(self.ui.message, self._message(page))
        self.ui.lead.setVisible(page.problem is not CodeProblem.SEND_LIMITED)
        if challenge is not None:
            self._show_challenge(kiosk, view, challenge)
        self._phone.show(kiosk)
        self._react(page)

    def _expect(self, kiosk: Kiosk, challenge: Challenge | None) -> None:
        if app_texts.by_app(challenge):
            self._groups.expect(app_texts.FEWEST, app_texts.MOST)
        else:
            self._groups.expect(kiosk.info.code_digits if kiosk.info else DIGITS)

    def _message(self, page: EnterCode) -> Message:
        if app_texts.by_app(page.view.challenge):
            return app_texts.code(page.problem)
        if page.problem is None and page.resent:
            return Message(Tone.SUCCESS, self.tr("We have sent the same code again."))
        return texts.code(page.problem)

    def _show_challenge(self, kiosk: Kiosk, view: ResetView, challenge: Challenge) -> None:
        told = (self._sent(challenge.channel), words.delivery(challenge.channel, challenge.delivery))
        self.ui.lead.setText(" ".join(part for part in told if part))
        self.ui.attempts.setText(Counted().attempts_left(challenge.attempts_left))
        by_app, until = app_texts.by_app(challenge), self._expiry(left(kiosk, challenge.expires_in))
        self.ui.expiry.setText(app_texts.without(view) if by_app else until)
        self.ui.code_label.setText(app_texts.label() if by_app else self._received())
        show_resend(self.ui.resend, kiosk, challenge)

    def _sent(self, channel: Channel) -> str:
        match channel:
            case Channel.SMS:
                return self.tr("We have sent a verification text message to your phone.")
            case Channel.EMAIL:
                return self.tr("We have sent a verification e-mail to your address.")
            case Channel.VOICE:
                return self.tr("We tell you a verification code by phone.")
            case Channel.AUTHENTICATOR:
                return app_texts.lead()

    @staticmethod
    def _received() -> str:
        return QCoreApplication.translate("EnterCode", "Enter the code received by text message or e-mail")

    def _expiry(self, seconds: int) -> str:
        if seconds == 0:
            return self.tr("The code has expired.")
        return self.tr("The code expires in {time}").format(time=clock(seconds))

    def _react(self, page: EnterCode) -> None:
        """Once, when a problem or another challenge appears."""
        challenge = page.view.challenge
        other = self._live.changed(challenge.id if challenge else "")
        told = self._problem.changed(page.problem) and page.problem is not None
        if other or (told and page.problem is not CodeProblem.UNAVAILABLE):
            self.ui.code.setText("")
        if told:
            self.focus(self.ui.code)

    def bar(self) -> Bar:
        return Bar(words.back(), words.following(), not stuck(self.kiosk))

    def press_primary(self) -> None:
        self.sent.emit(CodeSubmitted(Secret(self._groups.digits())))

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def _resend(self) -> None:
        self.sent.emit(ResendWanted())

    def _other_method(self, method_id: str) -> None:
        """To page 4, and there to the method pressed; the one in use leads nowhere new."""
        view = self._view()
        if view is not None and view.challenge is not None and view.challenge.method_id == method_id:
            self._methods.show(view.methods, method_id)
            return
        self.sent.emit(OtherMethod())
        self.sent.emit(MethodChosen(method_id))

    def _view(self) -> ResetView | None:
        page = self.kiosk.page
        return page.view if isinstance(page, EnterCode) else None

    def first_focus(self) -> QWidget:
        return self.ui.code

    def wipe(self) -> None:
        super().wipe()
        self._methods.forget()
        self._problem.forget()
        self._live.forget()

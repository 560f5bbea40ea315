"""Page 4: choose how to be reached, then type the full number or address."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_choose_method import Ui_ChooseMethod
from kiosk.core.events import BackPressed, DestinationSubmitted, Left, MethodChosen
from kiosk.core.results import Channel, Method
from kiosk.core.secret import Secret
from kiosk.core.states import ChooseMethod, Kiosk, MethodProblem
from kiosk.qt import app_texts, words
from kiosk.qt.pages import method_list
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.method_list import MethodList, Size
from kiosk.qt.pages.parts import Edge, left, ltr, show_part, stuck
from kiosk.qt.pages.phone_offer import PhoneOffer

CROWDED = 4
"""So many methods fill a low screen."""
MAIL_HINTS = Qt.InputMethodHint.ImhEmailCharactersOnly
NUMBER_HINTS = Qt.InputMethodHint.ImhDialableCharactersOnly
QUIET_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class ChooseMethodView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_ChooseMethod()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._methods = MethodList(self.ui.methods, Size.FULL)
        self._methods.chosen.connect(self._choose)
        self._phone = PhoneOffer(self, self.ui.on_phone)
        self._chosen: Edge[str] = Edge()
        self._problem: Edge[MethodProblem] = Edge()

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, ChooseMethod):
            return
        view = page.view
        self.ui.title.setText(words.verification_step(max(view.gates_needed - view.gates_left, 0) + 1))
        self.say(self.ui.message, app_texts.method(page.problem, view, left(kiosk, view.retry_in)))
        method = chosen_method(page)
        self._show_list(page, method)
        self._show_destination(method)
        self._phone.show(kiosk, wanted=method is None)
        if self._chosen.changed(page.chosen):
            self._turn(method)
        elif self._problem.changed(page.problem) and page.problem is not None and method is not None:
            self.focus(self.ui.destination)

    def _show_list(self, page: ChooseMethod, method: Method | None) -> None:
        show_part(self.ui.methods, shown=method is None)
        self._methods.show(page.view.methods)
        self.ui.nobody.setVisible(not page.view.methods)
        choose = self.tr("Choose the contact method to use for verification:")
        self.ui.lead.setText(choose if page.view.methods else "")
        crowded = len(page.view.methods) >= CROWDED and page.problem is not None  # which says what to do
        self.ui.lead.setVisible(method is None and bool(page.view.methods) and not crowded)

    def _show_destination(self, method: Method | None) -> None:
        show_part(self.ui.destination_part, shown=method is not None)
        if method is None:
            return
        mail = method.channel is Channel.EMAIL
        field = self.ui.destination
        field.setProperty("keyboard", "email" if mail else "digits")
        field.setInputMethodHints(QUIET_HINTS | (MAIL_HINTS if mail else NUMBER_HINTS))
        label = self.tr("Your e-mail address") if mail else self.tr("Your mobile phone number")
        self.ui.destination_label.setText(label)
        self.ui.protect.setText(self._protect(method))
        self.ui.send_hint.setText(self.tr("Confirm that the e-mail is to be sent.") if mail else "")
        self.ui.send_hint.setVisible(mail)

    def _protect(self, method: Method) -> str:
        """Why and what to type, for each way to be reached; in French the sheet's sentence."""
        match method.channel:
            case Channel.SMS:
                text = self.tr(
                    "Type your complete mobile phone number ({mask}), to protect your account. "
                    "Then press “Send a text message” to get a code."
                )
            case Channel.VOICE:
                text = self.tr(
                    "Type your complete mobile phone number ({mask}), to protect your account. "
                    "Then press “Call me”."
                )
            case Channel.EMAIL:
                text = self.tr(
                    "Type your complete e-mail address ({mask}), to protect your account. "
                    "Then press “Send an e-mail” to get a code."
                )
            case Channel.AUTHENTICATOR:
                text = ""
        return text.format(mask=ltr(method.mask))

    def _turn(self, method: Method | None) -> None:
        """Another method: nothing typed for the one before stays."""
        self.ui.destination.setText("")
        target = self.first_focus() if method is None else self.ui.destination
        if target is not None:
            self.focus(target)

    def bar(self) -> Bar:
        page = self.kiosk.page
        if not isinstance(page, ChooseMethod):
            return Bar()
        method = chosen_method(page)
        back = words.back() if self._has_back(page) else words.cancel()
        if method is None:
            return Bar(back)
        return Bar(back, method_list.send(method.channel), not stuck(self.kiosk))

    @staticmethod
    def _has_back(page: ChooseMethod) -> bool:
        return bool(page.chosen) or page.view.gates_left >= page.view.gates_needed

    def press_primary(self) -> None:
        page = self.kiosk.page
        if isinstance(page, ChooseMethod) and page.chosen:
            self.sent.emit(DestinationSubmitted(page.chosen, Secret(self.ui.destination.text())))

    def press_back(self) -> None:
        page = self.kiosk.page
        leads_back = isinstance(page, ChooseMethod) and self._has_back(page)
        self.sent.emit(BackPressed() if leads_back else Left())

    def _choose(self, method_id: str) -> None:
        self.sent.emit(MethodChosen(method_id))

    def first_focus(self) -> QWidget | None:
        page = self.kiosk.page
        if isinstance(page, ChooseMethod) and chosen_method(page) is not None:
            return self.ui.destination
        return next(iter(self._methods.buttons), None)

    def wipe(self) -> None:
        super().wipe()
        self._methods.forget()
        self._chosen.forget()
        self._problem.forget()


def chosen_method(page: ChooseMethod) -> Method | None:
    return next((method for method in page.view.methods if method.id == page.chosen), None)

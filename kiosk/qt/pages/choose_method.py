"""Page 4: choose how to be reached, then type the full number or address."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_choose_method import Ui_ChooseMethod
from kiosk.core.events import BackPressed, DestinationSubmitted, Left, MethodChosen
from kiosk.core.results import Channel, Method
from kiosk.core.secret import Secret
from kiosk.core.states import ChooseMethod, Kiosk, MethodProblem
from kiosk.qt import texts, words
from kiosk.qt.pages import method_list
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.method_list import MethodList, Size
from kiosk.qt.pages.parts import Edge, left, ltr, show_part, stuck

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
        self._chosen: Edge[str] = Edge()
        self._problem: Edge[MethodProblem] = Edge()

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, ChooseMethod):
            return
        view = page.view
        self.ui.title.setText(words.verification_step(max(view.gates_needed - view.gates_left, 0) + 1))
        self.say(self.ui.message, texts.method(page.problem, left(kiosk, view.retry_in)))
        method = chosen_method(page)
        self._show_list(page, method)
        self._show_destination(method)
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
        self.ui.lead.setVisible(method is None and bool(page.view.methods))

    def _show_destination(self, method: Method | None) -> None:
        show_part(self.ui.destination_part, shown=method is not None)
        if method is None:
            return
        mail = method.channel is Channel.EMAIL
        field = self.ui.destination
        field.setProperty("keyboard", "letters" if mail else "digits")
        field.setInputMethodHints(QUIET_HINTS | (MAIL_HINTS if mail else NUMBER_HINTS))
        label = self.tr("Your e-mail address") if mail else self.tr("Your mobile phone number")
        self.ui.destination_label.setText(label)
        self.ui.protect.setText(self._protect(method))
        self.ui.send_hint.setText(self.tr("Confirm that the e-mail is to be sent.") if mail else "")
        self.ui.send_hint.setVisible(mail)

    def _protect(self, method: Method) -> str:
        """The sheet's sentence, for each way to be reached."""
        match method.channel:
            case Channel.SMS:
                text = self.tr(
                    "To protect your account, please enter your complete mobile phone number ({mask}) below, "
                    "then press “Send a text message” to receive a text message with a verification code and "
                    "reset your password."
                )
            case Channel.VOICE:
                text = self.tr(
                    "To protect your account, please enter your complete mobile phone number ({mask}) below, "
                    "then press “Call me” to be called and reset your password."
                )
            case Channel.EMAIL:
                text = self.tr(
                    "To protect your account, please enter your complete e-mail address ({mask}) below, "
                    "then press “Send an e-mail” to receive an e-mail with a verification code and "
                    "reset your password."
                )
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

"""Register a mobile number or an address after a reset that staff approved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_register_contact import Ui_RegisterContact
from kiosk.core.events import BackPressed, CodeSubmitted, ContactKindChosen, ContactSubmitted, PhoneLost
from kiosk.core.flow.lost_phone import helped
from kiosk.core.results import Channel, ContactCheck
from kiosk.core.secret import Secret
from kiosk.core.states import ContactProblem, Kiosk, NewContact
from kiosk.qt import texts, words
from kiosk.qt.counted import Counted
from kiosk.qt.pages import method_list
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.choose_method import MAIL_HINTS, NUMBER_HINTS, QUIET_HINTS
from kiosk.qt.pages.enter_code import DIGITS
from kiosk.qt.pages.fields import DigitGroups
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, ltr, show_part, stuck


class RegisterContactView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_RegisterContact()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._groups = DigitGroups(self.ui.code)
        self._step: Edge[tuple[Channel | None, bool]] = Edge()
        self._problem: Edge[ContactProblem] = Edge()
        self.ui.mobile.clicked.connect(self._mobile)
        self.ui.email.clicked.connect(self._email)
        self.ui.lost_phone.clicked.connect(self._lost)
        self.ui.without_code.clicked.connect(self._without_code)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, NewContact):
            return
        check = page.view.contact
        self._groups.expect(kiosk.info.code_digits if kiosk.info else DIGITS)
        self.say(self.ui.message, texts.contact(page.problem))
        self.ui.lead.setText(self._lead(page))
        show_part(self.ui.kinds, shown=page.chosen is None)
        self.ui.lost_phone.setVisible(helped(page.view))
        show_part(self.ui.destination_part, shown=page.chosen is not None and check is None)
        show_part(self.ui.code_part, shown=check is not None)
        self._show_fields(page.chosen, check)
        self._react(page)

    def _lead(self, page: NewContact) -> str:
        check = page.view.contact
        if check is not None:
            sent = self.tr("We have sent a code to {contact}.").format(contact=ltr(check.mask))
            return " ".join(part for part in (sent, words.delivery(check.channel, check.delivery)) if part)
        if page.chosen is None:
            return self.tr("Next time a code can reach you, and you will not need staff.")
        return ""

    def _show_fields(self, chosen: Channel | None, check: ContactCheck | None) -> None:
        mail = chosen is Channel.EMAIL
        field = self.ui.destination
        field.setProperty("keyboard", "email" if mail else "digits")
        field.setInputMethodHints(QUIET_HINTS | (MAIL_HINTS if mail else NUMBER_HINTS))
        label = self.tr("Your personal e-mail address") if mail else self.tr("Your mobile phone number")
        self.ui.destination_label.setText(label)
        hint = self.tr("Not your address here: you could not read it when locked out.") if mail else ""
        self.ui.destination_hint.setText(hint)
        self.ui.destination_hint.setVisible(bool(hint))
        self.ui.code_label.setText(self.tr("Enter the code you received"))
        self.ui.tries.setText(Counted().attempts_left(check.attempts_left) if check is not None else "")

    def _react(self, page: NewContact) -> None:
        """Once: another step empties its field, a problem goes back to it."""
        step = self._step.changed((page.chosen, page.view.contact is not None))
        if step:
            self.ui.destination.setText("")
            self.ui.code.setText("")
        told = self._problem.changed(page.problem) and page.problem is not None
        if told and page.problem in {ContactProblem.CODE_WRONG, ContactProblem.CODE_OVER}:
            self.ui.code.setText("")
        if step or told:
            self.focus(self.first_focus() or self)

    def bar(self) -> Bar:
        page = self.kiosk.page
        if not isinstance(page, NewContact) or page.chosen is None:
            return Bar(words.back(), help=False)
        waiting = page.view.contact is not None
        primary = words.following() if waiting else method_list.send(page.chosen)
        return Bar(words.back(), primary, not stuck(self.kiosk), help=False)

    def press_primary(self) -> None:
        page = self.kiosk.page
        if not isinstance(page, NewContact) or page.chosen is None:
            return
        if page.view.contact is not None:
            self.sent.emit(CodeSubmitted(Secret(self._groups.digits())))
        else:
            self.sent.emit(ContactSubmitted(page.chosen, Secret(self.ui.destination.text())))

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def _mobile(self) -> None:
        self.sent.emit(ContactKindChosen(Channel.SMS))

    def _lost(self) -> None:
        self.sent.emit(PhoneLost())

    def _without_code(self) -> None:
        """Nothing here needs a contact: back over the kinds to what was done."""
        self.sent.emit(BackPressed())
        self.sent.emit(BackPressed())

    def _email(self) -> None:
        self.sent.emit(ContactKindChosen(Channel.EMAIL))

    def first_focus(self) -> QWidget | None:
        parts = (
            (self.ui.code_part, self.ui.code),
            (self.ui.destination_part, self.ui.destination),
            (self.ui.kinds, self.ui.mobile),
        )
        return next((field for part, field in parts if not part.isHidden()), None)

    def wipe(self) -> None:
        super().wipe()
        self._step.forget()
        self._problem.forget()

"""A lost telephone: the temporary pass, for its owner's eyes, or what to do without one."""

from __future__ import annotations

from kiosk._generated.ui_lost_phone import Ui_LostPhone
from kiosk.core.events import BackPressed, ContactWanted
from kiosk.core.results import PassAnswered, PassOutcome
from kiosk.core.states import Kiosk, LostPhone
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import ltr


class LostPhoneView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_LostPhone()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self.ui.register_contact.clicked.connect(self._register)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, LostPhone):
            return
        answer = page.answer
        value = answer.value.reveal() if answer else ""
        self.ui.lead.setText(self._lead(answer))
        self.ui.value.setText(ltr(value))
        self.ui.value.setVisible(bool(value))
        self.ui.text.setText(self._text(answer))
        self.ui.unwritten.setVisible(bool(value))
        self.ui.register_contact.setVisible(page.view.contact_offered)

    def _lead(self, answer: PassAnswered | None) -> str:
        if answer is not None and answer.outcome is PassOutcome.ISSUED:
            return self.tr("Use this temporary pass once, where a sign-in asks for your phone.")
        return self.tr("Tell the member of staff who helped you that your phone is lost.")

    def _text(self, answer: PassAnswered | None) -> str:
        match answer.outcome if answer else None:
            case PassOutcome.ISSUED if answer is not None:
                minutes = max(1, answer.expires_in // 60)
                copy = self.tr("It works for %n minute(s). Write it down: nobody sees it again.", "", minutes)
                then = self.tr("Then register your new phone.")
                return f"{copy} {then}"
            case PassOutcome.LIMITED:
                return self.tr("You have had as many passes as one visit allows.")
            case _:
                return self.tr(
                    "They have the old one removed from your sign-ins. Then register your new phone."
                )

    def bar(self) -> Bar:
        return Bar(words.back(), help=False)

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def wipe(self) -> None:
        super().wipe()
        self.ui.value.setText("")

    def _register(self) -> None:
        self.sent.emit(ContactWanted())

"""After an accepted sign-in: change the password, or leave."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_accepted import Ui_Accepted
from kiosk.core.events import ChangeWanted, Left
from kiosk.core.states import Accepted, Kiosk
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import ltr


class AcceptedView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Accepted()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self.ui.change.clicked.connect(self._change)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Accepted):
            return
        account = page.view.account
        identifier = account.identifier if account else kiosk.identifier
        text = self.tr("You can sign in as {identifier}.")
        self.ui.lead.setText(text.format(identifier=ltr(identifier)))

    def bar(self) -> Bar:
        return Bar(primary=words.finish())

    def press_primary(self) -> None:
        self.sent.emit(Left())

    def _change(self) -> None:
        self.sent.emit(ChangeWanted())

    def first_focus(self) -> QWidget:
        return self.ui.change

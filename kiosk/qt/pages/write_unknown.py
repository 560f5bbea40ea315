"""The write may have happened: try to sign in, or ask staff."""

from __future__ import annotations

from kiosk._generated.ui_write_unknown import Ui_WriteUnknown
from kiosk.core.events import Left, TryPassword
from kiosk.core.states import Kiosk, WriteUnknown
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage


class WriteUnknownView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_WriteUnknown()
        self.ui.setupUi(self)
        self.fit(self.ui)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, WriteUnknown):
            return
        completed = page.view.completed
        reference = completed.reference if completed else kiosk.link_reference
        self.ui.reference.setText(words.reference(reference))

    def bar(self) -> Bar:
        return Bar(words.finish(), self.tr("Try to sign in"))

    def press_primary(self) -> None:
        self.sent.emit(TryPassword())

    def press_back(self) -> None:
        self.sent.emit(Left())

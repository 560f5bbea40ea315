"""Identity is proved and the account is locked: keep the password, or choose a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_unlock_only import Ui_UnlockOnly
from kiosk.core.events import ChangeWanted, Left, UnlockWanted
from kiosk.core.states import Kiosk, UnlockOnly
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage


class UnlockOnlyView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_UnlockOnly()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self.ui.unlock.clicked.connect(self._unlock)
        self.ui.change.clicked.connect(self._change)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if isinstance(page, UnlockOnly):
            self.say(self.ui.message, texts.password(page.problem))

    def bar(self) -> Bar:
        return Bar(words.cancel())

    def press_back(self) -> None:
        self.sent.emit(Left())

    def _unlock(self) -> None:
        self.sent.emit(UnlockWanted())

    def _change(self) -> None:
        self.sent.emit(ChangeWanted())

    def first_focus(self) -> QWidget:
        return self.ui.unlock

"""Nobody has touched anything for a while: the last seconds before everything is erased."""

from __future__ import annotations

from kiosk._generated.ui_idle_warning import Ui_IdleWarning
from kiosk.core.events import Left, MoreTime
from kiosk.core.states import IdleWarning, Kiosk
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage


class IdleWarningView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_IdleWarning()
        self.ui.setupUi(self)
        self.fit(self.ui)

    def render_state(self, kiosk: Kiosk) -> None:
        if isinstance(kiosk.page, IdleWarning):
            remaining = kiosk.page.remaining
            self.ui.remaining.setText(str(remaining))
            self.ui.seconds.setText(self.tr("second(s)", "", remaining))

    def bar(self) -> Bar:
        return Bar(words.finish(), self.tr("I need more time"), help=False)

    def press_primary(self) -> None:
        self.sent.emit(MoreTime())

    def press_back(self) -> None:
        self.sent.emit(Left())

"""What the pages have in common: a compiled form, messages, and forgetting what was shown."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget, QWizardPage

from kiosk.core.events import StaffWanted
from kiosk.core.states import Kiosk
from kiosk.qt.banner import Banner
from kiosk.qt.pages.base import Page, Tools
from kiosk.qt.pages.picture_view import PictureView
from kiosk.qt.pages.wide_button import WideButton
from kiosk.qt.texts import Message
from kiosk.qt.theme import Dress


class Form(Protocol):
    """What `uic` makes of a file of `ui/`."""

    def retranslateUi(self, page: QWizardPage, /) -> None: ...  # noqa: N802 - Qt's name


class FormPage(Page):
    """A page with a compiled form. Subclasses set it up, then call `fit`."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._form: Form | None = None
        self._told: tuple[QLabel, ...] = ()
        self._dress: Dress | None = None

    def fit(self, form: Form) -> None:
        """Take over `form`, which is set up: labels without a text are those that the code fills."""
        self._form = form
        self._told = tuple(label for label in self.findChildren(QLabel) if not label.text())
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def wear(self, wearing: Dress) -> None:
        """Keep the sizes for buttons that are made later."""
        self._dress = wearing

    def show_state(self, kiosk: Kiosk) -> None:
        super().show_state(kiosk)
        if self._dress is not None:
            for button in self.findChildren(WideButton):
                button.wear(self._dress)

    def retranslate(self) -> None:
        if self._form is not None:
            self._form.retranslateUi(self)

    def say(self, banner: Banner, message: Message) -> None:
        """Show `message`, or nothing when it has no text; a screen reader finds it on the page too."""
        if (banner.tone, banner.text()) != (message.tone, message.text):
            banner.say(message.tone, message.text)
        self.setAccessibleDescription(message.text)

    def press_help(self) -> None:
        self.sent.emit(StaffWanted(self.typed_identifier()))

    def typed_identifier(self) -> str:
        """What the page's field for the identifier holds; empty without one."""
        return ""

    def focus(self, widget: QWidget) -> None:
        """Put the focus on `widget`, if the page is the one shown."""
        if self.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe(self) -> None:
        super().wipe()
        for label in self._told:
            label.setText("")
        for button in self.findChildren(WideButton):
            button.name_anew()
        for picture in self.findChildren(PictureView):
            picture.forget()
        for banner in self.findChildren(Banner):
            banner.say(banner.tone, "")
        self.setAccessibleDescription("")


def empty_layout(holder: QWidget) -> None:
    """Take away every widget in the layout of `holder`."""
    layout = holder.layout()
    while layout is not None and layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

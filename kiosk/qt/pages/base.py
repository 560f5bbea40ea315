"""What every page is to the shell: it renders a state, sends events, and can forget the person."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget, QWizardPage

from kiosk.core.ports import Machine, QrMaker, StrengthMeter
from kiosk.core.states import Kiosk


@dataclass(frozen=True, slots=True)
class Bar:
    """The bottom bar as the page wants it; an empty text means that the button is not there."""

    back: str = ""
    primary: str = ""
    primary_enabled: bool = True
    help: bool = True


@dataclass(frozen=True, slots=True)
class Tools:
    """Adapters that a page may ask while someone types; all answer within a frame."""

    meter: StrengthMeter
    qr: QrMaker
    machine: Machine


class Page(QWizardPage):
    """A dumb view of one page state.

    Text fields carry the dynamic property `keyboard`: ``letters``, ``email``, ``digits`` or ``captcha``;
    the on-screen keyboard follows it. Forms are owned (`self.ui`), never inherited from.

    Signals:
        sent: an event of `kiosk.core.events`.
        bar_changed: `bar()` has a new answer.
    """

    sent = Signal(object)
    bar_changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.kiosk = Kiosk()

    def show_state(self, kiosk: Kiosk) -> None:
        """Remember `kiosk` and render it; called at every change of the state."""
        self.kiosk = kiosk
        self.render_state(kiosk)
        self.bar_changed.emit()

    def render_state(self, kiosk: Kiosk) -> None:
        """Make the widgets show `kiosk.page`; never touches what is being typed without need."""
        raise NotImplementedError

    def bar(self) -> Bar:
        return Bar()

    def press_primary(self) -> None:
        """The primary button, or Return."""

    def press_back(self) -> None:
        """The left button of the bottom bar."""

    def press_help(self) -> None:
        """*Ask staff* in the bottom bar."""

    def first_focus(self) -> QWidget | None:
        """Where the focus goes when the page appears."""
        return next(iter(self.findChildren(QLineEdit)), None)

    def retranslate(self) -> None:
        """Put the form's own texts in the current language."""

    def leave(self) -> None:
        """The flow went on to another page: what was typed here is of no use any more.

        A page that only lies over this one (waiting, the idle warning) is no such page.
        """
        self.wipe()

    def wipe(self) -> None:
        """Forget the person. `setText` empties the undo stack too, which `clear` does not."""
        for field in self.findChildren(QLineEdit):
            field.setText("")
        self.kiosk = Kiosk()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_state(self.kiosk)

"""The documented list of ways to be reached, as large buttons with their masks."""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.core.results import Channel, Method
from kiosk.qt import words
from kiosk.qt.pages.parts import ltr
from kiosk.qt.pages.wide_button import WideButton

DRAWINGS = {
    Channel.EMAIL: "mail",
    Channel.SMS: "message",
    Channel.VOICE: "phone",
    Channel.AUTHENTICATOR: "key",
}


EDGE_PX = 48
"""What the column and its scroll bar keep of the window's width at either side."""


class Size(Enum):
    """FULL: the sheet's sentence with the mask under it. SHORT: one word and the mask."""

    FULL = "full"
    SHORT = "short"


class MethodList(QObject):
    """Fills the layout of `holder`; buttons are used again, so that none outlives the person's masks.

    Signals:
        chosen: the id of a method.
    """

    chosen = Signal(str)

    def __init__(self, holder: QWidget, size: Size) -> None:
        super().__init__(holder)
        self._holder = holder
        self._size = size
        self._methods: tuple[Method, ...] = ()
        self.buttons: list[WideButton] = []
        holder.installEventFilter(self)

    def show(self, methods: tuple[Method, ...], current: str = "") -> None:
        """List `methods`; `current` is the id of the one in use."""
        self._methods = methods
        while len(self.buttons) < len(methods):
            self._add()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(methods))
        for button, method in zip(self.buttons, methods, strict=False):
            full = self._size is Size.FULL
            button.setText(sentence(method.channel) if full else word(method.channel))
            button.setDetail(ltr(method.mask))
            button.set_drawing(DRAWINGS[method.channel])
            button.setChecked(method.id == current)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Short buttons stand in a row while the window is wide enough for all of them."""
        layout = self._holder.layout()
        if self._size is not Size.SHORT or not isinstance(layout, QBoxLayout):
            return
        shown = [button for button in self.buttons if not button.isHidden()]
        needed = sum(button.minimumSizeHint().width() + layout.spacing() for button in shown)
        row = needed <= self._holder.window().width() - 2 * EDGE_PX
        way = QBoxLayout.Direction.LeftToRight if row else QBoxLayout.Direction.TopToBottom
        if layout.direction() is not way:
            layout.setDirection(way)

    def _add(self) -> None:
        button = WideButton(self._holder)
        button.setObjectName(f"method_{len(self.buttons)}")
        button.setProperty("role", "choice")
        button.setCheckable(self._size is Size.SHORT)
        button.setAutoDefault(True)
        button.clicked.connect(self._clicked)
        self.buttons.append(button)
        layout = self._holder.layout()
        if layout is not None:
            layout.addWidget(button)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, WideButton) and button in self.buttons:
            place = self.buttons.index(button)
            if place < len(self._methods):
                self.chosen.emit(self._methods[place].id)

    def forget(self) -> None:
        self._methods = ()
        for button in self.buttons:
            button.setText("")
            button.setDetail("")
            button.hide()


def sentence(channel: Channel) -> str:
    """The sheet's own sentence."""
    match channel:
        case Channel.EMAIL:
            return QCoreApplication.translate("Method", "Send an e-mail to my alternate e-mail address")
        case Channel.SMS:
            return QCoreApplication.translate("Method", "Send a text message to my mobile phone")
        case Channel.VOICE:
            return QCoreApplication.translate("Method", "Call my mobile phone")
        case Channel.AUTHENTICATOR:
            return QCoreApplication.translate("Method", "Type the code of my authenticator app")
        case unreachable:
            assert_never(unreachable)


def word(channel: Channel) -> str:
    match channel:
        case Channel.EMAIL:
            return QCoreApplication.translate("Method", "E-mail")
        case Channel.SMS:
            return QCoreApplication.translate("Method", "Text message")
        case Channel.VOICE:
            return QCoreApplication.translate("Method", "Call")
        case Channel.AUTHENTICATOR:
            return QCoreApplication.translate("Method", "App")
        case unreachable:
            assert_never(unreachable)


def send(channel: Channel) -> str:
    """The button that sends."""
    match channel:
        case Channel.EMAIL:
            return QCoreApplication.translate("Method", "Send an e-mail")
        case Channel.SMS:
            return QCoreApplication.translate("Method", "Send a text message")
        case Channel.VOICE:
            return QCoreApplication.translate("Method", "Call me")
        case Channel.AUTHENTICATOR:
            return words.following()
        case unreachable:
            assert_never(unreachable)

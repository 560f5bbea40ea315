"""The telephone and mailbox of all people of the demonstration: shows messages, rings, takes keys."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backend.adapters.channels.local_phone import (
    CallEnded,
    CallRings,
    CallSays,
    LocalPhone,
    MessageArrived,
    PhoneEvent,
)
from backend.core.views import Channel
from demo.cards import card, label

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#")
WAYS = {Channel.SMS: "SMS", Channel.EMAIL: "E-mail", Channel.VOICE: "Call"}


class Phone(QWidget):
    """One window for all phones and mailboxes, newest on top.

    Signals:
        received: a `PhoneEvent`, as it arrives.
    """

    received = Signal(object)
    INTERVAL_MS = 250

    def __init__(self, spool: Path) -> None:
        super().__init__()
        self._phone = LocalPhone(spool)
        self._call: CallRings | None = None
        self._list = QVBoxLayout()
        self._list.addStretch(1)
        self._keypad = Keypad()
        self._keypad.pressed.connect(self._press)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(self.INTERVAL_MS)

    def press(self, key: str) -> None:
        """Press `key` in the call that rings now, if one does."""
        if self._call is not None:
            self._phone.press(self._call.id, key)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(label("Phone and mailbox", name="title"))
        layout.addWidget(area, 1)
        layout.addWidget(self._keypad)
        self._keypad.setEnabled(False)

    def _look(self) -> None:
        for event in self._phone.poll():
            self._show(event)
            self.received.emit(event)

    def _show(self, event: PhoneEvent) -> None:
        match event:
            case MessageArrived():
                to = f"{WAYS[event.channel]} to {event.destination.reveal()}"
                lines = [text for text in (event.subject, event.body.reveal()) if text]
                self._add(card(label(to, "muted"), *map(label, lines)))
            case CallRings():
                self._ring(event)
            case CallSays():
                self._add(card(label("The voice says", "muted"), label(event.text.reveal())))
                _say(event.text.reveal(), self._call.language if self._call else "fr")
            case CallEnded():
                self._call = None
                self._keypad.setEnabled(False)
                self._add(card(label("The call has ended.", "muted")))

    def _ring(self, call: CallRings) -> None:
        self._call = call
        frame = card(label(f"Call to {call.destination.reveal()}", "muted"), label(call.greeting))
        frame.setProperty("ringing", "yes")
        self._add(frame)
        self._keypad.setEnabled(True)
        _say(call.greeting, call.language)

    def _add(self, frame: QFrame) -> None:
        self._list.insertWidget(0, frame)

    def _press(self, key: str) -> None:
        if self._call is not None and key == Keypad.HANG_UP:
            self._phone.hang_up(self._call.id)
        else:
            self.press(key)


class Keypad(QWidget):
    """Twelve keys and *hang up*.

    Signals:
        pressed: the key's character, or `HANG_UP`.
    """

    pressed = Signal(str)
    HANG_UP = "hang up"

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        for index, key in enumerate(KEYS):
            grid.addWidget(self._button(key, key), index // 3, index % 3)
        grid.addWidget(self._button("Hang up", self.HANG_UP), 4, 0, 1, 3)

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("key")
        button.setProperty("key", key)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.pressed.emit(str(sender.property("key")))


def _say(text: str, language: str) -> None:
    """Let the machine's voice read it, where it has one; the text is on the screen as well."""
    program = shutil.which("espeak-ng")
    if program is None:
        return
    child = subprocess.Popen(
        [program, "-v", language, "-s", "150", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if child.stdin is not None:
        child.stdin.write(text.encode())
        child.stdin.close()

"""The sheet beside the station: who you are, what to type, and where staff go."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from demo.cards import card, label
from demo.people import FRANCISCO, PEOPLE, Person

STEPS = (
    f"You are {FRANCISCO.given_name} {FRANCISCO.family_name}, and forgot your password. Touch the station.",
    f"Sign in as {FRANCISCO.identifier} with any password: it is refused. Press the forgotten-password link.",
    "Type the characters of the picture, or listen to six digits.",
    f"Choose SMS and type your own number, {FRANCISCO.mobile}. Any form will do: 0470 12 34 23 is the same.",
    "The message arrives here on the right. Type its code, then a new password, twice.",
    "Lost phone? Press “Ask staff” and open the console below with the code that the station shows.",
    "Continue on your phone: here the QR code leads to this machine only, so a real phone cannot follow it.",
)


class Guide(QWidget):
    """Reads like a sheet of paper; one button opens the console."""

    def __init__(self, staff_link: str) -> None:
        super().__init__()
        self._staff_link = staff_link
        layout = QVBoxLayout(self)
        layout.addWidget(label("Who you are, and what to type", name="title"))
        for number, step in enumerate(STEPS, start=1):
            layout.addWidget(card(label(f"{number}.  {step}")))
        layout.addWidget(card(label("Others to try"), *(label(_line(p), "muted") for p in PEOPLE[1:])))
        button = QPushButton("Open the console")
        button.clicked.connect(self._open)
        layout.addWidget(
            card(
                button,
                label("The link works once, to set up your access; it is on the terminal too.", "muted"),
            )
        )
        layout.addStretch(1)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._staff_link))


def _line(person: Person) -> str:
    contact = person.mobile or person.email or "no contact"
    return f"{person.identifier} · {person.password} · {contact}\n{person.story}"

"""*Réessayer* with its countdown: the same code again, the same way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.core.flow.contact import resend_open
from kiosk.core.results import Challenge
from kiosk.core.states import Kiosk
from kiosk.qt.pages.parts import clock, left
from kiosk.qt.pages.wide_button import WideButton


def show_resend(button: WideButton, kiosk: Kiosk, challenge: Challenge) -> None:
    """Enable `button` when the countdown is over; it goes when no resend is left."""
    button.setVisible(challenge.resends_left > 0)
    button.setEnabled(resend_open(kiosk, challenge))
    wait = left(kiosk, challenge.resend_in)
    if wait == 0:
        button.setText(QCoreApplication.translate("Resend", "Try again"))
    else:
        text = QCoreApplication.translate("Resend", "Try again in {time}")
        button.setText(text.format(time=clock(wait)))

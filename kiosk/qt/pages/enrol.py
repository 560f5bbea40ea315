"""A new station offers its key: the code and fingerprint that an operator compares."""

from __future__ import annotations

from typing import assert_never

from kiosk._generated.ui_enrol import Ui_Enrol
from kiosk.core.results import EnrolmentOffer, EnrolmentStatus
from kiosk.core.states import Enrolling, Kiosk
from kiosk.qt.banner import Tone
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, clock, ltr, spaced
from kiosk.qt.texts import NOTHING, Message

APPROVE = "repasse-backend station approve"
"""What an operator without the console types on the backend, before the code."""


class EnrolView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Enrol()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._coded: Edge[str] = Edge()

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Enrolling):
            return
        self.ui.offer.setVisible(page.offer is not None)
        self.say(self.ui.message, self._message(page))
        self._show_link(page.offer)
        if page.offer is not None:
            self._show_offer(page.offer, max(page.offer.expires_in - page.age, 0))

    def _show_offer(self, offer: EnrolmentOffer, seconds: int) -> None:
        self.ui.code.setText(ltr(offer.code))
        self.ui.fingerprint.setText(ltr(spaced(offer.fingerprint, 4)))
        self.ui.where.setText(ltr(bare(offer.console_url)))
        self.ui.command.setText(ltr(f"{APPROVE} {offer.code}"))
        self.ui.expiry.setText(self.tr("Valid for {time}").format(time=clock(seconds)))

    def _show_link(self, offer: EnrolmentOffer | None) -> None:
        """The QR code only opens the page where staff sign in; it approves nothing (RFC 8628 §5.4)."""
        text = f"{offer.console_url.rstrip('/')}/stations?code={offer.code}" if offer is not None else ""
        if self._coded.changed(text):
            says = self.tr("QR code of the console, for operators") if text else ""
            self.ui.qr.show_modules(self.tools.qr.modules(text) if text else (), says)

    def _message(self, page: Enrolling) -> Message:
        match page.status:
            case _ if page.offer is None:
                return Message(Tone.NOTICE, self.tr("The station is asking the service for a code…"))
            case EnrolmentStatus.PENDING | EnrolmentStatus.SLOW_DOWN:
                return NOTHING
            case EnrolmentStatus.APPROVED:
                return Message(Tone.SUCCESS, self.tr("Approved. The station is starting."))
            case EnrolmentStatus.REFUSED:
                return Message(Tone.PROBLEM, self.tr("An operator refused this station."))
            case EnrolmentStatus.EXPIRED:
                return Message(Tone.WARNING, self.tr("The code has expired; a new one is on its way."))
            case unreachable:
                assert_never(unreachable)

    def bar(self) -> Bar:
        return Bar(help=False)

    def wipe(self) -> None:
        super().wipe()
        self.ui.qr.wipe()
        self._coded.forget()


def bare(url: str) -> str:
    """An address as people type it."""
    return url.removeprefix("https://").rstrip("/")

"""*Continue on my phone*: the link, the digits to compare, then what the phone is doing."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_handoff import Ui_Handoff
from kiosk.core.events import (
    BackPressed,
    DigitsConfirmed,
    DigitsDenied,
    LinkWanted,
    PhoneWanted,
    WifiWanted,
)
from kiosk.core.results import Allowed, GuestWifi, Handoff, HandoffStatus, ResetView
from kiosk.core.states import Kiosk, OnPhone, PhonePart
from kiosk.qt import texts, words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, clock, left, ltr, show_part, spaced, stuck


class Shown(Enum):
    """What the page asks of the person now."""

    ASKING = "asking"
    LINK = "link"
    WIFI = "wifi"
    DIGITS = "digits"
    FOLLOWING = "following"
    OVER = "over"


class HandoffView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Handoff()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._coded: Edge[str] = Edge()
        self._shown: Edge[Shown] = Edge()
        self.ui.confirmed.clicked.connect(self._confirm)
        self.ui.denied.clicked.connect(self._deny)
        self.ui.no_internet.clicked.connect(self._wifi)
        self.ui.link_again.clicked.connect(self._link)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, OnPhone):
            return
        shown, wifi = what_is_shown(page, kiosk), kiosk.info.guest_wifi if kiosk.info else None
        self.say(self.ui.message, texts.phone(page.problem))
        self.ui.lead.setText(self._lead(shown))
        self.ui.lead.setVisible(bool(self._lead(shown)))
        show_part(self.ui.link_card, shown=shown in {Shown.LINK, Shown.WIFI})
        show_part(self.ui.digits_card, shown=shown is Shown.DIGITS)
        show_part(self.ui.follow_card, shown=shown is Shown.FOLLOWING)
        show_part(self.ui.no_internet, shown=shown is Shown.LINK and wifi is not None)
        show_part(self.ui.link_again, shown=shown is Shown.WIFI)
        self._show_card(kiosk, page, shown, wifi)
        if self._shown.changed(shown):
            self.focus(self.first_focus() or self)

    def _lead(self, shown: Shown) -> str:
        match shown:
            case Shown.ASKING:
                return self.tr("The link is being made…")
            case Shown.LINK:
                return self.tr("Scan this code with your phone's camera, then tap “Continue on this phone”.")
            case Shown.WIFI:
                return self.tr("Scan this code to join the guest network, then come back to the link.")
            case Shown.DIGITS | Shown.FOLLOWING:
                return ""
            case Shown.OVER:
                return self.tr("You can make a new link, or go back and continue here.")

    def _show_card(self, kiosk: Kiosk, page: OnPhone, shown: Shown, wifi: GuestWifi | None) -> None:
        handoff = page.view.handoff
        self.ui.digits.setText(ltr(spaced(handoff.digits, 1)) if handoff and shown is Shown.DIGITS else "")
        self.ui.progress.setText(self._progress(page.view))
        self.ui.follow_hint.setText(self.tr("This page follows. Stay here until the phone says it is done."))
        match shown:
            case Shown.LINK if handoff is not None:
                self._show_link(kiosk, handoff)
            case Shown.WIFI if wifi is not None:
                self._show_wifi(wifi)
            case _:
                self._show_code("", "")

    def _show_link(self, kiosk: Kiosk, handoff: Handoff) -> None:
        self.ui.steps.setText(self.tr("Only one phone can take it, and you confirm here that it is yours."))
        self.ui.address.setText("")
        self.ui.closes.setText(self._closes(left(kiosk, handoff.expires_in)))
        self._show_code(handoff.url, self.tr("QR code of the link for your phone"))

    def _show_wifi(self, wifi: GuestWifi) -> None:
        self.ui.steps.setText(self.tr("Network: {name}").format(name=ltr(wifi.name)))
        password = self.tr("Password: {password}").format(password=ltr(wifi.password))
        self.ui.address.setText(password if wifi.password else self.tr("No password"))
        self.ui.closes.setText("")
        self._show_code(wifi_text(wifi), self.tr("QR code of the guest network"))

    def _closes(self, seconds: int) -> str:
        return self.tr("The link works for {time} more.").format(time=clock(seconds)) if seconds else ""

    def _show_code(self, text: str, says: str) -> None:
        if self._coded.changed(text):
            self.ui.qr.show_modules(self.tools.qr.modules(text) if text else (), says if text else "")

    def _progress(self, view: ResetView) -> str:
        """What the phone does, without anything that was typed there."""
        match view.allowed:
            case Allowed.CHOOSE_METHOD:
                return self.tr("Your phone is choosing how to be reached.")
            case Allowed.ANSWER_CODE | Allowed.ANSWER_CALL:
                return self.tr("Your phone is waiting for the code.")
            case Allowed.NEW_PASSWORD:
                return self.tr("Your phone is choosing the new password.")
            case _:
                return self.tr("Your phone continues.")

    def bar(self) -> Bar:
        page = self.kiosk.page
        if not isinstance(page, OnPhone):
            return Bar()
        shown = what_is_shown(page, self.kiosk)
        back = self.tr("Continue here") if shown is Shown.FOLLOWING else words.back()
        primary = self.tr("New link") if shown is Shown.OVER else ""
        return Bar(back, primary, not stuck(self.kiosk))

    def press_primary(self) -> None:
        page = self.kiosk.page
        if isinstance(page, OnPhone) and what_is_shown(page, self.kiosk) is Shown.OVER:
            self.sent.emit(PhoneWanted())

    def press_back(self) -> None:
        self.sent.emit(BackPressed())

    def _confirm(self) -> None:
        self.sent.emit(DigitsConfirmed())

    def _deny(self) -> None:
        self.sent.emit(DigitsDenied())

    def _wifi(self) -> None:
        self.sent.emit(WifiWanted())

    def _link(self) -> None:
        self.sent.emit(LinkWanted())

    def first_focus(self) -> QWidget | None:
        parts = (
            (self.ui.digits_card, self.ui.denied),
            (self.ui.no_internet, self.ui.no_internet),
            (self.ui.link_again, self.ui.link_again),
        )
        return next((button for part, button in parts if not part.isHidden()), None)

    def wipe(self) -> None:
        super().wipe()
        self.ui.qr.wipe()
        self._coded.forget()
        self._shown.forget()


def what_is_shown(page: OnPhone, kiosk: Kiosk) -> Shown:
    """What the facts on the page ask for."""
    handoff = page.view.handoff
    if handoff is None or handoff.status is HandoffStatus.ENDED:
        return Shown.ASKING if kiosk.pending is not None else Shown.OVER
    match handoff.status:
        case HandoffStatus.OFFERED:
            return Shown.WIFI if page.part is PhonePart.WIFI else Shown.LINK
        case HandoffStatus.CLAIMED:
            return Shown.DIGITS
        case HandoffStatus.CONFIRMED:
            return Shown.FOLLOWING


def wifi_text(wifi: GuestWifi) -> str:
    """What cameras read as a network to join (Wi-Fi Alliance WPA3 specification, section 7.1)."""
    kind = f"T:WPA;P:{_escaped(wifi.password)};" if wifi.password else ""
    return f"WIFI:{kind}S:{_escaped(wifi.name)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{mark}" if mark in '\\;,:"' else mark for mark in text)

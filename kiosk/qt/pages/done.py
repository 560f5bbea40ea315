"""Page 7: what was done, what works when, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_done import Ui_Done
from kiosk.core.events import ContactWanted, Left, PhoneLost, TryPassword
from kiosk.core.flow.lost_phone import helped
from kiosk.core.results import Propagation, StationInfo, Work
from kiosk.core.states import Done, Kiosk
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, ltr, own, when
from kiosk.qt.rule_texts import listed


class DoneView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Done()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._url: Edge[str] = Edge()
        self.ui.try_now.clicked.connect(self._try_now)
        self.ui.register_contact.clicked.connect(self._register)
        self.ui.lost_phone.clicked.connect(self._lost)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Done):
            return
        completed = page.view.completed
        work = completed.work if completed else Work.PASSWORD
        self.ui.title.setText(self._title(work))
        self.ui.lead.setText(self._lead(kiosk, page))
        self.ui.next_text.setText(self._next(work))
        self.ui.register_contact.setVisible(page.view.contact_offered and not page.registered)
        self.ui.lost_phone.setVisible(helped(page.view) and not page.view.contact_offered)
        self.ui.reference.setText(words.reference(ltr(completed.reference)) if completed else "")
        self._show_services(kiosk.info)
        self._show_code(kiosk.info, kiosk.look.language)

    def _title(self, work: Work) -> str:
        match work:
            case Work.PASSWORD:
                return self.tr("Your password is changed")
            case Work.UNLOCK:
                return self.tr("Your account is unlocked")

    def _lead(self, kiosk: Kiosk, page: Done) -> str:
        account, completed = page.view.account, page.view.completed
        identifier = ltr(account.identifier if account else kiosk.identifier)
        date, time = when(completed.at) if completed else ("", "")
        if not time:
            return " ".join(part for part in (identifier, date) if part)
        text = self.tr("{identifier}, on {date} at {time}").format(
            identifier=identifier, date=date, time=time
        )
        if not page.registered:
            return text
        kept = self.tr("From now on we can reach you at {contact}.").format(contact=ltr(page.registered))
        return f"{text}. {kept}"

    def _show_services(self, info: StationInfo | None) -> None:
        services = info.propagation if info else ()
        self.ui.works.setVisible(bool(services))
        self.ui.works_text.setText("\n".join(self._services(services)))

    def _services(self, services: tuple[Propagation, ...]) -> list[str]:
        now = [own(one.service) for one in services if one.minutes <= 0]
        later = [one for one in services if one.minutes > 0]
        at_once = self.tr("Works now: {services}").format(services=listed(now))
        return [*([at_once] if now else []), *map(self._later, later)]

    def _later(self, one: Propagation) -> str:
        text = self.tr("Works in %n minute(s): {service}", "", one.minutes)
        return text.format(service=own(one.service))

    def _next(self, work: Work) -> str:
        rejoin = self.tr("1.  Rejoin the Wi-Fi on each of your devices.")
        mail = self.tr("2.  Sign in again in your mail apps.")
        match work:
            case Work.PASSWORD:
                saved = self.tr("3.  Update the password saved in your browser.")
            case Work.UNLOCK:
                saved = self.tr("3.  Correct an old password saved in your browser.")
        return "\n".join((rejoin, mail, saved))

    def _show_code(self, info: StationInfo | None, language: str) -> None:
        """The same list on the person's phone; where no page for phones is served, the page to sign in at."""
        url = info.sign_in_url if info else ""
        says = self.tr("QR code of the sign-in page")
        self.ui.qr_text.setText(self.tr("Sign-in page, for your phone"))
        if info and info.next_steps_url:
            url = f"{info.next_steps_url}?lang={language}"
            says = self.tr("QR code of this list")
            self.ui.qr_text.setText(self.tr("This list, for your phone"))
        if self._url.changed(url):
            self.ui.qr.show_modules(self.tools.qr.modules(url) if url else (), says if url else "")
            self.ui.qr.setVisible(bool(url))
            self.ui.qr_text.setVisible(bool(url))

    def bar(self) -> Bar:
        return Bar(primary=words.finish())

    def press_primary(self) -> None:
        self.sent.emit(Left())

    def _try_now(self) -> None:
        self.sent.emit(TryPassword())

    def _register(self) -> None:
        self.sent.emit(ContactWanted())

    def first_focus(self) -> QWidget:
        return self.ui.try_now

    def wipe(self) -> None:
        super().wipe()
        self.ui.qr.wipe()
        self._url.forget()

    def _lost(self) -> None:
        self.sent.emit(PhoneLost())

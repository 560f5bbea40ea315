"""Page 5b: ask staff. Where they are, the request code, and the number they hand over."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_ask_staff import Ui_AskStaff
from kiosk.core.events import BackPressed, Left, ReturnNumberSubmitted, StaffWanted
from kiosk.core.results import Approval, ApprovalStatus, Desk
from kiosk.core.secret import Secret
from kiosk.core.states import AskStaff, Kiosk, StaffProblem
from kiosk.qt import texts, words
from kiosk.qt.counted import Counted
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.fields import digits_of
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, clock, left, ltr, show_part, spaced, stuck


class Shown(Enum):
    """What the page asks of the person now."""

    IDENTIFIER = "identifier"
    ASKING = "asking"
    WAITING = "waiting"
    NUMBER = "number"
    CLOSED = "closed"


class AskStaffView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_AskStaff()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._code: Edge[str] = Edge()
        self._shown: Edge[Shown] = Edge()
        self._problem: Edge[StaffProblem] = Edge()

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, AskStaff):
            return
        shown = what_is_shown(page, kiosk)
        self.say(self.ui.message, texts.staff(page.problem))
        self.ui.lead.setText(self._lead(shown))
        self._show_desk(kiosk)
        self._show_elsewhere(kiosk, page)
        show_part(self.ui.identifier_part, shown=shown is Shown.IDENTIFIER)
        show_part(self.ui.request, shown=shown is Shown.WAITING)
        show_part(self.ui.number_part, shown=shown is Shown.NUMBER)
        approval = page.view.approval if page.view else None
        if approval is not None:
            self._show_request(kiosk, approval, shown)
        self._react(page, shown)

    def _lead(self, shown: Shown) -> str:
        match shown:
            case Shown.IDENTIFIER:
                return self.tr("Type your user ID, then show your student card at the desk.")
            case Shown.ASKING:
                return self.tr("Your request is being prepared…")
            case Shown.WAITING:
                return self.tr("Take your student card to the desk and give this code. Then come back here.")
            case Shown.NUMBER:
                return self.tr("Staff have approved. Type the number they gave you.")
            case Shown.CLOSED:
                return self.tr("You can ask again, or go to the desk.")

    def _show_desk(self, kiosk: Kiosk) -> None:
        desk = kiosk.info.desk if kiosk.info else None
        self.ui.where.setVisible(desk is not None)
        if desk is not None:
            self.ui.desk.setText(desk.name)
            self.ui.desk_place.setText(desk.place)
            self.ui.desk_place.setVisible(bool(desk.place))
            self.ui.desk_hours.setText(words.hours(desk))
            self.ui.desk_hours.setVisible(bool(words.hours(desk)))

    def _show_elsewhere(self, kiosk: Kiosk, page: AskStaff) -> None:
        """While the desk is closed: where else somebody is, and that the desk was told."""
        shut = kiosk.info is not None and kiosk.info.desk.open_until is None
        desks = kiosk.info.other_desks if kiosk.info and shut else ()
        self.ui.others.setText("\n".join(map(_line, desks)))
        self.ui.others.setVisible(bool(desks))
        ticket = page.view.ticket if page.view else ""
        told = self.tr("The desk was told by e-mail: come back with your card and reference {reference}.")
        self.ui.ticket.setText(told.format(reference=ltr(ticket)) if ticket else "")
        self.ui.ticket.setVisible(bool(ticket))

    def _show_request(self, kiosk: Kiosk, approval: Approval, shown: Shown) -> None:
        waiting = shown is Shown.WAITING
        self.ui.request_code.setText(ltr(spaced(approval.request_code, 3)) if waiting else "")
        self.ui.renews.setText(self._renews(left(kiosk, approval.code_renews_in)))
        self.ui.tries.setText(Counted().attempts_left(approval.tries_left))
        if self._code.changed(approval.url if waiting else ""):
            modules = self.tools.qr.modules(approval.url) if waiting and approval.url else ()
            self.ui.qr.show_modules(modules, self.tr("QR code of this request, for staff") if modules else "")

    def _renews(self, seconds: int) -> str:
        if seconds == 0:
            return self.tr("A new code is on its way…")
        return self.tr("New code in {time}").format(time=clock(seconds))

    def _react(self, page: AskStaff, shown: Shown) -> None:
        """Once, when the page asks something else, or says that the number was wrong."""
        told = self._problem.changed(page.problem) and page.problem is not None
        if told:
            self.ui.number.setText("")
        if self._shown.changed(shown) or told:
            self.focus(self.first_focus() or self)

    def bar(self) -> Bar:
        page = self.kiosk.page
        if not isinstance(page, AskStaff):
            return Bar(help=False)
        back = words.back() if page.back is not None else words.cancel()
        primary = self._primary(what_is_shown(page, self.kiosk))
        return Bar(back, primary, not stuck(self.kiosk), help=False)

    def _primary(self, shown: Shown) -> str:
        match shown:
            case Shown.IDENTIFIER | Shown.NUMBER:
                return words.following()
            case Shown.CLOSED:
                return self.tr("Ask again")
            case Shown.ASKING | Shown.WAITING:
                return ""

    def press_primary(self) -> None:
        page = self.kiosk.page
        if not isinstance(page, AskStaff):
            return
        match what_is_shown(page, self.kiosk):
            case Shown.IDENTIFIER:
                self.sent.emit(StaffWanted(self.ui.identifier.text()))
            case Shown.NUMBER:
                self.sent.emit(ReturnNumberSubmitted(Secret(digits_of(self.ui.number.text()))))
            case Shown.CLOSED:
                self.sent.emit(StaffWanted())
            case Shown.ASKING | Shown.WAITING:
                pass

    def press_back(self) -> None:
        page = self.kiosk.page
        leads_back = isinstance(page, AskStaff) and page.back is not None
        self.sent.emit(BackPressed() if leads_back else Left())

    def typed_identifier(self) -> str:
        return self.ui.identifier.text()

    def first_focus(self) -> QWidget | None:
        parts = (
            (self.ui.identifier_part, self.ui.identifier),
            (self.ui.number_part, self.ui.number),
        )
        return next((field for part, field in parts if not part.isHidden()), None)

    def wipe(self) -> None:
        super().wipe()
        self.ui.qr.wipe()
        for memory in (self._code, self._shown, self._problem):
            memory.forget()


def _line(desk: Desk) -> str:
    """One of the other desks: its name, where it is, and when it is open."""
    return " · ".join(part for part in (desk.name, desk.place, words.hours(desk)) if part)


def what_is_shown(page: AskStaff, kiosk: Kiosk) -> Shown:
    """What the facts on the page ask for."""
    status = page.view.approval.status if page.view and page.view.approval else None
    if page.view is None:
        return Shown.ASKING if kiosk.pending is not None else Shown.IDENTIFIER
    match status:
        case ApprovalStatus.WAITING:
            return Shown.WAITING
        case ApprovalStatus.APPROVED:
            return Shown.NUMBER
        case ApprovalStatus.REFUSED | ApprovalStatus.EXPIRED:
            return Shown.CLOSED
        case ApprovalStatus.RETURNED | None:
            return Shown.ASKING if kiosk.pending is not None else Shown.CLOSED

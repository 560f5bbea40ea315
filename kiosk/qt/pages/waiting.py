"""A call of the person takes longer than a moment."""

from __future__ import annotations

from typing import assert_never

from kiosk._generated.ui_waiting import Ui_Waiting
from kiosk.core.effects import (
    AnswerCode,
    AskApproval,
    Call,
    ConfirmContact,
    DecideHandoff,
    FetchStation,
    Heartbeat,
    IssuePass,
    LeaveReset,
    LengthenReset,
    OfferEnrolment,
    OfferHandoff,
    OpenMaintenance,
    PollEnrolment,
    PollReset,
    RegisterContact,
    ReturnNumber,
    SendChallenge,
    SetPassword,
    SignIn,
    StartReset,
    Unlock,
)
from kiosk.core.events import Left
from kiosk.core.states import Kiosk, Pending, Waiting
from kiosk.qt import words
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage


class WaitingView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Waiting()
        self.ui.setupUi(self)
        self.fit(self.ui)

    def render_state(self, kiosk: Kiosk) -> None:
        if not isinstance(kiosk.page, Waiting):
            return
        pending = kiosk.pending
        self.ui.lead.setText(self._what(pending.call if pending else None))
        self.ui.longer.setText(self._why(pending))

    def _what(self, call: Call | None) -> str:
        match call:
            case SendChallenge() | RegisterContact():
                return self.tr("We are preparing the message.")
            case AnswerCode() | ReturnNumber() | ConfirmContact() | OpenMaintenance():
                return self.tr("We are checking what you typed.")
            case SetPassword():
                return self.tr("We are setting your new password. Do not leave yet.")
            case Unlock():
                return self.tr("We are unlocking your account. Do not leave yet.")
            case AskApproval():
                return self.tr("We are telling staff.")
            case SignIn() | StartReset() | IssuePass():
                return self.tr("We are looking for what is possible.")
            case PollReset() | LengthenReset() | LeaveReset() | OfferHandoff() | DecideHandoff() | None:
                return self.tr("We are waiting for an answer.")
            case FetchStation() | Heartbeat() | OfferEnrolment() | PollEnrolment():
                return self.tr("We are waiting for an answer.")
            case unreachable:
                assert_never(unreachable)

    def _why(self, pending: Pending | None) -> str:
        """A call that is held back says for how long; any other says nothing."""
        if pending is None or pending.tries or not pending.retry_in:
            return ""
        return self.tr("The station is very busy: this goes on in %n second(s).", "", pending.retry_in)

    def bar(self) -> Bar:
        return Bar(words.cancel(), help=False)

    def press_back(self) -> None:
        self.sent.emit(Left())

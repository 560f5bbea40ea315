"""Which page shows which state: every class of `kiosk.core.states.Page`, exactly once."""

from __future__ import annotations

from kiosk.core import states
from kiosk.qt.pages.accepted import AcceptedView
from kiosk.qt.pages.ask_staff import AskStaffView
from kiosk.qt.pages.attract import AttractView
from kiosk.qt.pages.base import Page, Tools
from kiosk.qt.pages.calling import CallingView
from kiosk.qt.pages.choose_method import ChooseMethodView
from kiosk.qt.pages.done import DoneView
from kiosk.qt.pages.enrol import EnrolView
from kiosk.qt.pages.enter_code import EnterCodeView
from kiosk.qt.pages.handoff import HandoffView
from kiosk.qt.pages.identify import IdentifyView
from kiosk.qt.pages.idle_warning import IdleWarningView
from kiosk.qt.pages.lost_phone import LostPhoneView
from kiosk.qt.pages.maintenance import MaintenanceView
from kiosk.qt.pages.new_password import NewPasswordView
from kiosk.qt.pages.out_of_service import OutOfServiceView
from kiosk.qt.pages.register_contact import RegisterContactView
from kiosk.qt.pages.sign_in import SignInView
from kiosk.qt.pages.unlock_only import UnlockOnlyView
from kiosk.qt.pages.waiting import WaitingView
from kiosk.qt.pages.write_unknown import WriteUnknownView

PAGES: dict[type[states.Page], type[Page]] = {
    states.Starting: OutOfServiceView,
    states.Faulted: OutOfServiceView,
    states.OutOfService: OutOfServiceView,
    states.Enrolling: EnrolView,
    states.Maintenance: MaintenanceView,
    states.Attract: AttractView,
    states.SignInPage: SignInView,
    states.Accepted: AcceptedView,
    states.Identify: IdentifyView,
    states.ChooseMethod: ChooseMethodView,
    states.EnterCode: EnterCodeView,
    states.Calling: CallingView,
    states.AskStaff: AskStaffView,
    states.NewPassword: NewPasswordView,
    states.UnlockOnly: UnlockOnlyView,
    states.WriteUnknown: WriteUnknownView,
    states.Done: DoneView,
    states.OnPhone: HandoffView,
    states.NewContact: RegisterContactView,
    states.LostPhone: LostPhoneView,
    states.Waiting: WaitingView,
    states.IdleWarning: IdleWarningView,
}


def make_pages(tools: Tools) -> dict[type[states.Page], Page]:
    """Make one page of each kind; states that share a form share the page."""
    made = {kind: kind(tools) for kind in dict.fromkeys(PAGES.values())}
    return {state: made[kind] for state, kind in PAGES.items()}

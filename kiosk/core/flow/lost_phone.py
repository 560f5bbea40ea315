"""A lost telephone, after a reset that staff approved: a temporary pass, or what to do without one."""

from __future__ import annotations

from kiosk.core.effects import Chime, IssuePass, PlayChime
from kiosk.core.events import BackPressed, ContactWanted
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import ApprovalStatus, PassAnswered, ResetView
from kiosk.core.states import Done, LostPhone, NewContact

LostPhoneEvent = BackPressed | ContactWanted


def helped(view: ResetView) -> bool:
    """Whether staff stood by: only then is a lost telephone more than a word."""
    return view.approval is not None and view.approval.status is ApprovalStatus.RETURNED


def wanted(turn: Turn, page: Done | NewContact) -> Turn:
    """Ask for a pass where the directory issues them; else say at once what to do."""
    if not helped(page.view):
        return turn
    if page.view.pass_offered:
        return submit(turn, IssuePass(page.view.id))
    return turn.tell(LostPhone(page.view))


def answered(turn: Turn, answer: PassAnswered) -> Turn | None:
    """None when nobody asked."""
    page = turn.kiosk.page
    if not isinstance(page, Done | NewContact):
        return None
    return turn.tell(LostPhone(page.view, answer)).do(PlayChime(Chime.PROGRESS))


def on(turn: Turn, page: LostPhone, event: LostPhoneEvent) -> Turn:
    match event:
        case BackPressed():
            info = turn.kiosk.info
            return turn.tell(Done(page.view, closes_in=info.idle.done if info else 0))
        case ContactWanted():
            return turn.show(NewContact(page.view)) if page.view.contact_offered else turn

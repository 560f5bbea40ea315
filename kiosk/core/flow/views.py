"""From views to pages: what the backend's facts allow decides, the person's own choice is respected."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core.effects import AskApproval, Chime, PlayChime
from kiosk.core.flow import identify
from kiosk.core.flow.layers import refreshed
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import (
    Allowed,
    ApprovalStatus,
    Challenge,
    Channel,
    Delivery,
    Outcome,
    ResetView,
    StationInfo,
)
from kiosk.core.states import (
    AskStaff,
    Calling,
    ChooseMethod,
    Done,
    EnterCode,
    MethodProblem,
    NewContact,
    NewPassword,
    Page,
    StaffProblem,
    UnlockOnly,
    WriteUnknown,
)


def page_for(view: ResetView, info: StationInfo | None) -> Page | None:
    """The page that the facts ask for; None when the reset has ended."""
    match view.allowed:
        case Allowed.CHOOSE_METHOD:
            return _choose(view)
        case Allowed.ANSWER_CODE:
            return EnterCode(view) if view.challenge else _choose(view)
        case Allowed.ANSWER_CALL:
            return Calling(view) if view.challenge else _choose(view)
        case Allowed.NEW_PASSWORD:
            return UnlockOnly(view) if view.unlock_offered else NewPassword(view)
        case Allowed.STAFF_ONLY:
            return AskStaff(view, back=None, problem=StaffProblem.RESTS)
        case Allowed.DONE:
            return Done(view, closes_in=info.idle.done if info else 0)
        case Allowed.WRITE_UNKNOWN:
            return WriteUnknown(view)
        case Allowed.ENDED:
            return None
        case unreachable:
            assert_never(unreachable)


def _choose(view: ResetView) -> ChooseMethod:
    further = 0 < view.gates_left < view.gates_needed
    return ChooseMethod(view, problem=MethodProblem.NEXT_GATE if further else None)


def ended(view: ResetView) -> bool:
    closed = {Outcome.ENDED_BY_OWNER, Outcome.EXPIRED}
    return view.allowed is Allowed.ENDED or view.outcome in closed


def reset_gone(turn: Turn) -> Turn:
    """The reset is over, the session is not: the person may start again, unless all was done."""
    kiosk = replace(turn.kiosk, reset_id="", poll=0, poll_in=0, pending=None)
    page = turn.kiosk.page
    if isinstance(page, NewContact):
        closes_in = kiosk.info.idle.done if kiosk.info else 0
        return turn.keep(kiosk).tell(Done(replace(page.view, contact_offered=False), closes_in))
    return identify.gone(turn.keep(kiosk))


def onward(turn: Turn, view: ResetView) -> Turn:
    """Go where the facts lead."""
    page = page_for(view, turn.kiosk.info)
    match page:
        case None:
            return reset_gone(turn)
        case AskStaff():
            return rests(turn, view)
        case _:
            return turn.show(page).do(PlayChime(Chime.PROGRESS))


def rests(turn: Turn, view: ResetView) -> Turn:
    """Staff are the only way left, so they are asked at once."""
    turn = turn.refuse(AskStaff(view, back=None, problem=StaffProblem.RESTS))
    waiting = view.approval is not None and view.approval.status in _OPEN
    return turn if waiting else submit(turn, AskApproval(view.id))


_OPEN = frozenset({ApprovalStatus.WAITING, ApprovalStatus.APPROVED})

# --- views that arrive by themselves ------------------------------------------------------------


def newer(turn: Turn, page: Page, view: ResetView) -> Turn:
    """A polled view meets `page`, which is shown and no call of the person is out."""
    if ended(view):
        return reset_gone(turn)
    match page:
        case EnterCode() | Calling():
            return _on_challenge(turn, page, view)
        case ChooseMethod():
            stays = view.allowed in _GATES
            return turn.show(replace(page, view=view)) if stays else onward(turn, view)
        case AskStaff():
            return _on_staff(turn, page, view)
        case NewPassword() | UnlockOnly():
            stays = view.allowed is Allowed.NEW_PASSWORD
            return turn.show(refreshed(page, view)) if stays else onward(turn, view)
        case _:
            return turn.show(refreshed(page, view))


_GATES = frozenset({Allowed.CHOOSE_METHOD, Allowed.ANSWER_CODE, Allowed.ANSWER_CALL})


def _on_challenge(turn: Turn, page: EnterCode | Calling, view: ResetView) -> Turn:
    before, now = page.view.challenge, view.challenge
    if view.allowed not in _GATES:
        return onward(turn, view)
    if view.gates_left < page.view.gates_left:
        return onward(turn, view)
    if now is None or now.delivery in _DEAD:
        return turn.refuse(ChooseMethod(view, problem=_why(now)))
    if view.allowed is Allowed.CHOOSE_METHOD:
        return turn.refuse(ChooseMethod(view, problem=MethodProblem.CODE_EXPIRED))
    if before is not None and before.id == now.id:
        return turn.show(replace(page, view=view))
    return turn.show(Calling(view) if now.channel is Channel.VOICE else EnterCode(view))


_DEAD = frozenset({Delivery.FAILED, Delivery.BROKEN, Delivery.EXPIRED, Delivery.SPENT})


def _why(challenge: Challenge | None) -> MethodProblem:
    """Why the live challenge is no longer one."""
    match challenge.delivery if challenge else Delivery.EXPIRED:
        case Delivery.FAILED:
            return MethodProblem.NOT_DELIVERED
        case Delivery.BROKEN:
            return MethodProblem.CALL_BROKEN
        case Delivery.SPENT:
            return MethodProblem.CODE_SPENT
        case _:
            return MethodProblem.CODE_EXPIRED


def _on_staff(turn: Turn, page: AskStaff, view: ResetView) -> Turn:
    """Only staff's own approval, or the end, leads away from here; a proof waits behind *Précédent*."""
    page = replace(page, view=view)
    status = view.approval.status if view.approval else None
    if status is ApprovalStatus.RETURNED and view.allowed is not Allowed.STAFF_ONLY:
        return onward(turn, view)
    if view.allowed in {Allowed.DONE, Allowed.WRITE_UNKNOWN}:
        return onward(turn, view)
    problem = staff_problem(status)
    if problem is not None and problem is not page.problem:
        return turn.refuse(replace(page, problem=problem))
    return turn.show(page)


def staff_problem(status: ApprovalStatus | None) -> StaffProblem | None:
    if status is ApprovalStatus.REFUSED:
        return StaffProblem.REFUSED
    return StaffProblem.EXPIRED if status is ApprovalStatus.EXPIRED else None


def back_to(turn: Turn, back: Page, view: ResetView) -> Turn:
    """Back to `back` as the facts stand now, which may have moved on meanwhile."""
    return newer(turn.show(back), back, view)

"""What the person's calls come to: the outcome of each, as a page with its message."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, assert_never

from kiosk.core.effects import (
    AskApproval,
    Call,
    ChallengeKind,
    Chime,
    FetchStation,
    Pace,
    PlayChime,
    PollReset,
    SendChallenge,
    SignIn,
    StartReset,
)
from kiosk.core.flow import new_contact, phone, views
from kiosk.core.flow.turn import Turn, submit, upkeep
from kiosk.core.results import (
    Allowed,
    ApprovalStatus,
    Channel,
    Outcome,
    ResetView,
    SignInAnswered,
    SignInOutcome,
)
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Calling,
    ChooseMethod,
    CodeProblem,
    EnterCode,
    MethodProblem,
    NewContact,
    NewPassword,
    OnPhone,
    Page,
    PasswordProblem,
    SignInPage,
    SignInProblem,
    StaffProblem,
    UnlockOnly,
    WriteUnknown,
)


def signed_in(turn: Turn, call: SignIn, answer: SignInAnswered) -> Turn | None:
    """The outcome of a sign-in; None when the answer contradicts itself."""
    match answer.outcome:
        case SignInOutcome.REFUSED:
            return turn.refuse(SignInPage(call.identifier, SignInProblem.REFUSED))
        case SignInOutcome.NOT_CHECKABLE:
            return turn.tell(SignInPage(call.identifier, SignInProblem.NOT_CHECKABLE))
        case SignInOutcome.ACCEPTED if answer.view:
            return _opened(turn, answer.view, call.pace).show(Accepted(answer.view, call.password))
        case SignInOutcome.ACCEPTED_MUST_CHANGE if answer.view:
            return _opened(turn, answer.view, call.pace).show(NewPassword(answer.view, call.password))
        case SignInOutcome.ACCEPTED | SignInOutcome.ACCEPTED_MUST_CHANGE:
            return None
        case unreachable:
            assert_never(unreachable)


def _opened(turn: Turn, view: ResetView, pace: Pace) -> Turn:
    """A reset is open from here on; what is out about an earlier one is forgotten."""
    kiosk = replace(turn.kiosk, reset_id=view.id, view_age=0, poll=0, poll_in=0, poll_tries=0)
    return turn.keep(replace(kiosk, pace=pace, lengthen=0, lengthen_in=0))


def viewed(turn: Turn, call: Call, view: ResetView) -> Turn | None:
    """The outcome of any call about a reset; None when the answer is about another one."""
    if isinstance(call, StartReset):
        turn = _opened(turn, view, call.pace)
    elif view.id != turn.kiosk.reset_id:
        return None
    turn = _waiver_used(turn.keep(replace(turn.kiosk, view_age=0)), call)
    if views.ended(view):
        return views.reset_gone(turn)
    if isinstance(call, StartReset) and call.kind is ChallengeKind.WAIVED:
        return _open_to_staff(turn, view)
    page = turn.kiosk.page
    if isinstance(page, AskStaff) and not isinstance(call, PollReset):
        return _by_staff(turn, page, view)
    if isinstance(page, OnPhone):
        return phone.answered(turn, page, view)
    if isinstance(page, NewContact):
        return new_contact.answered(turn, page, view)
    if view.outcome is Outcome.RESTS or view.allowed is Allowed.STAFF_ONLY:
        return views.rests(turn, view)
    return _by_outcome(turn, call, view)


def _waiver_used(turn: Turn, call: Call) -> Turn:
    """Whoever goes through without a CAPTCHA may be why the station is to ask again: find out at once."""
    used = isinstance(call, StartReset) and call.kind is ChallengeKind.ATTENDED
    return upkeep(turn, FetchStation()) if used else turn


def _open_to_staff(turn: Turn, view: ResetView) -> Turn:
    page = turn.kiosk.page
    back = page.back if isinstance(page, AskStaff) else None
    return submit(turn.show(AskStaff(view, back)), AskApproval(view.id))


def _by_staff(turn: Turn, page: AskStaff, view: ResetView) -> Turn:
    """The answer to a request, or to a return number, on the staff page."""
    kept = StaffProblem.RESTS if page.problem is StaffProblem.RESTS else None
    page = replace(page, view=view, problem=kept)
    match view.outcome:
        case Outcome.RETURN_WRONG:
            return turn.refuse(replace(page, problem=StaffProblem.NUMBER_WRONG))
        case Outcome.APPROVAL_CLOSED:
            status = view.approval.status if view.approval else None
            closed = views.staff_problem(status) or StaffProblem.EXPIRED
            return turn.refuse(replace(page, problem=closed))
        case Outcome.RETURN_ACCEPTED:
            return views.onward(turn, view)
        case _:
            open_now = view.approval is not None and view.approval.status is ApprovalStatus.WAITING
            return turn.tell(page) if open_now else views.newer(turn, page, view)


Settled = Literal[
    Outcome.NONE,
    Outcome.STARTED,
    Outcome.SENT,
    Outcome.CODE_AWAITED,
    Outcome.PROVED,
    Outcome.APPROVAL_WAITING,
    Outcome.RETURN_ACCEPTED,
    Outcome.RETURN_WRONG,
    Outcome.APPROVAL_CLOSED,
    Outcome.PASSWORD_SET,
    Outcome.UNLOCKED,
    Outcome.RESTS,
    Outcome.HANDOFF_OFFERED,
    Outcome.HANDOFF_CONFIRMED,
    Outcome.HANDOFF_ENDED,
    Outcome.CONTACT_SENT,
    Outcome.CONTACT_REGISTERED,
    Outcome.CONTACT_REFUSED,
    Outcome.ENDED_BY_OWNER,
    Outcome.EXPIRED,
]


def _by_outcome(turn: Turn, call: Call, view: ResetView) -> Turn:
    page = turn.kiosk.page
    match view.outcome:
        case Outcome.DESTINATION_MISMATCH:
            return _not_sent(turn, call, view, MethodProblem.DESTINATION_MISMATCH)
        case Outcome.DESTINATION_UNREADABLE:
            return _not_sent(turn, call, view, MethodProblem.DESTINATION_UNREADABLE)
        case Outcome.SEND_LIMITED if isinstance(page, EnterCode | Calling):
            return _on_code(turn, view, CodeProblem.SEND_LIMITED, MethodProblem.SEND_LIMITED)
        case Outcome.SEND_LIMITED:
            return _not_sent(turn, call, view, MethodProblem.SEND_LIMITED)
        case Outcome.RESENT:
            return _resent(turn, view)
        case Outcome.WRONG_CODE:
            return _on_code(turn, view, CodeProblem.WRONG, MethodProblem.CODE_SPENT)
        case Outcome.CODE_EXPIRED:
            return _on_code(turn, view, CodeProblem.EXPIRED, MethodProblem.CODE_EXPIRED)
        case Outcome.CODE_SPENT:
            return turn.refuse(ChooseMethod(view, problem=MethodProblem.CODE_SPENT))
        case Outcome.PASSWORD_REFUSED | Outcome.NOT_LOCKED | Outcome.DIRECTORY_DOWN:
            return _not_written(turn, page, view)
        case Outcome.WRITE_UNKNOWN:
            return turn.refuse(WriteUnknown(view))
        case settled:
            return _onward(turn, view, settled)


def _onward(turn: Turn, view: ResetView, _outcome: Settled) -> Turn:
    """The outcomes that leave nothing to say; the type keeps the list closed."""
    return views.onward(turn, view)


def _not_sent(turn: Turn, call: Call, view: ResetView, problem: MethodProblem) -> Turn:
    """Nothing was sent; the method and what was typed stay."""
    chosen = call.method_id if isinstance(call, SendChallenge) else None
    return turn.refuse(ChooseMethod(view, chosen, problem))


def _on_code(turn: Turn, view: ResetView, problem: CodeProblem, otherwise: MethodProblem) -> Turn:
    """The live challenge goes on with `problem`; without one, a method is to be chosen again."""
    answerable = view.allowed in {Allowed.ANSWER_CODE, Allowed.ANSWER_CALL}
    if view.challenge is None or not answerable:
        return turn.refuse(ChooseMethod(view, problem=otherwise))
    if isinstance(turn.kiosk.page, Calling):
        return turn.refuse(Calling(view, problem))
    return turn.refuse(EnterCode(view, problem))


def _resent(turn: Turn, view: ResetView) -> Turn:
    if view.challenge is None:
        return views.onward(turn, view)
    voice = view.challenge.channel is Channel.VOICE
    stays = isinstance(turn.kiosk.page, EnterCode)
    again: Page = Calling(view) if voice and not stays else EnterCode(view, resent=True)
    return turn.tell(again).do(PlayChime(Chime.PROGRESS))


def _not_written(turn: Turn, page: Page, view: ResetView) -> Turn:
    """The directory did not do it, for sure; the proof stays and so does the page."""
    match page:
        case NewPassword() if view.outcome is Outcome.PASSWORD_REFUSED:
            refused = replace(page, problem=PasswordProblem.REFUSED, broken=view.broken)
            return turn.refuse(replace(refused, view=view))
        case NewPassword():
            down = replace(page, problem=PasswordProblem.DIRECTORY_DOWN, broken=())
            return turn.refuse(replace(down, view=view))
        case UnlockOnly():
            locked = view.outcome is Outcome.NOT_LOCKED
            problem = PasswordProblem.NOT_UNLOCKED if locked else PasswordProblem.DIRECTORY_DOWN
            return turn.refuse(UnlockOnly(view, problem))
        case _:
            return views.onward(turn, view)

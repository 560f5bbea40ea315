"""When a call of the person has no answer: try again, say so on the page, or go out of service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from kiosk.core import delays
from kiosk.core.effects import (
    Announce,
    AskApproval,
    IssuePass,
    PollReset,
    SetPassword,
    Unlock,
)
from kiosk.core.flow import session, views
from kiosk.core.flow.layers import uncovered, view_of
from kiosk.core.flow.turn import Turn, submit
from kiosk.core.results import Failed, FaultKind
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Attract,
    Calling,
    ChooseMethod,
    CodeProblem,
    ContactProblem,
    Done,
    Enrolling,
    EnterCode,
    Faulted,
    Identify,
    IdentifyProblem,
    IdleWarning,
    Link,
    LostPhone,
    Maintenance,
    MaintenanceProblem,
    MethodProblem,
    NewContact,
    NewPassword,
    OnPhone,
    OutOfService,
    Page,
    Pending,
    PhoneProblem,
    SignInPage,
    SignInProblem,
    StaffProblem,
    Starting,
    UnlockOnly,
    Waiting,
    WriteUnknown,
)

Settle = Callable[[Turn], Turn]


def of_call(turn: Turn, pending: Pending, failed: Failed) -> Turn:
    """The person's call failed; the page shown is the one it was made on."""
    turn = uncovered(turn)
    match failed.kind:
        case FaultKind.UNREACHABLE:
            return _again_later(turn, pending, failed)
        case (
            FaultKind.TLS
            | FaultKind.CERTIFICATE_TIME
            | FaultKind.CLOCK_SKEW
            | FaultKind.KEY_WITHDRAWN
            | FaultKind.NETWORK_REFUSED
        ):
            return session.out_of_service(turn, failed)
        case FaultKind.KEY_UNKNOWN:
            return session.enrol(turn)
        case FaultKind.RESET_GONE:
            return _settle_unless_written(turn, pending, views.reset_gone)
        case FaultKind.NOT_ALLOWED:
            return _settle_unless_written(turn, pending, _by_facts)
        case FaultKind.UNAVAILABLE | FaultKind.MALFORMED | FaultKind.REJECTED | FaultKind.CRASHED:
            if _writes(pending):
                return _again_later(turn, pending, failed)
            return give_up(turn)
        case unreachable:
            assert_never(unreachable)


def _writes(pending: Pending) -> bool:
    return isinstance(pending.call, SetPassword | Unlock)


def _again_later(turn: Turn, pending: Pending, failed: Failed) -> Turn:
    """Keep the page, say that the link is troubled, and send the same intent again."""
    if pending.age >= delays.GIVE_UP_AFTER:
        return give_up(turn)
    news = (Announce(),) if turn.kiosk.link is Link.UP else ()
    pause = delays.pause(delays.RETRY_PAUSES, pending.tries)
    kiosk = replace(
        turn.kiosk,
        pending=replace(pending, retry_in=pause),
        link=Link.TROUBLED,
        link_reference=failed.reference,
    )
    return turn.keep(kiosk).do(*news)


def give_up(turn: Turn) -> Turn:
    """No answer will come: a write may have happened, anything else can be tried again."""
    pending = turn.kiosk.pending
    turn = uncovered(turn.keep(replace(turn.kiosk, pending=None)))
    page = turn.kiosk.page
    view = view_of(page)
    if pending is not None and _writes(pending) and view is not None:
        return turn.refuse(WriteUnknown(view))
    if pending is not None and isinstance(pending.call, IssuePass) and view is not None:
        return turn.refuse(LostPhone(view))  # without a pass: what to do instead
    return turn.refuse(unavailable(page))


def _settle_unless_written(turn: Turn, pending: Pending, settle: Settle) -> Turn:
    """A write that was sent before may be why the reset no longer allows it."""
    if _writes(pending) and pending.tries > 1:
        return give_up(turn)
    return settle(turn)


def _by_facts(turn: Turn) -> Turn:
    """Fetch the view and go where it leads; what is refused even then does not answer at the moment."""
    pending = turn.kiosk.pending
    asked = pending is not None and isinstance(pending.call, PollReset | AskApproval)
    reset_id = turn.kiosk.reset_id
    turn = turn.keep(replace(turn.kiosk, pending=None))
    if asked or not reset_id:
        return give_up(turn)
    return submit(turn, PollReset(reset_id, 0))


def unavailable(page: Page) -> Page:
    """The same page, saying that the service does not answer at the moment."""
    match page:
        case SignInPage():
            return replace(page, problem=SignInProblem.UNAVAILABLE)
        case Identify():
            return replace(page, problem=IdentifyProblem.UNAVAILABLE)
        case ChooseMethod():
            return replace(page, problem=MethodProblem.UNAVAILABLE)
        case EnterCode():
            return replace(page, problem=CodeProblem.UNAVAILABLE)
        case Calling():
            return replace(page, problem=CodeProblem.UNAVAILABLE)
        case AskStaff():
            return replace(page, problem=StaffProblem.UNAVAILABLE)
        case Maintenance():
            return replace(page, problem=MaintenanceProblem.UNAVAILABLE)
        case OnPhone():
            return replace(page, problem=PhoneProblem.UNAVAILABLE)
        case NewContact():
            return replace(page, problem=ContactProblem.UNAVAILABLE)
        case (
            Accepted()
            | NewPassword()
            | UnlockOnly()
            | WriteUnknown()
            | Done()
            | LostPhone()
            | Starting()
            | Faulted()
            | Enrolling()
            | Attract()
            | OutOfService()
            | Waiting()
            | IdleWarning()
        ):
            return page
        case unreachable:
            assert_never(unreachable)


def of_poll(turn: Turn, failed: Failed) -> Turn:
    """The long poll failed; it is started again while the page needs it."""
    match failed.kind:
        case (
            FaultKind.TLS
            | FaultKind.CERTIFICATE_TIME
            | FaultKind.CLOCK_SKEW
            | FaultKind.KEY_WITHDRAWN
            | FaultKind.NETWORK_REFUSED
        ):
            return session.out_of_service(turn, failed)
        case FaultKind.KEY_UNKNOWN:
            return session.enrol(turn)
        case FaultKind.RESET_GONE if turn.kiosk.pending is None:
            return views.reset_gone(turn)
        case _:
            return _poll_later(turn, failed)


def _poll_later(turn: Turn, failed: Failed) -> Turn:
    kiosk = turn.kiosk
    unreachable = failed.kind is FaultKind.UNREACHABLE
    news = (Announce(),) if unreachable and kiosk.link is Link.UP else ()
    tries = kiosk.poll_tries + 1
    kiosk = replace(kiosk, poll_tries=tries, poll_in=delays.pause(delays.RETRY_PAUSES, tries))
    if unreachable:
        kiosk = replace(kiosk, link=Link.TROUBLED, link_reference=failed.reference)
    return turn.keep(kiosk).do(*news)

"""Replies by request id: the person's call, the poll, the station's own; any other is late and dropped."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import delays
from kiosk.core.effects import IssuePass, OpenMaintenance, SignIn
from kiosk.core.events import Replied
from kiosk.core.flow import answers, faults, lost_phone, maintenance, pace, phone, station, views
from kiosk.core.flow.layers import beneath, core_of, refreshed, uncovered, view_of
from kiosk.core.flow.turn import Turn, poll
from kiosk.core.results import (
    Failed,
    FaultKind,
    MaintenanceAnswered,
    PassAnswered,
    ResetAnswered,
    ResetView,
    Result,
    SignInAnswered,
)
from kiosk.core.states import (
    AskStaff,
    Calling,
    Done,
    EnterCode,
    Link,
    LostPhone,
    NewContact,
    OnPhone,
    Pending,
    WriteUnknown,
)

_MALFORMED = Failed(FaultKind.MALFORMED, "")


def arrived(turn: Turn, event: Replied) -> Turn:
    kiosk, number, result = turn.kiosk, event.request_id, event.result
    pending = kiosk.pending
    if number <= 0:
        return turn
    if pending is not None and pending.request_id == number and pending.retry_in is None:
        return beneath(turn, lambda inner: answered(inner, pending, result))
    if kiosk.poll == number:
        return beneath(turn, lambda inner: polled(inner, result))
    if kiosk.lengthen == number:
        return pace.answered(turn, result)
    if kiosk.upkeep == number:
        return station.upkept(turn, result)
    return turn


def answered(turn: Turn, pending: Pending, result: Result) -> Turn:
    """The person's call came back."""
    if isinstance(result, Failed):
        return faults.of_call(turn, pending, result)
    kiosk = replace(turn.kiosk, pending=None, link=Link.UP)
    moved = _moved(uncovered(turn.keep(kiosk)), pending, result)
    return moved or faults.of_call(turn, pending, _MALFORMED)


def _moved(turn: Turn, pending: Pending, result: Result) -> Turn | None:
    """The page after a sensible answer; None for one that does not fit the call."""
    call = pending.call
    match result:
        case SignInAnswered() if isinstance(call, SignIn):
            return answers.signed_in(turn, call, result)
        case MaintenanceAnswered(outcome) if isinstance(call, OpenMaintenance):
            return maintenance.answered(turn, outcome)
        case PassAnswered() if isinstance(call, IssuePass):
            return lost_phone.answered(turn, result)
        case ResetAnswered(view) if not isinstance(call, SignIn | OpenMaintenance | IssuePass):
            return answers.viewed(turn, call, view)
        case _:
            return None


# --- the long poll ------------------------------------------------------------------------------


def polled(turn: Turn, result: Result) -> Turn:
    turn = turn.keep(replace(turn.kiosk, poll=0, poll_in=0))
    if isinstance(core_of(turn.kiosk.page), Done | WriteUnknown | LostPhone):
        return turn
    if isinstance(result, ResetAnswered) and result.view.id == turn.kiosk.reset_id:
        kiosk = replace(turn.kiosk, link=Link.UP, poll_tries=0)
        return _seen(turn.keep(kiosk), result.view)
    return faults.of_poll(turn, result if isinstance(result, Failed) else _MALFORMED)


def _seen(turn: Turn, view: ResetView) -> Turn:
    """While a call of the person is out, its own answer decides; until then only the figures follow."""
    page = turn.kiosk.page
    known = view_of(page)
    if known is not None and view.revision <= known.revision:
        turn = turn.keep(replace(turn.kiosk, poll_in=delays.POLL_PAUSE))
    if known is not None and view.revision < known.revision:
        return turn
    turn = turn.keep(replace(turn.kiosk, view_age=0))
    if turn.kiosk.pending is not None:
        return turn.show(refreshed(page, view))
    if isinstance(page, OnPhone) and not views.ended(view):
        return phone.seen(turn, page, view)
    return views.newer(turn, page, view)


def keep_polling(turn: Turn) -> Turn:
    """After every event: where the page waits for the backend, exactly one poll is out."""
    kiosk = turn.kiosk
    page = core_of(kiosk.page)
    if not isinstance(page, EnterCode | Calling | AskStaff | OnPhone | NewContact) or page.view is None:
        return turn
    if kiosk.pending is not None or kiosk.poll or kiosk.poll_in > 0 or not kiosk.reset_id:
        return turn
    return poll(turn, kiosk.reset_id, page.view.revision)

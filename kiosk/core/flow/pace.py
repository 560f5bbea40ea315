"""A preference chosen on the way that needs longer times gives the reset that is open a longer life."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import delays
from kiosk.core.flow.layers import core_of, refreshed, view_of
from kiosk.core.flow.turn import Turn, background
from kiosk.core.look import lasting
from kiosk.core.pace import LengthenReset, Pace
from kiosk.core.results import ResetAnswered, Result
from kiosk.core.states import Done, Kiosk, LostPhone, NewContact, WriteUnknown


def keep_pace(turn: Turn) -> Turn:
    """After every event: ask the backend once, and again later if that failed."""
    kiosk = turn.kiosk
    if kiosk.lengthen_in > 0 or not _wanted(kiosk):
        return turn
    turn, number = background(turn, LengthenReset(kiosk.reset_id))
    return turn.keep(replace(turn.kiosk, lengthen=number, lengthen_in=delays.LENGTHEN_AGAIN))


def _wanted(kiosk: Kiosk) -> bool:
    over = isinstance(core_of(kiosk.page), Done | WriteUnknown | NewContact | LostPhone)
    return bool(kiosk.reset_id) and kiosk.pace is Pace.ORDINARY and lasting(kiosk.look) and not over


def answered(turn: Turn, result: Result) -> Turn:
    """Only the life of the reset is taken over: what else the view says may be older than the page."""
    turn = turn.keep(replace(turn.kiosk, lengthen=0))
    kiosk, known = turn.kiosk, view_of(turn.kiosk.page)
    if not isinstance(result, ResetAnswered) or result.view.id != kiosk.reset_id:
        return turn
    turn = turn.keep(replace(kiosk, pace=Pace.LONGER))
    if known is None:
        return turn
    longer = replace(known, expires_in=result.view.expires_in + kiosk.view_age)
    return turn.show(refreshed(kiosk.page, longer))

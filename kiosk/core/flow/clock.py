"""What time does: countdowns, retries, the waiting page, the idle warning and the way home."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core import delays
from kiosk.core.effects import Announce, Chime, PlayChime
from kiosk.core.flow import faults, identify, session, starting, station
from kiosk.core.flow.layers import beneath
from kiosk.core.flow.limits import ending
from kiosk.core.flow.turn import Turn, send_again
from kiosk.core.look import Look, unhurried
from kiosk.core.results import IdleTimes
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Attract,
    Calling,
    CaptchaForm,
    ChooseMethod,
    Done,
    Enrolling,
    EnterCode,
    Faulted,
    Identify,
    IdleWarning,
    Kiosk,
    Link,
    LostPhone,
    Maintenance,
    NewContact,
    NewPassword,
    OnPhone,
    OutOfService,
    Page,
    Pending,
    SignInPage,
    Starting,
    UnlockOnly,
    Waiting,
    WriteUnknown,
)


def tick(turn: Turn, seconds: int) -> Turn:
    """`seconds` of monotonic time have passed."""
    if seconds <= 0:
        return turn
    before = ending(turn.kiosk)
    turn = turn.keep(_older(turn.kiosk, seconds))
    turn = beneath(_page_for(turn, seconds), _pending_due)
    now = ending(turn.kiosk)
    if now is not None and now != before:
        turn = turn.do(PlayChime(Chime.WARNING))
    return station.keep_up(turn)


def _older(kiosk: Kiosk, seconds: int) -> Kiosk:
    lost = kiosk.poll != 0 and kiosk.poll_in <= seconds
    return replace(
        kiosk,
        idle=kiosk.idle + seconds,
        view_age=kiosk.view_age + seconds,
        info_age=kiosk.info_age + seconds,
        lengthen_in=max(kiosk.lengthen_in - seconds, 0),
        upkeep_in=max(kiosk.upkeep_in - seconds, 0),
        poll=0 if lost else kiosk.poll,
        poll_in=max(kiosk.poll_in - seconds, 0),
        pending=_pending_older(kiosk.pending, seconds) if kiosk.pending else None,
    )


def _pending_older(pending: Pending, seconds: int) -> Pending:
    age = pending.age + seconds if pending.tries else 0
    left = None if pending.retry_in is None else max(pending.retry_in - seconds, 0)
    return replace(pending, age=age, retry_in=left)


def _pending_due(turn: Turn) -> Turn:
    """Send again what is due, give up what was lost, and cover the page of what takes long."""
    pending, page = turn.kiosk.pending, turn.kiosk.page
    if pending is None:
        return turn
    if pending.retry_in == 0:
        return send_again(turn, pending)
    if pending.retry_in is None and pending.age >= delays.LOST_AFTER:
        return faults.give_up(turn)
    held_back = pending.tries == 0
    slow = pending.age >= delays.WAITING_AFTER and turn.kiosk.link is Link.UP
    if (held_back or slow) and not isinstance(page, Waiting):
        return turn.show(Waiting(page)).do(Announce())
    return turn


# --- pages in time ------------------------------------------------------------------------------


def _page_for(turn: Turn, seconds: int) -> Turn:
    page = turn.kiosk.page
    match page:
        case Starting():
            return turn
        case Faulted():
            return starting.faulted_for(turn, page, seconds)
        case Enrolling():
            return station.enrolling_for(turn, page, seconds)
        case OutOfService():
            return station.out_for(turn, page, seconds)
        case Attract():
            return _at_rest(turn)
        case Maintenance():
            over = turn.kiosk.idle >= delays.MAINTENANCE_CLOSES_AFTER
            return session.leave(turn) if over else turn
        case Done():
            left = page.closes_in - seconds
            return turn.show(replace(page, closes_in=left)) if left > 0 else session.leave(turn)
        case IdleWarning():
            left = page.remaining - seconds
            return turn.show(replace(page, remaining=left)) if left > 0 else session.leave(turn)
        case Identify():
            return _maybe_idle(identify.solving_for(turn, page, seconds))
        case (
            SignInPage()
            | Accepted()
            | ChooseMethod()
            | EnterCode()
            | Calling()
            | AskStaff()
            | NewPassword()
            | UnlockOnly()
            | WriteUnknown()
            | OnPhone()
            | NewContact()
            | LostPhone()
            | Waiting()
        ):
            return _maybe_idle(turn)
        case unreachable:
            assert_never(unreachable)


def _at_rest(turn: Turn) -> Turn:
    """A look chosen by somebody who walked on goes back to the default."""
    kiosk = turn.kiosk
    times = kiosk.info.idle if kiosk.info else IdleTimes()
    rests_after = max(delays.LOOK_RESTS_AFTER, times.speech if unhurried(kiosk.look) else 0)
    if kiosk.idle < rests_after:
        return turn
    return turn.keep(replace(kiosk, look=session.default_look(kiosk)))


# --- idle (WCAG 2.2.1: warned before time runs out, extended by a simple action, without limit) --


def _maybe_idle(turn: Turn) -> Turn:
    """Warn when the page's time is over; after a leap of the clock past the warning too, leave."""
    kiosk = turn.kiosk
    times = kiosk.info.idle if kiosk.info else IdleTimes()
    over = kiosk.idle - limit(kiosk.page, times, kiosk.look)
    if over < 0:
        return turn
    left = times.warning - over
    if left <= 0:
        return session.leave(turn)
    return turn.show(IdleWarning(kiosk.page, left)).do(PlayChime(Chime.WARNING), Announce())


def limit(page: Page, times: IdleTimes, look: Look) -> int:
    """Seconds without a key or touch that `page` allows before the warning."""
    return max(_page_limit(page, times), times.speech if unhurried(look) else 0)


def _page_limit(page: Page, times: IdleTimes) -> int:
    if isinstance(page, Waiting | EnterCode | Calling | AskStaff | WriteUnknown | OnPhone):
        return times.waiting
    if isinstance(page, NewContact) and page.view.contact is not None:  # its code is on the way
        return times.waiting
    spoken = isinstance(page, Identify) and page.captcha.form is CaptchaForm.SPOKEN
    return times.speech if spoken else times.form


def awake(turn: Turn) -> Turn:
    """A key or touch: the idle time starts anew and a warning is answered."""
    kiosk = replace(turn.kiosk, idle=0)
    match kiosk.page:
        case IdleWarning(under=under):
            kiosk = replace(kiosk, page=_reopened(under, kiosk), extensions=kiosk.extensions + 1)
        case Done() as page:
            kiosk = replace(kiosk, page=_reopened(page, kiosk))
        case _:
            pass
    return turn.keep(kiosk)


def _reopened(page: Page, kiosk: Kiosk) -> Page:
    """The page exactly as it was; only the countdown of *done* starts anew."""
    if not isinstance(page, Done) or kiosk.info is None:
        return page
    return replace(page, closes_in=max(kiosk.info.idle.done, page.closes_in))

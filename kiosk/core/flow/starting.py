"""Start-up: what the start stands on, then the key. What is not right is a page, and is tried again."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core import delays
from kiosk.core.effects import CheckStart, FetchStation, OpenKey, Restart
from kiosk.core.events import (
    Crashed,
    KeyOpened,
    Started,
    StartFailed,
    StartFaultKind,
    StartMended,
    StartUnready,
)
from kiosk.core.flow import session
from kiosk.core.flow.turn import Turn, upkeep
from kiosk.core.states import Faulted, Kiosk, Maintenance, OutOfService, Page, Starting

StartEvent = Started | StartUnready | StartMended | KeyOpened | StartFailed | Crashed


def on(turn: Turn, event: StartEvent) -> Turn:
    match event:
        case Started():
            return _started(turn, event)
        case StartUnready():
            return _unready(turn)
        case KeyOpened(request_id=number):
            return _key_opened(turn, number)
        case StartMended(number):
            return turn.do(Restart()) if _awaits(turn.kiosk, number) and unready(turn.kiosk.page) else turn
        case StartFailed():
            return _failed(turn, event)
        case Crashed(reference):
            return _crashed(turn, reference)
        case unreachable:
            assert_never(unreachable)


def unready(page: Page) -> bool:
    """Whether the station cannot start as it is; then it makes no call but by a new start or a new key."""
    return isinstance(page, Faulted) or (isinstance(page, Starting) and page.checking)


def _started(turn: Turn, event: Started) -> Turn:
    kiosk = turn.kiosk
    if kiosk.upkeep or not isinstance(kiosk.page, Starting | Faulted):
        return turn
    kiosk = replace(
        kiosk, page=Starting(), languages=event.languages or kiosk.languages, disk_fault=event.disk
    )
    return open_key(turn.keep(replace(kiosk, look=session.default_look(kiosk))))


def _unready(turn: Turn) -> Turn:
    kiosk = turn.kiosk
    if kiosk.upkeep or not isinstance(kiosk.page, Starting):
        return turn
    return _check(turn.show(Starting(checking=True)))


def open_key(turn: Turn) -> Turn:
    turn, number = turn.numbered()
    kiosk = replace(turn.kiosk, upkeep=number, upkeep_in=delays.KEY_LOST_AFTER)
    return turn.keep(kiosk).do(OpenKey(number))


def _check(turn: Turn) -> Turn:
    turn, number = turn.numbered()
    kiosk = replace(turn.kiosk, upkeep=number, upkeep_in=delays.LOST_AFTER)
    return turn.keep(kiosk).do(CheckStart(number))


def try_again(turn: Turn) -> Turn:
    """Look at what was wrong: at the key, or at all that comes before it."""
    match turn.kiosk.page:
        case Faulted(
            kind=StartFaultKind.NO_KEYRING | StartFaultKind.KEYRING_LOCKED | StartFaultKind.KEYRING_TIMEOUT
        ):
            return open_key(turn)
        case _:
            return _check(turn)


def faulted_for(turn: Turn, page: Faulted, seconds: int) -> Turn:
    """`seconds` pass on the page of a start-up fault: try again when the countdown ends."""
    left = max(page.retry_in - seconds, 0)
    turn = turn.show(replace(page, retry_in=left))
    return turn if left or turn.kiosk.upkeep else try_again(turn)


def _awaits(kiosk: Kiosk, number: int) -> bool:
    awaiting = isinstance(kiosk.page, Starting | Faulted | OutOfService)
    return awaiting and number > 0 and number == kiosk.upkeep


def _key_opened(turn: Turn, number: int) -> Turn:
    if not _awaits(turn.kiosk, number):
        return turn
    mended = isinstance(turn.kiosk.page, Faulted)
    return upkeep(turn.show(Starting()) if mended else turn, FetchStation())


def _failed(turn: Turn, event: StartFailed) -> Turn:
    early = event.request_id == 0 and isinstance(turn.kiosk.page, Starting)
    if not early and not _awaits(turn.kiosk, event.request_id):
        return turn
    turn = turn.show(Faulted(event.kind, event.detail, delays.FAULTED_AGAIN))
    return turn.keep(replace(turn.kiosk, upkeep=0, upkeep_in=0))


def _crashed(turn: Turn, reference: str) -> Turn:
    """A station that an operator must mend stays where it says so."""
    page = turn.kiosk.page
    if unready(page):
        return turn
    if isinstance(page, Maintenance) and unready(page.back):
        return session.end(turn, page.back)
    return session.crashed(turn, reference)

"""Which limit of time ends next, and when it is told: before it ends, by sight and sound (WCAG 2.2, 2.2.1).

The idle warning and the end of the last page are told elsewhere, as pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.core.flow.layers import core_of, view_of
from kiosk.core.results import ApprovalStatus, Channel, HandoffStatus
from kiosk.core.states import (
    AskStaff,
    Calling,
    Done,
    EnterCode,
    Kiosk,
    LostPhone,
    NewContact,
    OnPhone,
    WriteUnknown,
)

STEPS = (30, 60, 120)
"""Seconds left at which a limit is told, the last first."""
_OPEN = frozenset({ApprovalStatus.WAITING, ApprovalStatus.APPROVED})


class Limit(Enum):
    CODE = "code"
    """Of a code that was sent."""
    ANSWER = "answer"
    """To press the digit of a call, or type the code of an app."""
    REQUEST = "request"
    """Of a request to staff, and of the return number after it."""
    LINK = "link"
    """Of the link for the person's phone, and of what the phone may do then."""
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Ending:
    """`limit` ends within `seconds`, one of `STEPS`."""

    limit: Limit
    seconds: int


def ending(kiosk: Kiosk) -> Ending | None:
    """What is to be told now: the limit that ends first, if it ends soon."""
    running = [(total - kiosk.view_age, limit) for limit, total in _limits(kiosk)]
    soon = [(left, limit) for left, limit in running if 0 < left <= STEPS[-1]]
    if not soon:
        return None
    left, limit = min(soon, key=lambda one: one[0])
    return Ending(limit, next(step for step in STEPS if left <= step))


def _limits(kiosk: Kiosk) -> Iterator[tuple[Limit, int]]:
    """Every limit that runs on this page, in seconds from the arrival of the view."""
    page, view = core_of(kiosk.page), view_of(kiosk.page)
    if view is None or isinstance(page, Done | WriteUnknown | LostPhone):
        return
    yield Limit.RESET, view.expires_in
    match page:
        case EnterCode() | Calling() if view.challenge is not None:
            sent = isinstance(page, EnterCode) and view.challenge.channel is not Channel.AUTHENTICATOR
            yield Limit.CODE if sent else Limit.ANSWER, view.challenge.expires_in
        case NewContact() if view.contact is not None:
            yield Limit.CODE, view.contact.expires_in
        case AskStaff() if view.approval is not None and view.approval.status in _OPEN:
            yield Limit.REQUEST, view.approval.expires_in
        case OnPhone() if view.handoff is not None and view.handoff.status is not HandoffStatus.ENDED:
            yield Limit.LINK, view.handoff.expires_in
        case _:
            pass

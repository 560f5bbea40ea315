"""The page of one request, as every form on it comes back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from backend.core.api import FoundPerson, OpenedRequest, RequestStatus, Turn
from backend.web.staff.parts import parts_of
from backend.web.staff.visitor import Visitor, page

REFRESH = 5
"""Seconds between two looks at a request that waits for somebody else."""
TICK = "tick-"
DIGITS = 3
"""No list of items is longer; Python refuses to read thousands of digits."""
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says beside the request: an error, what was typed, who was found."""

    error: str = ""
    typed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    searched: str = ""
    found: Sequence[FoundPerson] = ()


def request_page(
    request: Request, who: Visitor, opened: OpenedRequest, shown: Shown, status: int = 200
) -> Response:
    guard, here = parts_of(request).guard, f"/requests/{opened.row.approval_id}"
    waits = opened.row.status is RequestStatus.APPROVED or opened.turn is Turn.SECOND_PERSON
    return page(
        request,
        "request",
        who,
        status,
        opened=opened,
        Turn=Turn,
        minutes=-(-opened.ends_in // 60),
        decision=guard.token(who.session, f"{here}/decision"),
        confirmation=guard.token(who.session, f"{here}/confirmation"),
        account=guard.token(who.session, f"{here}/account"),
        people=guard.token(who.session, f"{here}/people"),
        follow=f"{here}?again" if waits else "",
        every=REFRESH,
        error=shown.error,
        reason=" ".join(shown.typed.get("reason", "").split()),
        seen=shown.typed.get("proof", ""),
        ticked=ticked(shown.typed),
        searched=shown.searched,
        found=shown.found,
    )


def ticked(fields: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the items that a form says were ticked."""
    numbers = (name.removeprefix(TICK) for name in fields if name.startswith(TICK))
    plain = (number for number in numbers if number.isascii() and number.isdecimal())
    return frozenset(int(number) for number in plain if len(number) <= DIGITS)

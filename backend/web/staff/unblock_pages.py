"""Unblock: an account that rests after too many failed proofs, and the reason to open it again."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.core.languages import en
from backend.core.station_care import ReasonMissing, tidy
from backend.core.unblocking import LONGEST_IDENTIFIER, UnblockRefused
from backend.web.staff.navigation import UNBLOCK
from backend.web.staff.parts import parts_of
from backend.web.staff.step_up import draft, proven
from backend.web.staff.visitor import Visitor, page, visitor

HOME = "/unblock"
LOOK = "/unblock/look"
LIFT = "/unblock/lift"
NO_NAME = en("Type the user ID of the person.")
NO_REASON = en("Write the reason in a few words.")


def routes() -> list[Route]:
    return [
        Route(HOME, start, methods=["GET"]),
        Route(LOOK, look, methods=["POST"]),
        Route(LIFT, lift, methods=["POST"]),
    ]


async def start(request: Request) -> Response:
    who = await visitor(request, *UNBLOCK)
    typed = await draft(request, who, HOME)
    if typed.get("identifier"):
        return await _rest(request, who, typed)
    return _start(request, who, 200, "")


def _start(request: Request, who: Visitor, status: int, error: str) -> Response:
    return page(
        request, "unblock", who, status, error=error, look=parts_of(request).guard.token(who.session, LOOK)
    )


async def look(request: Request) -> Response:
    """Whether somebody rests. Looking is on record, hence a form."""
    who = await visitor(request, *UNBLOCK)
    fields = await parts_of(request).guard.form(request, who.session)
    if not _identifier(fields):
        return _start(request, who, 422, NO_NAME)
    return await _rest(request, who, fields)


async def _rest(
    request: Request,
    who: Visitor,
    fields: Mapping[str, str],
    status: int = 200,
    error: str = "",
    lifted: str = "",
) -> Response:
    parts = parts_of(request)
    rest = await run_in_threadpool(parts.supervision.unblocking.look, _identifier(fields), who.name)
    return page(
        request,
        "rest",
        who,
        status,
        rest=rest,
        lift=parts.guard.token(who.session, LIFT),
        error=error,
        lifted=lifted,
        reason="" if lifted else " ".join(fields.get("reason", "").split()),
    )


async def lift(request: Request) -> Response:
    """Open self-service again; the same answer for whom it was open anyway."""
    who = await visitor(request, *UNBLOCK)
    fields = await parts_of(request).guard.form(request, who.session)
    identifier, reason = _identifier(fields), fields.get("reason", "")
    if not identifier:
        return _start(request, who, 422, NO_NAME)
    if not tidy(reason):
        return await _rest(request, who, fields, 422, NO_REASON)
    fresh = await proven(request, who, fields, HOME)
    if isinstance(fresh, Response):
        return fresh
    try:
        await run_in_threadpool(parts_of(request).supervision.unblocking.lift, identifier, reason, who.name)
    except ReasonMissing:
        return await _rest(request, fresh, fields, 422, NO_REASON)
    except UnblockRefused as error:
        return await _rest(request, fresh, fields, 409, str(error))
    return await _rest(request, fresh, fields, lifted=en("Self-service is open for this user ID."))


def _identifier(fields: Mapping[str, str]) -> str:
    return tidy(fields.get("identifier", ""))[:LONGEST_IDENTIFIER]

"""Notices on the first page of stations: those that are up, and the form for another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core import station_notices as notices
from backend.core.languages import en, language
from backend.core.records import StationStanding
from backend.web.staff.navigation import NOTICES
from backend.web.staff.parts import parts_of
from backend.web.staff.visitor import Visitor, page, visitor

HOME = "/notices"
PUT = "/notices/put"
BACK = "/notices/back"
REFUSALS: Mapping[type[notices.NoticeError], str] = {
    notices.NoticeEmpty: en("Write the notice in one language at least."),
    notices.NoticeTooLong: en("A notice has at most 160 characters."),
    notices.NoticeOver: en("That end has passed: choose a later one."),
    notices.NoticesFull: en("A station shows three notices at most: take one back first."),
    notices.NoticeNowhere: en("There is no such station."),
}
YEARS = range(2000, 2200)
NO_TIME = en("The end is not readable: choose a day and a time.")


def routes() -> list[Route]:
    return [
        Route(HOME, show, methods=["GET"]),
        Route(PUT, put, methods=["POST"]),
        Route(BACK, take_back, methods=["POST"]),
    ]


async def show(request: Request) -> Response:
    return await _page(request, await visitor(request, *NOTICES), 200, "", {})


async def put(request: Request) -> Response:
    who = await visitor(request, *NOTICES)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    texts = {one: fields.get(f"text-{one}", "") for one in parts.languages}
    try:
        ends_at = _moment(fields.get("until", ""), parts.pages.zone)
        station = fields.get("station", "")
        await run_in_threadpool(parts.supervision.notices.put, texts, station, ends_at, who.name)
    except ValueError:
        return await _page(request, who, 422, NO_TIME, fields)
    except notices.NoticeError as error:
        return await _page(request, who, 422, REFUSALS[type(error)], fields)
    return RedirectResponse(HOME, 303)


async def take_back(request: Request) -> Response:
    who = await visitor(request, *NOTICES)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    await run_in_threadpool(parts.supervision.notices.take_back, fields.get("notice", "")[:64], who.name)
    return RedirectResponse(HOME, 303)


async def _page(
    request: Request, who: Visitor, status: int, error: str, typed: Mapping[str, str]
) -> Response:
    parts = parts_of(request)
    up = await run_in_threadpool(parts.supervision.notices.all)
    entries = await run_in_threadpool(parts.supervision.care.entries)
    return page(
        request,
        "notices",
        who,
        status,
        error=error,
        typed=typed,
        up=up,
        names={one.id: one.name for one in entries},
        stations=[one for one in entries if one.standing is not StationStanding.WITHDRAWN],
        tongues=[language(one) for one in parts.languages],
        longest=notices.LONGEST,
        put=parts.guard.token(who.session, PUT),
        back=parts.guard.token(who.session, BACK),
    )


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """None for an empty field. Raises `ValueError`. A wall time that comes twice means the first."""
    if not text:
        return None
    wall = datetime.fromisoformat(text)
    if wall.year not in YEARS:
        raise ValueError("that year is a mistake, and some clocks cannot show it")
    return wall.replace(tzinfo=zone, second=0, microsecond=0).astimezone(UTC)

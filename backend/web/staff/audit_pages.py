"""The audit trail: searched by page, exported as CSV. Both are on record, hence forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from backend.core.audit import AuditKind
from backend.core.audit_search import AuditPage
from backend.core.languages import en
from backend.core.meter import OUTCOMES
from backend.core.station_care import tidy
from backend.core.store import AuditFilter, AuditPlace
from backend.web.staff.audit_csv import lines
from backend.web.staff.navigation import AUDIT
from backend.web.staff.parts import parts_of
from backend.web.staff.visitor import Visitor, page, visitor

SEARCH = "/audit"
EXPORT = "/audit/export"
FIELDS = ("reference", "station", "kind", "actor", "outcome", "since", "until")
BAD_DATE = en("Write days like 2026-11-23.")
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"([0-9]{1,17})\.([0-9]{1,18})")


class UnreadableError(ValueError):
    """A field of the search is not of its form."""


def routes() -> list[Route]:
    return [
        Route(SEARCH, start, methods=["GET"]),
        Route(SEARCH, search, methods=["POST"]),
        Route(EXPORT, export, methods=["POST"]),
    ]


async def start(request: Request) -> Response:
    who = await visitor(request, *AUDIT)
    return await _page(request, who, 200, {}, None)


async def search(request: Request) -> Response:
    who = await visitor(request, *AUDIT)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    try:
        wanted, before = _filter(fields, parts.pages.zone), _place(fields.get("before", ""))
    except UnreadableError as error:
        return await _page(request, who, 422, fields, None, str(error))
    found = await run_in_threadpool(parts.supervision.audit.page, wanted, before, who.name)
    return await _page(request, who, 200, fields, found)


async def export(request: Request) -> Response:
    """The same search, whole, as CSV."""
    who = await visitor(request, *AUDIT)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    try:
        wanted = _filter(fields, parts.pages.zone)
    except UnreadableError as error:
        return await _page(request, who, 422, fields, None, str(error))
    records = await run_in_threadpool(parts.supervision.audit.export, wanted, who.name)
    today = parts.auth.clock.now().astimezone(parts.pages.zone).date()
    headers = {"content-disposition": f'attachment; filename="audit-{today.isoformat()}.csv"'}
    return StreamingResponse(lines(records, parts.pages.zone), headers=headers, media_type="text/csv")


async def _page(
    request: Request,
    who: Visitor,
    status: int,
    fields: Mapping[str, str],
    found: AuditPage | None,
    error: str = "",
) -> Response:
    parts = parts_of(request)
    stations = await run_in_threadpool(parts.supervision.care.entries)
    older = _written(found.older) if found is not None and found.older is not None else ""
    return page(
        request,
        "audit",
        who,
        status,
        found=found,
        older=older,
        asked={name: fields.get(name, "")[:128] for name in FIELDS},
        stations=stations,
        kinds=[kind.value for kind in AuditKind],
        outcomes=sorted(OUTCOMES),
        search=parts.guard.token(who.session, SEARCH),
        export=parts.guard.token(who.session, EXPORT),
        error=error,
    )


# --- what was asked -----------------------------------------------------------------------------


def _filter(fields: Mapping[str, str], zone: tzinfo) -> AuditFilter:
    """Days are whole days of the institution, the last one included. Raises `UnreadableError`."""
    since, until = _day(fields.get("since", "")), _day(fields.get("until", ""))
    return AuditFilter(
        reference="".join(mark for mark in fields.get("reference", "").upper() if mark.isalnum())[:16],
        station=tidy(fields.get("station", ""))[:32],
        kind=tidy(fields.get("kind", ""))[:40],
        actor=tidy(fields.get("actor", ""))[:128],
        outcome=_outcome(fields.get("outcome", "")),
        since=None if since is None else datetime.combine(since, time(0), zone),
        until=None if until is None else datetime.combine(until + timedelta(days=1), time(0), zone),
    )


def _outcome(text: str) -> str:
    if text and text not in OUTCOMES:
        raise UnreadableError(en("There is no such outcome."))
    return text


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnreadableError(BAD_DATE) from error
    if found is not None and not date(1970, 1, 2) <= found <= date(9000, 1, 1):
        raise UnreadableError(BAD_DATE)
    return found


def _place(text: str) -> AuditPlace | None:
    read = _PLACE.fullmatch(text)
    if text and read is None:
        raise UnreadableError(en("There is no such page."))
    return None if read is None else AuditPlace(_EPOCH + int(read[1]) * _MICROSECOND, int(read[2]))


def _written(place: AuditPlace) -> str:
    return f"{(place.at - _EPOCH) // _MICROSECOND}.{place.id}"

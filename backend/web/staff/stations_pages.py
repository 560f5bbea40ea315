"""Stations: the list, one station, and what operators and supervisors do with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import EnrolmentUnknown
from backend.core.attendance import Attendance, CaptchaRule
from backend.core.languages import en
from backend.core.networks import NetworkUnreadable
from backend.core.records import StationStanding
from backend.core.roles import Role
from backend.core.station_care import ReasonMissing, StandingConflict, StationEntry, WaiverNotAllowed
from backend.web.staff import enrolment_pages, words
from backend.web.staff.guard import ForgedError
from backend.web.staff.navigation import STATIONS
from backend.web.staff.parts import parts_of
from backend.web.staff.step_up import draft, proven
from backend.web.staff.visitor import Visitor, page, visitor

Fields = Mapping[str, str]
Change = Callable[[Request, Visitor, str, Fields], Awaitable[Response | str]]
"""Does it and says "", or says what is wrong, or asks for something else first."""

NO_REASON = en("Write the reason in a few words.")
NO_NAME = en("Give the station a name.")
NOT_SURE = en("Tick the box to withdraw the key.")
MEANWHILE = en("Somebody else changed this station meanwhile: look at it again.")
NO_WAIVER = en("The settings have every station ask for the CAPTCHA (institution.captcha).")
GONE = en("There is no such station.")


def routes() -> list[Route]:
    changes: dict[str, tuple[Role, Change]] = {
        "name": (Role.OPERATOR, _rename),
        "network": (Role.OPERATOR, _tie),
        "attendance": (Role.OPERATOR, _attend),
        "withdraw": (Role.OPERATOR, _withdraw),
        "maintenance": (Role.OPERATOR, _maintenance),
        "block": (Role.SUPERVISOR, _block),
        "unblock": (Role.SUPERVISOR, _unblock),
    }
    return [
        Route("/stations", listing, methods=["GET"]),
        *enrolment_pages.routes(),
        Route("/stations/{station}", show, methods=["GET"]),
        *(
            Route(f"/stations/{{station}}/{name}", _changing(role, change), methods=["POST"])
            for name, (role, change) in changes.items()
        ),
    ]


async def listing(request: Request) -> Response:
    """Every station; operators also see how many wait to be enrolled, and the field for their code."""
    who = await visitor(request, *STATIONS)
    typed = await draft(request, who, "/stations")
    if typed.get("code"):
        return await enrolment_pages.compare(request, who, typed)
    parts = parts_of(request)
    entries = await run_in_threadpool(parts.supervision.care.entries)
    pending = await run_in_threadpool(parts.supervision.registry.pending)
    return page(
        request,
        "stations",
        who,
        entries=entries,
        standings=words.STANDINGS,
        attended={one.id for one in entries if one.attendance is Attendance.ATTENDED},
        waiting=[one.expires_at for one in pending],
        scanned=enrolment_pages.scanned(request),
        enrolment=parts.guard.token(who.session, enrolment_pages.COMPARE),
    )


async def show(request: Request) -> Response:
    who = await visitor(request, *STATIONS)
    return await _station(request, who, 200, "", {})


async def _station(request: Request, who: Visitor, status: int, error: str, typed: Fields) -> Response:
    parts, station = parts_of(request), str(request.path_params["station"])
    entries = await run_in_threadpool(parts.supervision.care.entries)
    entry = next((one for one in entries if one.id == station), None)
    if entry is None:
        return parts.pages.render(
            request, "message", 404, title=GONE, text="", next_page="/stations", next_words=en("Back")
        )
    names = ("name", "network", "attendance", "withdraw", "maintenance", "block", "unblock")
    return page(
        request,
        "station",
        who,
        status,
        entry=entry,
        here=f"/stations/{entry.id}",
        tokens={name: parts.guard.token(who.session, f"/stations/{entry.id}/{name}") for name in names},
        standings=words.STANDINGS,
        Standing=StationStanding,
        attended=entry.attendance is Attendance.ATTENDED,
        waivable=parts.supervision.care.rule is CaptchaRule.UNLESS_ATTENDED,
        captcha=words.captcha(entry, parts.supervision.care.rule),
        error=error,
        typed=_typed(entry, typed),
    )


def _typed(entry: StationEntry, typed: Fields) -> dict[str, str]:
    """What was typed, else what is in force."""
    now = {"name": entry.name, "place": entry.place, "network": entry.network, "reason": ""}
    return {name: typed.get(name, text) for name, text in now.items()}


def _changing(role: Role, change: Change) -> Callable[[Request], Awaitable[Response]]:
    """A form on the page of one station, for `role`."""

    async def handler(request: Request) -> Response:
        who = await visitor(request, role)
        station = str(request.path_params["station"])
        fields = await parts_of(request).guard.form(request, who.session)
        try:
            done = await change(request, who, station, fields)
        except ReasonMissing:
            done = NO_REASON
        except StandingConflict:
            done = MEANWHILE
        except WaiverNotAllowed:
            done = NO_WAIVER
        except EnrolmentUnknown:
            return await _station(request, who, 404, GONE, {})
        except NetworkUnreadable:
            done = enrolment_pages.NETWORK_UNREADABLE
        if isinstance(done, Response):
            return done
        if done:
            return await _station(request, who, 422, done, fields)
        return RedirectResponse(f"/stations/{station}", 303)

    return handler


async def _rename(request: Request, who: Visitor, station: str, fields: Fields) -> str:
    care = parts_of(request).supervision.care
    name = enrolment_pages.line(fields, "name")
    if not name:
        return NO_NAME
    await run_in_threadpool(care.rename, station, name, enrolment_pages.line(fields, "place"), who.name)
    return ""


async def _tie(request: Request, who: Visitor, station: str, fields: Fields) -> str:
    registry = parts_of(request).supervision.registry
    await run_in_threadpool(registry.tie, station, fields.get("network", "")[:400], who.name)
    return ""


async def _attend(request: Request, who: Visitor, station: str, fields: Fields) -> str:
    care = parts_of(request).supervision.care
    attendance = Attendance.ATTENDED if fields.get("stands") == "yes" else Attendance.UNATTENDED
    await run_in_threadpool(care.attend, station, attendance, who.name)
    return ""


async def _block(request: Request, who: Visitor, station: str, fields: Fields) -> str:
    care = parts_of(request).supervision.care
    await run_in_threadpool(care.block, station, fields.get("reason", ""), who.name)
    return ""


async def _unblock(request: Request, who: Visitor, station: str, fields: Fields) -> str:
    care = parts_of(request).supervision.care
    await run_in_threadpool(care.unblock, station, fields.get("reason", ""), who.name)
    return ""


async def _withdraw(request: Request, who: Visitor, station: str, fields: Fields) -> Response | str:
    """For good, so it takes a fresh proof."""
    if fields.get("sure") != "yes":
        return NOT_SURE
    fresh = await proven(request, who, fields, f"/stations/{station}")
    if isinstance(fresh, Response):
        return fresh
    known = await run_in_threadpool(parts_of(request).supervision.care.entries)
    if station not in {entry.id for entry in known}:
        raise ForgedError
    await run_in_threadpool(parts_of(request).supervision.registry.withdraw, station, who.name)
    return ""


async def _maintenance(request: Request, who: Visitor, station: str, fields: Fields) -> Response | str:
    """A one-time code, shown once on the page that answers the form, and nowhere else."""
    fresh = await proven(request, who, fields, f"/stations/{station}")
    if isinstance(fresh, Response):
        return fresh
    code = await run_in_threadpool(parts_of(request).supervision.maintenance.issue, station, who.name)
    return page(request, "maintenance", who, code=code.reveal(), here=f"/stations/{station}")

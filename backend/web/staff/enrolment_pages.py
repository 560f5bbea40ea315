"""Enrolling a station: the code it shows, the fingerprint of its key, its name and place."""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import EnrolmentUnknown, PendingEnrolment
from backend.core.languages import en
from backend.core.networks import NetworkUnreadable
from backend.core.roles import Role
from backend.core.station_care import tidy
from backend.web.staff.guard import ForgedError
from backend.web.staff.parts import parts_of
from backend.web.staff.step_up import proven
from backend.web.staff.visitor import Visitor, page, visitor

COMPARE = "/stations/enrolment"
DECIDE = "/stations/enrolment/decision"
LONGEST_CODE = 16
LONGEST_TEXT = 120
NOT_SAME = en("Compare the fingerprint with the one on the station's screen, and tick the box.")
NO_NAME = en("Give the station a name.")
NETWORK_UNREADABLE = en(
    "The network is not readable. Write it like 10.20.0.0/16 or 2001:db8::/48, eight of them at most."
)
NOBODY = en("No station waits with that code. It may have run out: type the one the station shows now.")


def routes() -> list[Route]:
    return [
        Route(COMPARE, look, methods=["POST"]),
        Route(DECIDE, decide, methods=["POST"]),
    ]


def scanned(request: Request) -> str:
    """The code of a scanned QR code: it only fills the field, going on takes a press."""
    code = request.query_params.get("code", "")
    plain = code.replace("-", "")
    return code if plain.isascii() and plain.isalnum() and len(code) <= LONGEST_CODE else ""


def line(fields: Mapping[str, str], name: str) -> str:
    """One line of text, as it will be stored."""
    return tidy(fields.get(name, ""))[:LONGEST_TEXT]


async def look(request: Request) -> Response:
    who = await visitor(request, Role.OPERATOR)
    fields = await parts_of(request).guard.form(request, who.session)
    return await compare(request, who, fields)


async def compare(
    request: Request, who: Visitor, typed: Mapping[str, str], status: int = 200, error: str = ""
) -> Response:
    """The fingerprint of the key that waits with the typed code, and the form to decide."""
    parts, code = parts_of(request), typed.get("code", "")[:LONGEST_CODE]
    found = await run_in_threadpool(_waiting, request, code)
    if found is None:
        return parts.pages.render(
            request,
            "message",
            404,
            title=en("Nobody waits"),
            text=NOBODY,
            next_page="/stations",
            next_words=en("Back"),
        )
    return page(
        request,
        "enrolment",
        who,
        status,
        found=found,
        decision=parts.guard.token(who.session, DECIDE),
        decide=DECIDE,
        error=error,
        typed={name: line(typed, name) for name in ("name", "place", "network")},
    )


def _waiting(request: Request, code: str) -> PendingEnrolment | None:
    wanted = _plain(code)
    pending = parts_of(request).supervision.registry.pending()
    return next((one for one in pending if _plain(one.code) == wanted), None)


def _plain(code: str) -> str:
    return "".join(mark for mark in code.upper() if mark.isalnum())


async def decide(request: Request) -> Response:
    """Approve what was compared, or refuse it."""
    who = await visitor(request, Role.OPERATOR)
    fields = await parts_of(request).guard.form(request, who.session)
    code, decision = fields.get("code", ""), fields.get("decision")
    found = await run_in_threadpool(_waiting, request, code)
    if found is None or not _compared(found, fields):
        return await compare(request, who, {"code": code}, 409)
    if decision == "refuse":
        await run_in_threadpool(parts_of(request).supervision.registry.refuse, code, who.name)
        return RedirectResponse("/stations", 303)
    if decision != "approve":
        raise ForgedError
    return await _approve(request, who, fields)


def _compared(found: PendingEnrolment, fields: Mapping[str, str]) -> bool:
    """Whether the key that waits now is the one whose fingerprint stood on the page."""
    return compare_digest(
        found.fingerprint.encode(), fields.get("fingerprint", "").encode("utf-8", "replace")
    )


async def _approve(request: Request, who: Visitor, fields: Mapping[str, str]) -> Response:
    name, place = line(fields, "name"), line(fields, "place")
    fault = NOT_SAME if fields.get("same") != "yes" else "" if name else NO_NAME
    if fault:
        return await compare(request, who, fields, 422, fault)
    fresh = await proven(request, who, fields, "/stations")
    if isinstance(fresh, Response):
        return fresh
    registry, network = parts_of(request).supervision.registry, fields.get("network", "")[:400]
    try:
        made = await run_in_threadpool(registry.approve, fields["code"], name, place, who.name, network)
    except NetworkUnreadable:
        return await compare(request, fresh, fields, 422, NETWORK_UNREADABLE)
    except EnrolmentUnknown:
        return await compare(request, fresh, {"code": fields["code"]})
    return RedirectResponse(f"/stations/{made}", 303)

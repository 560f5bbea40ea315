"""The open requests, and one request."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.roles import Role
from backend.web.staff import decision_pages, people_pages, words
from backend.web.staff.parts import parts_of
from backend.web.staff.request_view import Shown, request_page
from backend.web.staff.step_up import draft
from backend.web.staff.visitor import page, visitor

LONGEST_CODE = 16


def routes() -> list[Route]:
    return [
        Route("/", listing, methods=["GET"]),
        Route("/waiting", waiting, methods=["GET"]),
        Route("/open", open_request, methods=["POST"]),
        Route("/trace", trace, methods=["POST"]),
        Route("/requests/{approval}", show, methods=["GET"]),
        *decision_pages.routes(),
        *people_pages.routes(),
    ]


async def listing(request: Request) -> Response:
    """The open requests: nothing of the person. Refreshing by itself does not keep anybody signed in."""
    who = await visitor(request, touched="again" not in request.query_params)
    parts = parts_of(request)
    if Role.DESK not in who.roles:
        said = words.roles(parts.pages.language(request), who.roles)
        return page(request, "home", who, roles_said=said)
    rows = await run_in_threadpool(parts.desk.requests)
    notes = await run_in_threadpool(parts.desk.notes)
    return page(
        request,
        "requests",
        who,
        rows=rows,
        notes=notes,
        scanned=_scanned(request),
        csrf=parts.guard.token(who.session, "/open"),
        trace=parts.guard.token(who.session, "/trace"),
    )


def _scanned(request: Request) -> str:
    """The request code of a scanned QR code: it only fills the field, opening it takes a press."""
    code = request.query_params.get("code", "")
    return code if code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE else ""


async def waiting(request: Request) -> Response:
    """The list alone, for the script that renews it."""
    await visitor(request, Role.DESK, touched=False)
    parts = parts_of(request)
    rows = await run_in_threadpool(parts.desk.requests)
    return parts.pages.render(request, "waiting", rows=rows)


async def trace(request: Request) -> Response:
    """What happened under the reference that a done page showed. Looking is audited, hence a form."""
    who = await visitor(request, Role.DESK, Role.SUPERVISOR)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    reference = "".join(fields.get("reference", "").upper().split())[:LONGEST_CODE]
    records = await run_in_threadpool(parts.desk.trace, reference, who.name)
    return page(request, "trace", who, reference=reference, records=records)


async def open_request(request: Request) -> Response:
    who = await visitor(request, Role.DESK)
    parts = parts_of(request)
    fields = await parts.guard.form(request, who.session)
    code = "".join(fields.get("code", "").upper().split()).replace("-", "")[:LONGEST_CODE]
    opened = await run_in_threadpool(parts.desk.open, code, who.name)
    return RedirectResponse(f"/requests/{opened.row.approval_id}", 303)


async def show(request: Request) -> Response:
    who = await visitor(request, Role.DESK, touched="again" not in request.query_params)
    approval = str(request.path_params["approval"])
    opened = await run_in_threadpool(parts_of(request).desk.look, approval, who.name)
    typed = await draft(request, who, f"/requests/{approval}")
    return request_page(request, who, opened, Shown(typed=typed))

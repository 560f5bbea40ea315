"""The link of the QR code: looked at without a trace, claimed by one press; and where a station is."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import KeyStanding
from backend.core.api_phone import HandoffOver
from backend.core.secret import Secret
from backend.web.phone.language import language_of, remember
from backend.web.phone.parts import FORM, HELD, parts_of
from backend.web.staff.guard import cookie_of, drop_cookie, new_visit, set_cookie


def routes() -> list[Route]:
    return [
        Route("/h/{token}", link, methods=["GET"]),
        Route("/h/{token}", claim, methods=["POST"]),
        Route("/.well-known/change-password", change_password, methods=["GET"]),
        Route("/stations", stations, methods=["GET"]),
        Route("/next", next_steps, methods=["GET"]),
    ]


def _token(request: Request) -> Secret:
    return Secret(str(request.path_params["token"]))


async def link(request: Request) -> Response:
    """Ask whether to go on here. Scanners and previews that only look leave everything as it was."""
    parts, token = parts_of(request), _token(request)
    try:
        spoken = await run_in_threadpool(parts.desk.look, token)
    except HandoffOver:
        return remember(request, parts.pages.render("used", language_of(request), 410))
    visit = cookie_of(request, FORM) or new_visit()
    csrf = parts.guard.token(visit, request.scope["path"])
    response = parts.pages.render("link", language_of(request, spoken), csrf=csrf)
    set_cookie(response, FORM, visit)
    return remember(request, response, spoken)


async def claim(request: Request) -> Response:
    """Take the reset over. The cookie is new, whatever the browser had before."""
    parts = parts_of(request)
    await parts.guard.form(request, cookie_of(request, FORM))
    try:
        cookie = await run_in_threadpool(parts.desk.claim, _token(request))
    except HandoffOver:
        return parts.pages.render("used", language_of(request), 410)
    response = RedirectResponse("/", 303)
    set_cookie(response, HELD, cookie)
    drop_cookie(response, FORM)
    return response


async def change_password(_request: Request) -> Response:
    """Where password managers send people (w3c.github.io/webappsec-change-password-url)."""
    return RedirectResponse("/stations", 302)


async def stations(request: Request) -> Response:
    """No reset can start on a phone: where to go instead."""
    parts = parts_of(request)
    rows = await run_in_threadpool(parts.stations.listing)
    places = sorted({(row.name, row.place) for row in rows if row.standing is KeyStanding.ACTIVE})
    return remember(request, parts.pages.render("stations", language_of(request), places=places))


async def next_steps(request: Request) -> Response:
    """What to do after a reset, and nothing of anybody: the QR code of the station's last page leads here."""
    return remember(request, parts_of(request).pages.render("next", language_of(request)))

"""A scanned address that has to wait for the sign-in."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.secret import Secret
from backend.web.staff.guard import drop_cookie, set_cookie

NEXT = "__Host-staff-next"
_SCANNED = re.compile(r"/(?:stations)?\?code=[A-Za-z0-9-]{1,16}")
"""The QR codes of a station: of an enrolment, and of a request for staff. Nothing else is kept."""


def keep(request: Request, response: Response) -> None:
    """Remember where `request` wanted to go, in this browser, if that is what a station's QR code says."""
    wanted = f"{request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"
    if request.method == "GET" and _SCANNED.fullmatch(wanted):
        # Lax: it is read when the browser comes back from an OpenID provider.
        set_cookie(response, NEXT, Secret(wanted), same_site="lax")


class Onward:
    """Leads from the start page, where every sign-in ends, to what was kept; once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = _kept(scope)
        if not kept:
            await self._app(scope, receive, send)
            return
        response = RedirectResponse(kept, 303)
        drop_cookie(response, NEXT)
        await response(scope, receive, send)


def _kept(scope: Scope) -> str:
    if scope["type"] != "http" or (scope["method"], scope["path"], scope["query_string"]) != (
        "GET",
        "/",
        b"",
    ):
        return ""
    found = Request(scope).cookies.get(NEXT, "")
    return found if _SCANNED.fullmatch(found) else ""

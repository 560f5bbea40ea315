"""Which language a page is in: chosen, else the reset's, else the browser's, else the institution's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from backend.core.languages import Language, languages
from backend.web.languages import first_known, wished
from backend.web.phone.parts import LANGUAGE, parts_of


def language_of(request: Request, of_reset: str = "") -> Language:
    """`of_reset` is the language chosen at the station, where one is known."""
    return first_known(
        request.query_params.get("lang", ""),
        request.cookies.get(LANGUAGE, ""),
        of_reset,
        *wished(request.headers.get("accept-language", "")),
        parts_of(request).pages.first,
    )


def remember(request: Request, response: Response, of_reset: str = "") -> Response:
    """Keep a language that was chosen on this page, or that of the reset that goes on here."""
    chosen, known = request.query_params.get("lang", ""), languages()
    if chosen not in known and LANGUAGE not in request.cookies:
        chosen = of_reset
    if chosen in known:
        response.set_cookie(LANGUAGE, chosen, path="/", secure=True, httponly=True, samesite="strict")
    return response

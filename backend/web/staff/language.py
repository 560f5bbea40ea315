"""Which language the console speaks to this browser, and the way to each of the others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.languages import Language, languages
from backend.web.languages import first_known, wished

LANGUAGE = "__Host-language"
"""Holds the code of a language and nothing else."""
KEPT = 365 * 24 * 60 * 60
"""Seconds a choice is kept."""
ASKED = "lang"
MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Way:
    """One language in the page's foot; `href` is empty for the one it is in."""

    code: str
    name: str
    href: str


def spoken(request: Request, first: str) -> Language:
    """Chosen here, else chosen before, else the browser's, else `first`, the institution's own."""
    return first_known(
        request.query_params.get(ASKED, ""),
        request.cookies.get(LANGUAGE, ""),
        *wished(request.headers.get("accept-language", "")),
        first,
    )


def ways(request: Request, now: Language) -> tuple[Way, ...]:
    """A link to this page in every other language; from the answer to a form, to the page it came from."""
    asked, query = _page(request)
    # One slash at its beginning: after two a browser reads another host.
    path = "/" + quote(asked.lstrip("/"))
    return tuple(
        Way(one.code, one.name, "" if one is now else f"{path}?{urlencode([*query, (ASKED, one.code)])}")
        for one in languages().values()
    )


def _page(request: Request) -> tuple[str, list[tuple[str, str]]]:
    path = request.scope["path"]
    if request.method == "GET":
        asked = parse_qsl(request.scope["query_string"].decode("latin-1"))[:MOST_FIELDS]
        return path, [(name, value) for name, value in asked if name not in {ASKED, "again"}]
    while path and not _readable(request, path):
        path = path.rpartition("/")[0]
    return path or "/", []


def _readable(request: Request, path: str) -> bool:
    """Whether a GET of that path is a page; the first route of that path decides."""
    scope = {**request.scope, "type": "http", "method": "GET", "path": path}
    routes = (route for route in request.app.routes if isinstance(route, Route))
    matches = (route.matches(scope)[0] for route in routes)
    return next((match for match in matches if match is not Match.NONE), Match.NONE) is Match.FULL


class Languages:
    """Keeps the language that a link of the page's foot chose. `Lax`: it decides nothing but words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = ""
        if scope["type"] == "http":
            chosen = QueryParams(scope["query_string"]).get(ASKED, "")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and chosen in languages():
                cookie = f"{LANGUAGE}={chosen}; HttpOnly; Max-Age={KEPT}; Path=/; SameSite=lax; Secure"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, sending)

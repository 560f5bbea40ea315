"""Where a handed-over reset stands: one address that always shows the step the stored facts allow."""

from __future__ import annotations

import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.core.api_phone import HandoffOver, Visit
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, HandoffStatus, Method
from backend.web.phone.language import language_of, remember
from backend.web.phone.parts import HELD, held, parts_of
from backend.web.staff.guard import cookie_of

_PAGES = {
    Allowed.CHOOSE_METHOD: "choose",
    Allowed.ANSWER_CODE: "code",
    Allowed.ANSWER_CALL: "call",
    Allowed.NEW_PASSWORD: "password",
    Allowed.STAFF_ONLY: "staff",
    Allowed.DONE: "done",
    Allowed.WRITE_UNKNOWN: "unknown",
    Allowed.ENDED: "ended",
}
ACTIONS = ("/send", "/resend", "/answer", "/password", "/unlock", "/station")
ENDED = "ended"


def routes() -> list[Route]:
    return [
        Route("/", here, methods=["GET"]),
        Route("/state", state, methods=["GET"]),
        Route("/methods", methods, methods=["GET"]),
        Route("/methods/{method}", destination, methods=["GET"]),
        Route("/code", spoken_code, methods=["GET"]),
    ]


def page_of(visit: Visit) -> str:
    """The page that fits where the reset stands."""
    return "compare" if visit.status is HandoffStatus.CLAIMED else _PAGES[visit.view.allowed]


async def visit_of(request: Request) -> tuple[Secret, Visit]:
    """Raises `HandoffOver`."""
    cookie = held(request)
    return cookie, await run_in_threadpool(parts_of(request).desk.visit, cookie)


async def here(request: Request) -> Response:
    """The step that is due. A phone that holds nothing is told where a station is."""
    if cookie_of(request, HELD) is None:
        return remember(request, parts_of(request).pages.render("nowhere", language_of(request)))
    cookie, visit = await visit_of(request)
    return remember(request, await show(request, cookie, visit, page_of(visit)))


async def state(request: Request) -> Response:
    """The name of the page that is due, for the script that follows."""
    try:
        _cookie, visit = await visit_of(request)
    except HandoffOver:
        return PlainTextResponse(ENDED)
    return PlainTextResponse(page_of(visit))


async def methods(request: Request) -> Response:
    """Another way to receive a code, while one is under way."""
    cookie, visit = await visit_of(request)
    shown = "choose" if page_of(visit) in {"choose", "code", "call"} else page_of(visit)
    return remember(request, await show(request, cookie, visit, shown))


async def destination(request: Request) -> Response:
    """Where the full number or address of one method is typed."""
    cookie, visit = await visit_of(request)
    wanted = str(request.path_params["method"])
    method = next((one for one in visit.view.methods if one.id == wanted), None)
    if method is None or nothing_typed(method) or page_of(visit) not in {"choose", "code", "call"}:
        return remember(request, await show(request, cookie, visit, page_of(visit)))
    return remember(request, await show(request, cookie, visit, "destination", method=method))


def nothing_typed(method: Method) -> bool:
    """Whether the method needs no number and no address: the code of an app is simply awaited."""
    return method.channel is Channel.AUTHENTICATOR


async def spoken_code(request: Request) -> Response:
    """Where a code that was spoken on the telephone is typed."""
    cookie, visit = await visit_of(request)
    shown = "code" if page_of(visit) == "call" else page_of(visit)
    return remember(request, await show(request, cookie, visit, shown))


async def show(
    request: Request, cookie: Secret, visit: Visit, page: str, status: int = 200, **values: object
) -> Response:
    """One page of a phone that holds a hand-off; `values` are what a refused form keeps."""
    parts = parts_of(request)
    due = page_of(visit)
    rules = await run_in_threadpool(parts.desk.rules, cookie) if page == "password" else None
    return parts.pages.render(
        page,
        language_of(request, visit.language),
        status,
        state=due,
        view=visit.view,
        digits=visit.digits,
        rules=rules,
        intent=secrets.token_hex(16),
        csrf={action: parts.guard.token(cookie, action) for action in ACTIONS},
        **values,
    )

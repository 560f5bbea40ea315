"""The staff console as an ASGI application. It serves staff and nothing else."""

from __future__ import annotations

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import ApprovalRefused, RequestClosed, Unavailable
from backend.core.languages import en
from backend.core.secret import Secret
from backend.web.access_log import AccessLog
from backend.web.metrics import Metric
from backend.web.middleware import Headers, LastResort
from backend.web.problems import ProblemError, new_reference
from backend.web.staff import (
    audit_pages,
    entrance,
    figures_pages,
    notice_pages,
    now_pages,
    onward,
    openid_pages,
    passkey_pages,
    requests_pages,
    settings_pages,
    stations_pages,
    unblock_pages,
)
from backend.web.staff.guard import HEADERS, SESSION, ForgedError, cookie_of, drop_cookie
from backend.web.staff.language import Languages
from backend.web.staff.pages import static
from backend.web.staff.parts import ConsoleParts, parts_of
from backend.web.staff.visitor import ForbiddenError, NotSignedInError, RenewedSession

_log = structlog.stdlib.get_logger("repasse.console")


def console(parts: ConsoleParts) -> Starlette:
    """Build the application that staff use in a browser."""
    app = Starlette(
        routes=[
            Route("/static/console.css", _style, methods=["GET"]),
            Route("/static/console.js", _script, methods=["GET"]),
            *entrance.routes(),
            *passkey_pages.routes(),
            *openid_pages.routes(),
            *requests_pages.routes(),
            *now_pages.routes(),
            *stations_pages.routes(),
            *audit_pages.routes(),
            *figures_pages.routes(),
            *notice_pages.routes(),
            *unblock_pages.routes(),
            *settings_pages.routes(),
        ],
        middleware=[
            Middleware(AccessLog, metrics=parts.metrics, address="console"),
            Middleware(LastResort, answer=_unknown),
            Middleware(Headers, fixed=HEADERS),
            Middleware(RenewedSession),
            Middleware(onward.Onward),
            Middleware(Languages),
        ],
        exception_handlers={
            ForgedError: _forged,
            ProblemError: _forged,
            NotSignedInError: _not_signed_in,
            ForbiddenError: _forbidden,
            RequestClosed: _closed,
            ApprovalRefused: _closed,
            Unavailable: _unavailable,
            HTTPException: _no_page,
        },
    )
    app.router.redirect_slashes = False  # such a redirect is made from the Host header
    app.state.parts = parts
    app.state.now_feeds = now_pages.feeds_of(parts)
    return app


async def _style(_request: Request) -> Response:
    return Response(static("console.css"), media_type="text/css")


async def _script(_request: Request) -> Response:
    return Response(static("console.js"), media_type="text/javascript")


def _message(request: Request, status: int, title: str, text: str, reference: str = "") -> Response:
    pages = parts_of(request).pages
    return pages.render(request, "message", status, title=title, text=text, reference=reference)


async def _forged(request: Request, _error: Exception) -> Response:
    """On record, with the name of whose session the browser brought."""
    token, parts = cookie_of(request, SESSION), parts_of(request)
    member = None
    if token is not None:
        member = await run_in_threadpool(parts.auth.who, token, touched=False)
    await run_in_threadpool(parts.refusals.form, "console", member.name if member else "")
    return _message(
        request,
        403,
        en("This form is out of date"),
        en("Go back to the start and try again. Nothing was changed."),
    )


async def _not_signed_in(request: Request, _error: Exception) -> Response:
    token, response = cookie_of(request, SESSION), RedirectResponse("/sign-in", 303)
    if token is not None:  # a link from another site brings no cookie, and must end nothing
        await run_in_threadpool(_end, request, token)
        await run_in_threadpool(parts_of(request).refusals.stranger)
        drop_cookie(response, SESSION)
    onward.keep(request, response)
    return response


def _forbidden(request: Request, _error: Exception) -> Response:
    return _message(
        request,
        403,
        en("This page is not for you"),
        en(
            "Your roles do not include it, and that you asked is on record. "
            "Who runs this service can give you another role."
        ),
    )


def _end(request: Request, token: Secret) -> None:
    parts_of(request).auth.close_session(token)


def _closed(request: Request, error: Exception) -> Response:
    if isinstance(error, ApprovalRefused):
        return _message(request, 409, en("This is not allowed"), str(error))
    return _message(
        request,
        404,
        en("No open request has that code"),
        en("The code changes every minute: type the one the station shows now. It may also have ended."),
    )


def _unavailable(request: Request, _error: Exception) -> Response:
    return _message(
        request,
        503,
        en("Something behind this page does not answer"),
        en("Nothing was changed. Try again shortly."),
    )


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _message(request, status, en("There is no such page"), en("Go back to the list of requests."))


def _unknown(request: Request, error: Exception) -> Response:
    """The last resort: visible in the log, the counters, the state of health, and on the page."""
    parts = parts_of(request)
    reference = new_reference()
    request.state.reference = reference
    parts.metrics.count(Metric.UNKNOWN_ERRORS)
    parts.condition.shocked("console")
    _log.error("unknown_error", reference=reference.text, exc_info=error)
    title, text = en("Something went wrong"), en("Tell your administrator: {reference}")
    response = _message(request, 500, title, text, reference.text)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response

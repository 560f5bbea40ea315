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
from backend.core.secret import Secret
from backend.web.access_log import AccessLog
from backend.web.metrics import Metric
from backend.web.middleware import Headers, LastResort
from backend.web.problems import ProblemError, new_reference
from backend.web.staff import entrance, requests_pages
from backend.web.staff.guard import HEADERS, SESSION, ForgedError, cookie_of
from backend.web.staff.pages import static
from backend.web.staff.parts import ConsoleParts, parts_of

_log = structlog.stdlib.get_logger("repasse.console")


def console(parts: ConsoleParts) -> Starlette:
    """Build the application that staff use in a browser."""
    app = Starlette(
        routes=[
            Route("/static/console.css", _style, methods=["GET"]),
            Route("/static/console.js", _script, methods=["GET"]),
            *entrance.routes(),
            *requests_pages.routes(),
        ],
        middleware=[
            Middleware(AccessLog, metrics=parts.metrics),
            Middleware(LastResort, answer=_unknown),
            Middleware(Headers, fixed=HEADERS),
        ],
        exception_handlers={
            ForgedError: _forged,
            ProblemError: _forged,
            requests_pages.NotSignedInError: _not_signed_in,
            RequestClosed: _closed,
            ApprovalRefused: _closed,
            Unavailable: _unavailable,
            HTTPException: _no_page,
        },
    )
    app.state.parts = parts
    return app


async def _style(_request: Request) -> Response:
    return Response(static("console.css"), media_type="text/css")


async def _script(_request: Request) -> Response:
    return Response(static("console.js"), media_type="text/javascript")


def _message(request: Request, status: int, title: str, text: str) -> Response:
    return parts_of(request).pages.render("message", status, title=title, text=text)


def _forged(request: Request, _error: Exception) -> Response:
    return _message(
        request, 403, "This form is out of date", "Go back to the start and try again. Nothing was changed."
    )


async def _not_signed_in(request: Request, _error: Exception) -> Response:
    token = cookie_of(request, SESSION)
    if token is not None:
        await run_in_threadpool(_end, request, token)
    return RedirectResponse("/sign-in", 303)


def _end(request: Request, token: Secret) -> None:
    parts_of(request).auth.close_session(token)


def _closed(request: Request, error: Exception) -> Response:
    if isinstance(error, ApprovalRefused):
        return _message(request, 409, "This is not allowed", str(error))
    return _message(
        request,
        404,
        "No open request has that code",
        "The code changes every minute: type the one the station shows now. It may also have ended.",
    )


def _unavailable(request: Request, _error: Exception) -> Response:
    return _message(
        request, 503, "Something behind this page does not answer", "Nothing was changed. Try again shortly."
    )


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _message(request, status, "There is no such page", "Go back to the list of requests.")


def _unknown(request: Request, error: Exception) -> Response:
    """The last resort: visible in the log, the counters, the state of health, and on the page."""
    parts = parts_of(request)
    reference = new_reference()
    request.state.reference = reference
    parts.metrics.count(Metric.UNKNOWN_ERRORS)
    parts.condition.shocked("console")
    _log.error("unknown_error", reference=reference.text, exc_info=error)
    response = _message(request, 500, "Something went wrong", f"Tell your administrator: {reference.text}")
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response

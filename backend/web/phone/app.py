"""The phone's pages as an ASGI application. It serves phones and nothing else."""

from __future__ import annotations

from importlib import resources

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import NotAllowed, Unavailable
from backend.core.api_phone import HandoffOver
from backend.web.access_log import AccessLog
from backend.web.metrics import Metric
from backend.web.middleware import Headers, LastResort
from backend.web.phone import link_pages, reset_pages, write_pages
from backend.web.phone.language import language_of
from backend.web.phone.parts import HEADERS, HELD, PhoneParts, parts_of
from backend.web.problems import ProblemError, new_reference
from backend.web.staff.guard import ForgedError, drop_cookie

_log = structlog.stdlib.get_logger("repasse.phone")


def phone_pages(parts: PhoneParts) -> Starlette:
    """Build the application that phones use, once a station handed a reset to one of them."""
    app = Starlette(
        routes=[
            Route("/static/phone.css", _style, methods=["GET"]),
            Route("/static/phone.js", _script, methods=["GET"]),
            *link_pages.routes(),
            *reset_pages.routes(),
            *write_pages.routes(),
        ],
        middleware=[
            Middleware(AccessLog, metrics=parts.metrics, address="phone"),
            Middleware(LastResort, answer=_unknown),
            Middleware(Headers, fixed=HEADERS),
        ],
        exception_handlers={
            ForgedError: _forged,
            ProblemError: _forged,
            HandoffOver: _over,
            NotAllowed: _look_again,
            Unavailable: _unavailable,
            HTTPException: _no_page,
        },
    )
    # A redirect to the path without its slash would be made of the Host header.
    app.router.redirect_slashes = False
    app.state.parts = parts
    return app


async def _style(_request: Request) -> Response:
    return Response(_static("phone.css"), media_type="text/css")


async def _script(_request: Request) -> Response:
    return Response(_static("phone.js"), media_type="text/javascript")


def _static(name: str) -> bytes:
    return resources.files("backend.web.phone").joinpath("static", name).read_bytes()


def _message(request: Request, status: int, template: str, **values: object) -> Response:
    return parts_of(request).pages.render(template, language_of(request), status, **values)


async def _forged(request: Request, _error: Exception) -> Response:
    await run_in_threadpool(parts_of(request).refusals.form, "phone")
    return _message(request, 403, "stale")


def _over(request: Request, _error: Exception) -> Response:
    response = _message(request, 410, "ended")
    drop_cookie(response, HELD)
    return response


async def _look_again(_request: Request, _error: Exception) -> Response:
    """The reset has moved on: show where it stands."""
    return RedirectResponse("/", 303)


def _unavailable(request: Request, _error: Exception) -> Response:
    return _message(request, 503, "unavailable", reference="")


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _message(request, status, "nowhere")


def _unknown(request: Request, error: Exception) -> Response:
    """The last resort: visible in the log, the counters, the state of health, and on the page."""
    parts = parts_of(request)
    reference = new_reference()
    request.state.reference = reference
    parts.metrics.count(Metric.UNKNOWN_ERRORS)
    parts.condition.shocked("phones")
    _log.error("unknown_error", reference=reference.text, exc_info=error)
    response = _message(request, 500, "unavailable", reference=reference.text)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response

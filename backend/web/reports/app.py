"""Delivery reports as an ASGI application. It serves gateways and nothing else; `twilio` has those of calls.

A report is a GET that changes something, because that is how Kannel's dlr-url works; what may be changed is
one letter's state, and the path holds 256 bits that prove it (`Marks.report`).
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.core.api import DeliveryReports, Reported, Unavailable
from backend.web.access_log import AccessLog
from backend.web.metrics import Condition, Metric, Metrics
from backend.web.middleware import Headers, LastResort
from backend.web.problems import new_reference
from backend.web.reports.twilio import TwilioPages, TwilioParts

HEADERS = {"cache-control": "no-store", "content-security-policy": "default-src 'none'"}
_OUTCOMES = {"1": Reported.DELIVERED, "2": Reported.FAILED, "16": Reported.FAILED}
_ON_ITS_WAY = frozenset({"4", "8"})
"""Buffered, and accepted by the SMSC: no news."""
_log = structlog.stdlib.get_logger("repasse.reports")


@dataclass(frozen=True, slots=True)
class ReportParts:
    reports: DeliveryReports
    metrics: Metrics
    condition: Condition
    twilio: TwilioParts | None = None
    """None where no call goes through such a provider."""


def delivery_reports(parts: ReportParts) -> Starlette:
    """Build the application that gateways call."""
    app = Starlette(
        routes=[
            Route("/kannel/{letter}/{proof}", _kannel, methods=["GET"]),
            *(TwilioPages(parts.twilio).routes() if parts.twilio is not None else []),
        ],
        middleware=[
            Middleware(AccessLog, metrics=parts.metrics, address="reports"),
            Middleware(LastResort, answer=_unknown),
            Middleware(Headers, fixed=HEADERS),
        ],
        exception_handlers={Unavailable: _unavailable},
    )
    app.router.redirect_slashes = False
    app.state.parts = parts
    return app


async def _kannel(request: Request) -> Response:
    """Kannel's user guide, chapter 6: ``%d`` of a dlr-url is the kind of report."""
    status = request.query_params.get("status", "")
    if status in _ON_ITS_WAY:
        return Response(status_code=204)
    outcome, parts = _OUTCOMES.get(status), _parts(request)
    if outcome is None:
        return Response(status_code=404)
    letter, proof = request.path_params["letter"], request.path_params["proof"]
    known = await run_in_threadpool(parts.reports.report, letter, "kannel", proof, outcome)
    return Response(status_code=204 if known else 404)


def _parts(request: Request) -> ReportParts:
    parts: ReportParts = request.app.state.parts
    return parts


def _unavailable(_request: Request, _error: Exception) -> Response:
    """The gateway may come again."""
    return Response(status_code=503)


def _unknown(request: Request, error: Exception) -> Response:
    """The last resort: visible in the log, the counters and the state of health."""
    parts, reference = _parts(request), new_reference()
    request.state.reference = reference
    parts.metrics.count(Metric.UNKNOWN_ERRORS)
    parts.condition.shocked("delivery reports")
    _log.error("unknown_error", reference=reference.text, exc_info=error)
    return Response(status_code=500, headers=HEADERS)

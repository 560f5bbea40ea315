"""The station API as a FastAPI application."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from backend.core.api import NotAllowed, ResetDesk, ResetGone, Unavailable
from backend.web import (
    contact_routes,
    handoff_routes,
    maintenance_routes,
    pass_routes,
    reset_routes,
    station_routes,
)
from backend.web.access_log import AccessLog
from backend.web.deadline import Pace
from backend.web.gate import Gate
from backend.web.metrics import Condition, Metric, Metrics
from backend.web.middleware import Headers, LastResort
from backend.web.problems import Code, ProblemDocument, ProblemError, new_reference, problem_response

RETRY_AFTER = 5
_log = structlog.stdlib.get_logger("repasse.web")


@dataclass(frozen=True, slots=True)
class StationParts:
    """What the station API is made of."""

    desk: ResetDesk
    gate: Gate
    pace: Pace
    metrics: Metrics
    condition: Condition
    stopping: asyncio.Event


def station_api(parts: StationParts) -> FastAPI:
    """Build the application that stations talk to. It serves nothing else."""
    app = bare_api()
    app.add_middleware(Headers, fixed={"cache-control": "no-store"})
    app.add_middleware(LastResort, answer=_unknown)
    app.add_middleware(AccessLog, metrics=parts.metrics, address="station_api")
    app.state.desk = parts.desk
    app.state.gate = parts.gate
    app.state.pace = parts.pace
    app.state.metrics = parts.metrics
    app.state.condition = parts.condition
    app.state.stopping = parts.stopping
    return app


def bare_api() -> FastAPI:
    """The routes without anything behind them: what `packaging/openapi.py` describes."""
    app = FastAPI(
        title="Repasse station API",
        version="1",
        summary="What an enrolled station may ask of its backend; see docs/protocol.md.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        responses=_documented_problems(),
    )
    for router in (
        station_routes.enrolments,
        station_routes.router,
        reset_routes.timed,
        reset_routes.router,
        handoff_routes.router,
        maintenance_routes.router,
        contact_routes.router,
        pass_routes.router,
        station_routes.health,
    ):
        app.include_router(router)
    _map_outcomes(app)
    return app


def _documented_problems() -> dict[int | str, dict[str, object]]:
    by_status: dict[int | str, dict[str, object]] = {}
    for status in sorted({code.status for code in Code}):
        codes = ", ".join(code.code for code in Code if code.status == status)
        by_status[status] = {
            "description": codes,
            "content": {"application/problem+json": {"schema": ProblemDocument.model_json_schema()}},
        }
    return by_status


def _map_outcomes(app: FastAPI) -> None:
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(ResetGone, _gone)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(HTTPException, _no_route)


def _answer(request: Request, problem: ProblemError) -> JSONResponse:
    reference = new_reference()
    request.state.reference = reference
    request.state.code = problem.code.code
    metrics: Metrics = request.app.state.metrics
    metrics.count(Metric.PROBLEMS)
    return problem_response(problem, reference)


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for this class only
    return _answer(request, error)


async def _malformed(request: Request, _error: Exception) -> JSONResponse:
    return _answer(request, ProblemError(Code.MALFORMED))


async def _gone(request: Request, _error: Exception) -> JSONResponse:
    return _answer(request, ProblemError(Code.RESET_GONE))


async def _not_allowed(request: Request, _error: Exception) -> JSONResponse:
    return _answer(request, ProblemError(Code.NOT_ALLOWED))


async def _unavailable(request: Request, _error: Exception) -> JSONResponse:
    return _answer(request, ProblemError(Code.UNAVAILABLE, retry_after=RETRY_AFTER))


async def _no_route(request: Request, error: Exception) -> JSONResponse:
    """Starlette raises 404 and 405, FastAPI 400 for a body it cannot read."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _answer(request, ProblemError(Code.NOT_FOUND if status in (404, 405) else Code.MALFORMED))


def _unknown(request: Request, error: Exception) -> JSONResponse:
    """The last resort: visible in the log, the counters and the state of health."""
    parts = request.app.state
    parts.metrics.count(Metric.UNKNOWN_ERRORS)
    parts.condition.shocked("requests")
    response = _answer(request, ProblemError(Code.UNAVAILABLE, retry_after=RETRY_AFTER))
    _log.error("unknown_error", reference=request.state.reference.text, exc_info=error)
    return response

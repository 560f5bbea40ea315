"""The pages for machines that watch the service: whether it lives, whether it is ready, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.core.operation import Part, Readiness
from backend.web.middleware import Headers

HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True, slots=True)
class OperationParts:
    """`ready` and `figures` may block, for some seconds at most. `figures_type` is their content type.

    `resting`: the gateways that this process asks last; people are served by the others meanwhile.
    """

    ready: Callable[[], Mapping[Part, Readiness]]
    resting: Callable[[], Sequence[str]]
    figures: Callable[[], bytes]
    figures_type: str


def operation_pages(parts: OperationParts) -> Starlette:
    """Build the application. It serves nothing else, and names nobody."""
    app = Starlette(
        routes=[
            Route("/healthz", _alive, methods=["GET"]),
            Route("/readyz", _ready, methods=["GET"]),
            Route("/metrics", _figures, methods=["GET"]),
        ],
        middleware=[Middleware(Headers, fixed=HEADERS)],
    )
    app.router.redirect_slashes = False
    app.state.parts = parts
    return app


async def _alive(_request: Request) -> Response:
    """The process answers; nothing else is asked."""
    return JSONResponse({"status": "alive"})


async def _ready(request: Request) -> Response:
    """503 when people cannot be served, and which part is why."""
    parts: OperationParts = request.app.state.parts
    found = await run_in_threadpool(parts.ready)
    ready = all(how is Readiness.READY for how in found.values())
    told = {part.value: how.value for part, how in found.items()}
    answer = {"ready": ready, "parts": told, "resting": list(parts.resting())}
    return JSONResponse(answer, 200 if ready else 503)


async def _figures(request: Request) -> Response:
    parts: OperationParts = request.app.state.parts
    return Response(await run_in_threadpool(parts.figures), headers={"content-type": parts.figures_type})

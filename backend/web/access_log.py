"""One log line a request: method, route template, status, duration, station, reference. Nothing else."""

from __future__ import annotations

import secrets
import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.meter import Answered
from backend.web.metrics import Metric, Metrics

_log = structlog.stdlib.get_logger("repasse.access")


class AccessLog:
    """ASGI middleware. The path itself is never logged: ids of resets and one-time links stand in it.

    `address` names the listening address in the metrics. A request that waits for news on purpose says so by
    `held` in its state, and is measured under a route of its own.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, address: str) -> None:
        self._app = app
        self._metrics = metrics
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = secrets.token_hex(8)
        begun = answered = time.monotonic()
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status, answered = message["status"], time.monotonic()
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.count(Metric.REQUESTS)
            if status:
                self._metrics.answered(self._measured(scope, status, answered - begun))
            _say(scope, status, round((time.monotonic() - begun) * 1000))

    def _measured(self, scope: Scope, status: int, seconds: float) -> Answered:
        route = f"{_route(scope)}?after" if scope["state"].get("held") else _route(scope)
        return Answered(self._address, scope["method"], route, status, seconds)


def _route(scope: Scope) -> str:
    """The template of the path; `none` where no route took it."""
    route = scope.get("route")
    return str(getattr(route, "path_format", getattr(route, "path", "none")))


def _say(scope: Scope, status: int, milliseconds: int) -> None:
    state = scope["state"]
    caller = state.get("caller")
    reference = state.get("reference")
    _log.info(
        "request",
        method=scope["method"],
        route=_route(scope),
        status=status,
        ms=milliseconds,
        request_id=state["request_id"],
        station=caller.name if caller is not None else None,
        code=state.get("code"),
        reference=reference.text if reference is not None else None,
    )

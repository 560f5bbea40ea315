"""One log line a request: method, route template, status, duration, station, reference. Nothing else."""

from __future__ import annotations

import secrets
import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.web.metrics import Metric, Metrics

_log = structlog.stdlib.get_logger("repasse.access")


class AccessLog:
    """ASGI middleware. The path itself is never logged: ids of resets and one-time links stand in it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = secrets.token_hex(8)
        begun = time.monotonic()
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.count(Metric.REQUESTS)
            _say(scope, status, round((time.monotonic() - begun) * 1000))


def _say(scope: Scope, status: int, milliseconds: int) -> None:
    state = scope["state"]
    caller = state.get("caller")
    reference = state.get("reference")
    _log.info(
        "request",
        method=scope["method"],
        route=getattr(scope.get("route"), "path_format", getattr(scope.get("route"), "path", "none")),
        status=status,
        ms=milliseconds,
        request_id=state["request_id"],
        station=caller.name if caller is not None else None,
        code=state.get("code"),
        reference=reference.text if reference is not None else None,
    )

"""ASGI middleware that both addresses share: fixed headers, and the last resort for unknown errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Headers:
    """Sets `fixed` headers on every answer, in place of what a route may have said."""

    def __init__(self, app: ASGIApp, fixed: Mapping[str, str]) -> None:
        self._app = app
        self._fixed = [(name.encode(), value.encode()) for name, value in fixed.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = {name for name, _value in self._fixed}

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name not in names]
                message["headers"] = [*kept, *self._fixed]
            await send(message)

        await self._app(scope, receive, marked)


class LastResort:
    """Answers what nobody foresaw with `answer`, which must make it visible.

    Starlette's own handler would raise again, and the server would print the exception's text.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            return  # the connection ended amid its body: nobody is left to answer, and nothing is wrong here
        except Exception as error:  # noqa: BLE001 - the documented last resort; becomes a visible state
            response = self._answer(Request(scope, receive), error)
            if not started:
                await response(scope, receive, send)

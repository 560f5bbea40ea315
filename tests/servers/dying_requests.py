"""For tests only: where in the work of one request the backend of `killing_backend` dies."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.adapters.store.web_store.requests import RequestStore
from backend.adapters.store.web_store.requests import Scope as Intent
from backend.core.secret import Secret


class Moment(Enum):
    """What a station that heard nothing cannot tell apart."""

    BEFORE_COMMIT = "before_commit"
    """Nothing was done."""
    AFTER_COMMIT = "after_commit"
    """All was done; nobody noted what was to be answered."""
    BEFORE_REPLY = "before_reply"
    """All was done, and the answer is kept for a retry."""


@dataclass(frozen=True)
class Death:
    """`request` is a method and the last part of a path, such as ``POST challenges``."""

    request: str
    moment: Moment

    def __str__(self) -> str:
        return f"{self.moment.value} {self.request}"


Reached = Callable[[str], None]
_request: ContextVar[str] = ContextVar("request", default="")


def here(moment: Moment) -> str:
    """The point at which the request of this task, if there is one, has arrived."""
    return str(Death(_request.get(), moment))


def dying_request_store(reached: Reached) -> type[RequestStore]:
    class DyingRequestStore(RequestStore):
        def finish(self, scope: Intent, lease: str, body: Secret) -> None:
            reached(here(Moment.AFTER_COMMIT))
            super().finish(scope, lease, body)

    return DyingRequestStore


def watched(app: ASGIApp, reached: Reached) -> ASGIApp:
    """`app`, each of whose requests is known by name to all that works for it, threads included."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        _request.set(f"{scope['method']} {scope['path'].rpartition('/')[2]}")

        async def sending(message: Message) -> None:
            reached(here(Moment.BEFORE_REPLY))
            await send(message)

        await app(scope, receive, sending)

    return run

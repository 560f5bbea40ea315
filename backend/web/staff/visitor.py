"""Who asks for a page: every page of the console begins with `visitor`, and shows itself with `page`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.adapters.store.web_store.staff_sessions import Proof, SignedIn
from backend.core.languages import en
from backend.core.roles import Role, Roles
from backend.core.secret import Secret
from backend.web.metrics import Health
from backend.web.staff.guard import SESSION, cookie_of, session_cookie
from backend.web.staff.navigation import links
from backend.web.staff.parts import parts_of

DEGRADED = en("Something behind this page does not work. Your administrator finds it in the log.")


class NotSignedInError(Exception):
    """Nobody is signed in, or the session ended."""


class ForbiddenError(Exception):
    """The member has none of the roles this page is for. It is on record already."""

    def __init__(self, staff: str) -> None:
        super().__init__(staff)
        self.staff = staff


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in member. `strong_at`: when they last proved who they are, and by what `proof`."""

    name: str
    roles: Roles
    session: Secret
    proof: Proof
    strong_at: datetime


async def visitor(request: Request, *roles: Role, touched: bool = True) -> Visitor:
    """The member who asks, if they hold one of `roles` (any member when none is named).

    Args:
        request: a GET, or a form whose token the page then checks with `parts_of(request).guard.form`.
        roles: one of them is needed.
        touched: false when the page only refreshed itself, which keeps nobody signed in.

    Raises:
        NotSignedInError: the console leads to the sign-in page.
        ForbiddenError: the console answers 403; the attempt is an audit record.
    """
    session = cookie_of(request, SESSION)
    if session is None:
        raise NotSignedInError
    auth = parts_of(request).auth
    found = await run_in_threadpool(auth.who, session, touched=touched)
    if found is None:
        raise NotSignedInError
    if roles and not found.roles & set(roles):
        await run_in_threadpool(auth.forbidden, found.name, request.scope["path"])
        raise ForbiddenError(found.name)
    return visitor_of(found, session)


def visitor_of(found: SignedIn, session: Secret) -> Visitor:
    return Visitor(found.name, found.roles, session, found.proof, found.strong_at)


def page(request: Request, template: str, who: Visitor, status: int = 200, **values: object) -> HTMLResponse:
    """A page for `who`: with their name, their way out, and `roles` for the navigation."""
    parts = parts_of(request)
    degraded = DEGRADED if parts.condition.health is Health.DEGRADED else ""
    common: dict[str, object] = {
        "staff": who.name,
        "roles": {role.value for role in who.roles},
        "links": links(who.roles, request.scope["path"]),
        "sign_out": parts.guard.token(who.session, "/sign-out"),
        "degraded": degraded,
    }
    return parts.pages.render(request, template, status, **common | values)


class RenewedSession:
    """Sends the cookie of a session that goes on under a new token, whatever the page then answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            token = scope.get("state", {}).get("renewed_session")
            if message["type"] == "http.response.start" and isinstance(token, Secret):
                message["headers"] = [*message["headers"], (b"set-cookie", session_cookie(token).encode())]
            await send(message)

        await self._app(scope, receive, sending)


def renewed(request: Request, token: Secret) -> None:
    """From this answer on the browser holds `token`; see `RenewedSession`."""
    request.state.renewed_session = token

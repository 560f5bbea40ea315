"""Joining by a one-time link, signing in and out."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.adapters.store.web_store.staff import Invitation
from backend.core.secret import Secret
from backend.web.staff.auth import Typed
from backend.web.staff.credentials import enrolment_uri, password_fault, qr_svg
from backend.web.staff.guard import SESSION, VISIT, cookie_of, drop_cookie, new_visit, set_cookie
from backend.web.staff.parts import parts_of

NOT_FITTING = (
    "That name, password and code do not fit together, or there were too many tries. "
    "Wait for the next code and try again."
)
CODE_WRONG = "That code does not fit. Scan the QR code, wait for a new code and type it."


def routes() -> list[Route]:
    return [
        Route("/sign-in", show_sign_in, methods=["GET"]),
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/join/{token}", show_join, methods=["GET"]),
        Route("/join/{token}", join, methods=["POST"]),
    ]


async def show_sign_in(request: Request) -> Response:
    return _sign_in_page(request, 200, "", "")


def _sign_in_page(request: Request, status: int, error: str, name: str) -> Response:
    parts, visit = parts_of(request), cookie_of(request, VISIT) or new_visit()
    csrf = parts.guard.token(visit, "/sign-in")
    page = parts.pages.render("sign_in", status, csrf=csrf, error=error, name=name)
    set_cookie(page, VISIT, visit)
    return page


async def sign_in(request: Request) -> Response:
    """A fresh session and a fresh cookie for every sign-in; the older session of this browser ends."""
    parts = parts_of(request)
    fields = await parts.guard.form(request, cookie_of(request, VISIT))
    name = fields.get("name", "")[:64].strip()
    password, code = Secret(fields.get("password", "")[:1024]), Secret(fields.get("code", "")[:16])
    address = request.client.host if request.client else ""
    async with parts.hashing:
        accepted = await run_in_threadpool(parts.auth.sign_in, Typed(name, password, code, address))
    if not accepted:
        return _sign_in_page(request, 403, NOT_FITTING, name)
    old = cookie_of(request, SESSION)
    if old is not None:
        await run_in_threadpool(parts.auth.close_session, old)
    token = await run_in_threadpool(parts.auth.open_session, name)
    response = RedirectResponse("/", 303)
    set_cookie(response, SESSION, token)
    drop_cookie(response, VISIT)
    return response


async def sign_out(request: Request) -> Response:
    parts, session = parts_of(request), cookie_of(request, SESSION)
    await parts.guard.form(request, session)
    if session is not None:
        await run_in_threadpool(parts.auth.close_session, session)
    response = RedirectResponse("/sign-in", 303)
    drop_cookie(response, SESSION)
    return response


async def show_join(request: Request) -> Response:
    """Shows the link's own QR code; opening it changes nothing."""
    token = Secret(str(request.path_params["token"]))
    invitation = await run_in_threadpool(parts_of(request).auth.invitation, token)
    return _gone(request) if invitation is None else _join_page(request, 200, invitation, "")


def _join_page(request: Request, status: int, invitation: Invitation, error: str) -> Response:
    parts, visit = parts_of(request), cookie_of(request, VISIT) or new_visit()
    page = parts.pages.render(
        "join",
        status,
        csrf=parts.guard.token(visit, request.scope["path"]),
        name=invitation.name,
        secret=invitation.totp.reveal(),
        qr=qr_svg(enrolment_uri(invitation.totp, invitation.name)),
        error=error,
    )
    set_cookie(page, VISIT, visit)
    return page


def _gone(request: Request) -> Response:
    return parts_of(request).pages.render(
        "message",
        404,
        title="This link does not work (any more)",
        text="A link works once, for thirty minutes. Ask your administrator for a new one.",
    )


async def join(request: Request) -> Response:
    parts, token = parts_of(request), Secret(str(request.path_params["token"]))
    fields = await parts.guard.form(request, cookie_of(request, VISIT))
    invitation = await run_in_threadpool(parts.auth.invitation, token)
    if invitation is None:
        return _gone(request)
    password, repeated = Secret(fields.get("password", "")), Secret(fields.get("repeated", ""))
    fault = password_fault(password, repeated, invitation.name)
    if fault:
        return _join_page(request, 422, invitation, fault)
    code = Secret(fields.get("code", "")[:16])
    if not await run_in_threadpool(parts.auth.join, token, invitation, password, code):
        return _join_page(request, 422, invitation, CODE_WRONG)
    return parts.pages.render(
        "message",
        title="You are ready",
        text="Wait for the next code of your authenticator, then sign in.",
        next_page="/sign-in",
        next_words="Sign in",
    )

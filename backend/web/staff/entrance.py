"""Joining by a one-time link, signing in and out."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.adapters.store.web_store.staff import Invitation
from backend.adapters.store.web_store.staff_sessions import Proof
from backend.core.languages import en
from backend.core.secret import Secret
from backend.web.staff.auth import Typed
from backend.web.staff.credentials import enrolment_uri, password_fault, qr_svg
from backend.web.staff.guard import SESSION, VISIT, address_of, cookie_of, drop_cookie, new_visit, set_cookie
from backend.web.staff.parts import ConsoleParts, parts_of

NOT_FITTING = en(
    "That name, password and code do not fit together, or there were too many attempts. "
    "Wait for the next code and try again."
)
CODE_WRONG = en("That code does not fit. Scan the QR code, wait for a new code and type it.")


def routes() -> list[Route]:
    return [
        Route("/sign-in", show_sign_in, methods=["GET"]),
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/join/{token}", show_join, methods=["GET"]),
        Route("/join/{token}", join, methods=["POST"]),
    ]


async def show_sign_in(request: Request) -> Response:
    return sign_in_page(request, 200)


def sign_in_page(request: Request, status: int, error: str = "", name: str = "") -> Response:
    """Every way in that this console offers."""
    parts, visit = parts_of(request), cookie_of(request, VISIT) or new_visit()
    page = parts.pages.render(
        request,
        "sign_in",
        status,
        csrf=parts.guard.token(visit, "/sign-in"),
        passkey_csrf=parts.guard.token(visit, "/sign-in/passkey"),
        options_csrf=parts.guard.token(visit, "/sign-in/passkey/options"),
        passkeys=parts.ways.passkeys.offered,
        openid=parts.ways.openid.label if parts.ways.openid else "",
        error=error,
        name=name,
    )
    set_cookie(page, VISIT, visit)
    return page


async def sign_in(request: Request) -> Response:
    """A fresh session and a fresh cookie for every sign-in; the older session of this browser ends."""
    parts = parts_of(request)
    fields = await parts.guard.form(request, cookie_of(request, VISIT))
    name = fields.get("name", "")[:64].strip()
    password, code = Secret(fields.get("password", "")[:1024]), Secret(fields.get("code", "")[:16])
    async with parts.hashing:
        accepted = await run_in_threadpool(
            parts.auth.sign_in, Typed(name, password, code, address_of(request))
        )
    if not accepted:
        return sign_in_page(request, 403, NOT_FITTING, name)
    return await welcome(request, name, Proof.PASSWORD)


async def welcome(request: Request, name: str, proof: Proof) -> Response:
    """A session of its own for every sign-in: one that was planted in the browser is worth nothing."""
    parts, old = parts_of(request), cookie_of(request, SESSION)
    if old is not None:
        await run_in_threadpool(parts.auth.close_session, old)
    token = await run_in_threadpool(parts.auth.open_session, name, proof)
    response = RedirectResponse("/", 303)
    set_cookie(response, SESSION, token)
    drop_cookie(response, VISIT)
    return response


async def sign_out(request: Request) -> Response:
    """Ends the session here, and at the OpenID provider for who came from there."""
    parts, session = parts_of(request), cookie_of(request, SESSION)
    await parts.guard.form(request, session)
    there = ""
    if session is not None:
        told = await run_in_threadpool(parts.auth.close_session, session)
        there = await run_in_threadpool(_goodbye, parts, told)
    response = _signed_out(request, there) if there else RedirectResponse("/sign-in", 303)
    drop_cookie(response, SESSION)
    return response


def _goodbye(parts: ConsoleParts, id_token: Secret | None) -> str:
    return parts.ways.openid.goodbye(id_token) if parts.ways.openid and id_token else ""


def _signed_out(request: Request, there: str) -> Response:
    """A page, as a form of ours may lead nowhere else by itself (`form-action` of the policy)."""
    return parts_of(request).pages.render(
        request,
        "message",
        title=en("You are signed out here"),
        text=en("Your browser now signs out at your organisation too."),
        onward=there,
        next_page=there,
        next_words=en("Go on"),
    )


async def show_join(request: Request) -> Response:
    """Shows the link's own QR code; opening it changes nothing."""
    token = Secret(str(request.path_params["token"]))
    invitation = await run_in_threadpool(parts_of(request).auth.invitation, token)
    return gone(request) if invitation is None else join_page(request, 200, invitation, "")


def join_page(request: Request, status: int, invitation: Invitation, error: str) -> Response:
    """The choice of a one-time link: a passkey, or password and authenticator."""
    parts, visit = parts_of(request), cookie_of(request, VISIT) or new_visit()
    here = f"/join/{request.path_params['token']}"
    page = parts.pages.render(
        request,
        "join",
        status,
        here=here,
        csrf=parts.guard.token(visit, here),
        passkey_csrf=parts.guard.token(visit, f"{here}/passkey"),
        options_csrf=parts.guard.token(visit, f"{here}/passkey/options"),
        passkeys=parts.ways.passkeys.offered,
        name=invitation.name,
        secret=invitation.totp.reveal(),
        qr=qr_svg(enrolment_uri(invitation.totp, invitation.name)),
        error=error,
    )
    set_cookie(page, VISIT, visit)
    return page


def gone(request: Request) -> Response:
    """A one-time link that is used, too old, or never was."""
    return parts_of(request).pages.render(
        request,
        "message",
        404,
        title=en("This link does not work (any more)"),
        text=en("A link works once, for thirty minutes. Ask your administrator for a new one."),
    )


async def join(request: Request) -> Response:
    parts, token = parts_of(request), Secret(str(request.path_params["token"]))
    fields = await parts.guard.form(request, cookie_of(request, VISIT))
    invitation = await run_in_threadpool(parts.auth.invitation, token)
    if invitation is None:
        return gone(request)
    password, repeated = Secret(fields.get("password", "")), Secret(fields.get("repeated", ""))
    fault = password_fault(password, repeated, invitation.name)
    if fault:
        return join_page(request, 422, invitation, fault)
    code = Secret(fields.get("code", "")[:16])
    if not await run_in_threadpool(parts.auth.join, token, invitation, password, code):
        return join_page(request, 422, invitation, CODE_WRONG)
    return joined(request, en("Wait for the next code of your authenticator app, then sign in."))


def joined(request: Request, text: str) -> Response:
    """The link is used up, the member is made."""
    return parts_of(request).pages.render(
        request,
        "message",
        title=en("You are ready"),
        text=text,
        next_page="/sign-in",
        next_words=en("Sign in"),
    )

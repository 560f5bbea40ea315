"""Joining, signing in and proving oneself again with a passkey."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.adapters.store.web_store.staff_sessions import Proof
from backend.core.languages import en
from backend.core.secret import Secret
from backend.web.staff import entrance
from backend.web.staff.guard import VISIT, ForgedError, cookie_of
from backend.web.staff.parts import parts_of
from backend.web.staff.passkeys import Ceremony, Passkeys, Unproven
from backend.web.staff.visitor import visitor

NOT_KEPT = en("That passkey was not accepted. Try again, or choose a password with an authenticator app.")
NOT_KNOWN = en("That passkey does not open this console. Try again, or sign in another way.")


def routes() -> list[Route]:
    return [
        Route("/join/{token}/passkey", join, methods=["POST"]),
        Route("/join/{token}/passkey/options", join_options, methods=["POST"]),
        Route("/sign-in/passkey", sign_in, methods=["POST"]),
        Route("/sign-in/passkey/options", sign_in_options, methods=["POST"]),
        Route("/step-up/options", step_up_options, methods=["POST"]),
    ]


def _passkeys(request: Request) -> Passkeys:
    passkeys = parts_of(request).ways.passkeys
    if not passkeys.offered:
        raise HTTPException(404)
    return passkeys


async def _stranger(request: Request) -> tuple[Secret, str]:
    """The browser of a form that was shown before anybody signed in, and the passkey's answer."""
    visit = cookie_of(request, VISIT)
    fields = await parts_of(request).guard.form(request, visit)
    if visit is None:
        raise ForgedError
    return visit, fields.get("passkey", "")


def _for_link(visit: Secret, token: Secret) -> Secret:
    return Secret(f"{visit.reveal()}\n{token.reveal()}")


async def join_options(request: Request) -> Response:
    passkeys, token = _passkeys(request), Secret(str(request.path_params["token"]))
    visit, _ = await _stranger(request)
    invitation = await run_in_threadpool(parts_of(request).auth.invitation, token)
    if invitation is None:
        return entrance.gone(request)
    made = await run_in_threadpool(passkeys.creation, _for_link(visit, token), invitation.name)
    return Response(made, media_type="application/json")


async def join(request: Request) -> Response:
    """The one-time link's other choice: a passkey instead of password and authenticator."""
    passkeys, token, parts = _passkeys(request), Secret(str(request.path_params["token"])), parts_of(request)
    visit, answer = await _stranger(request)
    invitation = await run_in_threadpool(parts.auth.invitation, token)
    if invitation is None:
        return entrance.gone(request)
    passkey = await run_in_threadpool(passkeys.created, _for_link(visit, token), answer)
    if passkey is None or not await run_in_threadpool(parts.auth.join_with_passkey, token, passkey):
        return entrance.join_page(request, 422, invitation, NOT_KEPT)
    return entrance.joined(request, en("Sign in with the passkey you have just made."))


async def sign_in_options(request: Request) -> Response:
    passkeys = _passkeys(request)
    visit, _ = await _stranger(request)
    asked = await run_in_threadpool(passkeys.request, Ceremony.SIGN_IN, visit)
    return Response(asked, media_type="application/json")


async def sign_in(request: Request) -> Response:
    passkeys, parts = _passkeys(request), parts_of(request)
    visit, answer = await _stranger(request)
    found = await run_in_threadpool(passkeys.proved, Ceremony.SIGN_IN, visit, answer)
    if isinstance(found, Unproven):
        await run_in_threadpool(parts.auth.refused, found.name, Proof.PASSKEY, found.why)
        return entrance.sign_in_page(request, 403, NOT_KNOWN)
    return await entrance.welcome(request, found, Proof.PASSKEY)


async def step_up_options(request: Request) -> Response:
    who, passkeys = await visitor(request), _passkeys(request)
    await parts_of(request).guard.form(request, who.session)
    asked = await run_in_threadpool(passkeys.request, Ceremony.STEP_UP, who.session, who.name)
    return Response(asked, media_type="application/json")

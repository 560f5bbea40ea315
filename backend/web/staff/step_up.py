"""Asking for the proof again before something that matters, without losing what was typed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from backend.adapters.store.web_store.staff_sessions import Proof
from backend.core.languages import en
from backend.core.secret import Secret
from backend.web.staff.auth import StaffAuth, Typed
from backend.web.staff.guard import address_of
from backend.web.staff.parts import parts_of
from backend.web.staff.passkeys import Ceremony
from backend.web.staff.visitor import NotSignedInError, Visitor, page, renewed

PROOFS_TYPED = ("code_again", "passkey")
"""The fields of this page itself; everything else is what was typed before."""
DRAFT_LIFE = timedelta(minutes=10)
AGAIN = en("That did not fit. Wait for the next code, or try the passkey again.")


async def proven(request: Request, who: Visitor, fields: Mapping[str, str], back: str) -> Visitor | Response:
    """`who` with a proof that is fresh enough, or the page that asks for one.

    The page carries `fields` and sends them to the same address once more, with the proof. For somebody from
    the OpenID provider they wait here, sealed, and `draft` gives them to the page at `back`.

    Args:
        request: a form of ours, whose token was checked.
        who: its sender.
        fields: what was typed.
        back: the path where the form stands.

    Raises:
        NotSignedInError: the session ended meanwhile.
    """
    parts = parts_of(request)
    if parts.auth.clock.now() - who.strong_at <= parts.ways.fresh_for:
        return who
    if await run_in_threadpool(_proved_elsewhere, request, who, back):
        return who
    if not any(fields.get(name) for name in PROOFS_TYPED):
        return await _ask(request, who, fields, back, 200, "")
    if not await _proves(request, who, fields):
        await run_in_threadpool(parts.auth.step_up_refused, who.name, who.proof)
        return await _ask(request, who, fields, back, 403, AGAIN)
    return await _renew(request, who)


async def _proves(request: Request, who: Visitor, fields: Mapping[str, str]) -> bool:
    parts = parts_of(request)
    match who.proof:
        case Proof.PASSWORD:
            code = Secret(fields.get("code_again", "")[:16])
            typed = Typed(who.name, Secret(""), code, address_of(request))
            return await run_in_threadpool(parts.auth.code_fits, typed)
        case Proof.PASSKEY:
            answer = fields.get("passkey", "")
            found = await run_in_threadpool(parts.ways.passkeys.proved, Ceremony.STEP_UP, who.session, answer)
            return found == who.name
        case Proof.OPENID:
            return False


async def _renew(request: Request, who: Visitor) -> Visitor:
    """The session goes on under a new token, so that nobody who planted the old one profits."""
    auth, token = parts_of(request).auth, Secret(secrets.token_urlsafe(32))
    if not await run_in_threadpool(auth.renew_session, who.session, token, who.proof):
        raise NotSignedInError
    renewed(request, token)
    return Visitor(who.name, who.roles, token, who.proof, auth.clock.now())


async def _ask(
    request: Request, who: Visitor, fields: Mapping[str, str], back: str, status: int, error: str
) -> Response:
    parts, here = parts_of(request), request.scope["path"]
    typed = {name: text for name, text in fields.items() if name not in (*PROOFS_TYPED, "csrf")}
    if who.proof is Proof.OPENID:
        await run_in_threadpool(_keep_draft, request, who, typed, back)
    return page(
        request,
        "step_up",
        who,
        status,
        error=error,
        proof=who.proof.value,
        fields=typed,
        back=back,
        here=here,
        csrf=parts.guard.token(who.session, here),
        options_csrf=parts.guard.token(who.session, "/step-up/options"),
        openid=parts.ways.openid.label if parts.ways.openid else "",
    )


def _keep_draft(request: Request, who: Visitor, typed: Mapping[str, str], back: str) -> None:
    auth = parts_of(request).auth
    until = auth.clock.now() + DRAFT_LIFE
    auth.book.ceremonies.keep("draft", _draft_key(who, back), Secret(json.dumps(dict(typed))), until)
    auth.book.ceremonies.keep("step-up back", who.session, Secret(back), until)


async def draft(request: Request, who: Visitor, back: str) -> Mapping[str, str]:
    """What `who` had typed in the form at `back` before the OpenID provider was asked; once."""
    auth = parts_of(request).auth
    if who.proof is not Proof.OPENID:
        return {}
    kept = await run_in_threadpool(
        auth.book.ceremonies.take, "draft", _draft_key(who, back), auth.clock.now()
    )
    read: dict[str, str] = {} if kept is None else json.loads(kept.reveal())
    return read


def allow_once(auth: StaffAuth, session: Secret, back: str) -> None:
    """After a fresh proof at the OpenID provider: the form at `back` may be sent once more."""
    until = auth.clock.now() + DRAFT_LIFE
    auth.book.ceremonies.keep("step-up done", _once_key(session, back), Secret("done"), until)


def _proved_elsewhere(request: Request, who: Visitor, back: str) -> bool:
    auth = parts_of(request).auth
    if who.proof is not Proof.OPENID:
        return False
    key = _once_key(who.session, back)
    return auth.book.ceremonies.take("step-up done", key, auth.clock.now()) is not None


def _once_key(session: Secret, back: str) -> Secret:
    return Secret(f"{session.reveal()}\n{back}")


def _draft_key(who: Visitor, back: str) -> Secret:
    return Secret(f"{who.name}\n{back}")

"""Signing in, and proving oneself again, at an OpenID provider.

The state is bound to a cookie of its own, which is `Lax`: a browser that comes back from the provider brings
no `Strict` cookie. The session's cookie stays `Strict`; the page after the return leads on from our own site.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.adapters.store.web_store.staff import Outsider
from backend.adapters.store.web_store.staff_sessions import Proof
from backend.core.languages import en
from backend.core.openid import Arrival, Departure, OpenIdAway, OpenIdProvider, OpenIdRefused, Return
from backend.core.secret import Secret
from backend.web.staff.guard import SESSION, cookie_of, drop_cookie, set_cookie
from backend.web.staff.parts import ConsoleParts, parts_of
from backend.web.staff.step_up import allow_once

DEPARTED = "__Host-staff-openid"
JOURNEY_LIFE = timedelta(minutes=10)
SKEW = timedelta(seconds=30)
LONG_AGO = timedelta(days=1)
LONGEST = 2048
_log = structlog.stdlib.get_logger("repasse.console")


@dataclass(frozen=True, slots=True)
class Journey:
    """What was kept while the browser was away. `session`: the one it left with; "" for none."""

    departure: Departure
    began_at: datetime
    session: str
    again: bool
    back: str


def routes() -> list[Route]:
    return [
        Route("/sign-in/openid", depart, methods=["GET"]),
        Route("/sign-in/openid/back", arrive, methods=["GET"]),
    ]


def _provider(parts: ConsoleParts) -> OpenIdProvider:
    if parts.ways.openid is None:
        raise HTTPException(404)
    return parts.ways.openid


async def depart(request: Request) -> Response:
    """To the provider; `?again` when somebody who is signed in must prove themselves anew."""
    parts, cookie = parts_of(request), Secret(secrets.token_urlsafe(32))
    provider, again = _provider(parts), "again" in request.query_params
    try:
        async with parts.asking:
            departure = await run_in_threadpool(provider.depart, again=again)
    except OpenIdAway as error:
        return _away(request, error)
    await run_in_threadpool(_keep, request, departure, cookie, again)
    response = RedirectResponse(departure.url, 303)
    set_cookie(response, DEPARTED, cookie, same_site="lax")
    return response


def _keep(request: Request, departure: Departure, cookie: Secret, again: bool) -> None:
    auth, session = parts_of(request).auth, cookie_of(request, SESSION)
    now = auth.clock.now()
    back = auth.book.ceremonies.take("step-up back", session, now) if again and session else None
    kept = {
        "nonce": departure.nonce,
        "verifier": departure.verifier.reveal(),
        "began_at": now.isoformat(),
        "session": session.reveal() if session else "",
        "again": again,
        "back": back.reveal() if back else "/",
    }
    key = _key(cookie, departure.state)
    auth.book.ceremonies.keep("openid", key, Secret(json.dumps(kept)), now + JOURNEY_LIFE)


def _key(cookie: Secret, state: Secret) -> Secret:
    return Secret(f"{cookie.reveal()}\n{state.reveal()}")


def _journey(request: Request) -> Journey | None:
    """What was kept for this browser under this state, once."""
    auth, cookie = parts_of(request).auth, cookie_of(request, DEPARTED)
    state = Secret(request.query_params.get("state", "")[:LONGEST])
    if cookie is None:
        return None
    kept = auth.book.ceremonies.take("openid", _key(cookie, state), auth.clock.now())
    if kept is None:
        return None
    read = json.loads(kept.reveal())
    departure = Departure("", state, read["nonce"], Secret(read["verifier"]))
    began_at = datetime.fromisoformat(read["began_at"])
    return Journey(departure, began_at, read["session"], read["again"], read["back"])


async def arrive(request: Request) -> Response:
    """Back from the provider. Whatever does not fit ends here, on record, with a page that says so."""
    parts = parts_of(request)
    provider = _provider(parts)
    try:
        async with parts.asking:
            return await run_in_threadpool(_arrive, request, parts, provider)
    except OpenIdAway as error:
        return _away(request, error)
    except OpenIdRefused as error:
        await run_in_threadpool(parts.auth.refused, "", Proof.OPENID, str(error))
        return _refused(request)


def _arrive(request: Request, parts: ConsoleParts, provider: OpenIdProvider) -> Response:
    journey, asked = _journey(request), request.query_params
    if journey is None:
        raise OpenIdRefused("state")
    if "code" not in asked:
        raise OpenIdRefused("provider")
    back = Return(Secret(asked["code"][:LONGEST]), asked.get("iss", "")[:LONGEST])
    arrival = provider.arrive(journey.departure, back)
    outsider = Outsider(arrival.subject, arrival.name, arrival.account, arrival.roles)
    name = parts.auth.admit(outsider)
    if name is None:
        raise OpenIdRefused("member" if arrival.roles else "role")
    token = _again(parts, journey, arrival, name) if journey.again else _first(parts, journey, arrival, name)
    response = parts.pages.render(
        request,
        "message",
        title=en("You are signed in"),
        text=en("One moment."),
        onward=journey.back,
        next_page=journey.back,
        next_words=en("Go on"),
    )
    set_cookie(response, SESSION, token)
    drop_cookie(response, DEPARTED)
    return response


def _first(parts: ConsoleParts, journey: Journey, arrival: Arrival, name: str) -> Secret:
    """A new session. Its proof is as old as the provider says; one of unknown age is asked for again."""
    auth = parts.auth
    if journey.session:
        auth.close_session(Secret(journey.session))
    proved = arrival.authenticated_at or auth.clock.now() - LONG_AGO
    return auth.open_session(name, Proof.OPENID, arrival.id_token, proved)


def _again(parts: ConsoleParts, journey: Journey, arrival: Arrival, name: str) -> Secret:
    """The same session, if the same person proved themselves since they left."""
    auth, session = parts.auth, Secret(journey.session)
    before = auth.who(session, touched=False)
    fresh = arrival.authenticated_at is not None and arrival.authenticated_at >= journey.began_at - SKEW
    if before is None or before.name != name or not fresh:
        auth.step_up_refused(before.name if before else "", Proof.OPENID)
        raise OpenIdRefused("step-up")
    token = Secret(secrets.token_urlsafe(32))
    if not auth.renew_session(session, token, Proof.OPENID):
        raise OpenIdRefused("step-up")
    allow_once(auth, token, journey.back)
    return token


def _away(request: Request, error: OpenIdAway) -> Response:
    _log.warning("openid_away", why=str(error))
    return parts_of(request).pages.render(
        request,
        "message",
        503,
        title=en("The sign-in service does not answer"),
        text=en("Try again shortly, or sign in another way. Nothing was changed."),
        next_page="/sign-in",
        next_words=en("Back to sign in"),
    )


def _refused(request: Request) -> Response:
    return parts_of(request).pages.render(
        request,
        "message",
        403,
        title=en("You are not signed in"),
        text=en(
            "The sign-in is out of date, was used already, or your account has no role here. "
            "Start once more; if it happens again, ask who runs this service."
        ),
        next_page="/sign-in",
        next_words=en("Back to sign in"),
    )

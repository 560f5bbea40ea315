"""The forms of a phone that writes. Each asks the station's own use case, and shows what it came to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend.core.api import NotAllowed
from backend.core.secret import Secret
from backend.core.views import Allowed, BrokenRule, Channel, Outcome, ResetView, Rule
from backend.web.phone.parts import FORM, HELD, held, parts_of
from backend.web.phone.reset_pages import nothing_typed, page_of, show, visit_of
from backend.web.staff.guard import ForgedError, drop_cookie

LONGEST_DESTINATION = 254
LONGEST_CODE = 32
LONGEST_PASSWORD = 256
_INTENT = re.compile(r"[0-9a-f]{32}")
_GOES_ON = frozenset(
    {
        Outcome.SENT,
        Outcome.RESENT,
        Outcome.CODE_AWAITED,
        Outcome.PROVED,
        Outcome.PASSWORD_SET,
        Outcome.UNLOCKED,
        Outcome.RESTS,
    }
)
FORMS = frozenset({"choose", "code", "call", "password"})
"""Pages a form may come back on; at any other the reset has come further."""

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    return [
        Route("/send", timed("/send", in_turn(send)), methods=["POST"]),
        Route("/resend", timed("/resend", in_turn(resend)), methods=["POST"]),
        Route("/answer", timed("/answer", in_turn(answer)), methods=["POST"]),
        Route("/password", in_turn(password), methods=["POST"]),
        Route("/unlock", in_turn(unlock), methods=["POST"]),
        Route("/station", back_to_station, methods=["POST"]),
    ]


def in_turn(inner: Handler) -> Handler:
    """Forms of one phone, few at a time: each may wait for the directory, and for those before it."""

    async def handler(request: Request) -> Response:
        async with parts_of(request).turns.of(held(request).reveal()):
            return await inner(request)

    return handler


def timed(route: str, inner: Handler) -> Handler:
    """Answers that depend on who the person is leave at the fixed deadline, as the station's do."""

    async def handler(request: Request) -> Response:
        deadline = parts_of(request).deadline
        arrived = deadline.arrived()
        try:
            return await inner(request)
        finally:
            await deadline.wait(arrived, route)

    return handler


async def _fields(request: Request) -> tuple[Secret, Mapping[str, str]]:
    cookie = held(request)
    return cookie, await parts_of(request).guard.form(request, cookie)


async def send(request: Request) -> Response:
    cookie, fields = await _fields(request)
    typed, method_id = fields.get("destination", "").strip(), fields.get("method", "")[:64]
    _seen_cookie, visit = await visit_of(request)
    method = next((one for one in visit.view.methods if one.id == method_id), None)
    if method is None:
        raise NotAllowed
    if nothing_typed(method):
        return await _await_app(request, cookie, visit.view, method_id)
    if not typed or len(typed) > LONGEST_DESTINATION:
        kept = {"method": method, "typed": typed[:LONGEST_DESTINATION], "outcome": "destination_unreadable"}
        return await show(request, cookie, visit, "destination", 422, **kept)
    if _just_sent(visit.view, method_id):
        return RedirectResponse("/", 303)
    desk = parts_of(request).desk
    view = await run_in_threadpool(desk.send_challenge, cookie, method_id, Secret(typed), resend=False)
    return await _after(request, view, "destination", method=method, typed=typed)


async def _await_app(request: Request, cookie: Secret, seen: ResetView, method_id: str) -> Response:
    """Nothing is sent; a code that is awaited already goes on being so."""
    live = seen.challenge
    if seen.allowed is Allowed.ANSWER_CODE and live is not None and live.method_id == method_id:
        return RedirectResponse("/", 303)
    desk = parts_of(request).desk
    view = await run_in_threadpool(desk.send_challenge, cookie, method_id, None, resend=False)
    return await _after(request, view, "choose")


def _just_sent(view: ResetView, method_id: str) -> bool:
    """Whether this is the second press of a button whose first one has sent: one message is enough."""
    sent = view.challenge
    waiting = view.allowed in {Allowed.ANSWER_CODE, Allowed.ANSWER_CALL}
    return waiting and sent is not None and sent.method_id == method_id and sent.resend_in > 0


async def resend(request: Request) -> Response:
    cookie, _fields_of_form = await _fields(request)
    _seen_cookie, visit = await visit_of(request)
    challenge = visit.view.challenge
    if challenge is None:
        raise NotAllowed
    desk = parts_of(request).desk
    view = await run_in_threadpool(desk.send_challenge, cookie, challenge.method_id, None, resend=True)
    return await _after(request, view, "code")


async def answer(request: Request) -> Response:
    cookie, fields = await _fields(request)
    _seen_cookie, visit = await visit_of(request)
    code = fields.get("code", "").strip()
    if visit.view.challenge is None:
        raise NotAllowed
    if not code or len(code) > LONGEST_CODE:
        return await show(request, cookie, visit, "code", 422, outcome="no_code")
    desk = parts_of(request).desk
    view = await run_in_threadpool(desk.answer, cookie, visit.view.challenge.id, Secret(code))
    return await _after(request, view, "code")


async def password(request: Request) -> Response:
    cookie, fields = await _fields(request)
    chosen, again = fields.get("password", ""), fields.get("repeated", "")
    intent, current = fields.get("intent", ""), fields.get("current", "")
    if not _INTENT.fullmatch(intent):
        raise ForgedError
    _seen_cookie, visit = await visit_of(request)
    if chosen != again:
        return await show(request, cookie, visit, "password", 422, outcome="not_the_same")
    fault = Rule.TOO_SHORT if not chosen else Rule.TOO_LONG if len(chosen) > LONGEST_PASSWORD else None
    if fault is not None or len(current) > LONGEST_PASSWORD:
        broken = (BrokenRule(fault or Rule.CURRENT_WRONG),)
        return await show(request, cookie, visit, "password", 422, outcome="password_refused", broken=broken)
    desk, old = parts_of(request).desk, Secret(current) if current else None
    view = await run_in_threadpool(desk.set_password, cookie, intent, Secret(chosen), old)
    return await _after(request, view, "password")


async def unlock(request: Request) -> Response:
    cookie, fields = await _fields(request)
    intent = fields.get("intent", "")
    if not _INTENT.fullmatch(intent):
        raise ForgedError
    view = await run_in_threadpool(parts_of(request).desk.unlock, cookie, intent)
    return await _after(request, view, "password")


async def back_to_station(request: Request) -> Response:
    """Give the reset back: the station goes on."""
    cookie, _fields_of_form = await _fields(request)
    await run_in_threadpool(parts_of(request).desk.give_back, cookie)
    response = RedirectResponse("/", 303)
    for name in (HELD, FORM):
        drop_cookie(response, name)
    return response


def _problem(view: ResetView) -> str:
    """Which problem is told; of the code of an app in words of its own, since none can be asked for."""
    if view.challenge is None or view.challenge.channel is not Channel.AUTHENTICATOR:
        return view.outcome.value
    match view.outcome:
        case Outcome.WRONG_CODE if view.allowed is Allowed.ANSWER_CODE:
            return "wrong_code_of_app"
        case Outcome.WRONG_CODE | Outcome.CODE_EXPIRED | Outcome.CODE_SPENT:
            return "app_over"
        case other:
            return str(other.value)


async def _after(request: Request, view: ResetView, page: str, **kept: object) -> Response:
    """On to the next step, or the same page once more with the reason."""
    if view.outcome in _GOES_ON:
        return RedirectResponse("/", 303)
    cookie, visit = await visit_of(request)
    due = page_of(visit)
    if due not in FORMS:
        return RedirectResponse("/", 303)
    if page == "code" and due == "choose":
        page = due  # that code is over
    told = {"outcome": _problem(view), "broken": view.broken, "retry_in": view.retry_in}
    return await show(request, cookie, visit, page, 422, **told, **kept)

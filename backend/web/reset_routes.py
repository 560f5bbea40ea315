"""The calls about a reset (`docs/protocol.md`): parse, ask the core in a thread, give its view back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool

from backend.core.api import CaptchaTelemetry, Card, ChallengeKind, NotAllowed, Pace, ResetDesk
from backend.core.secret import Secret
from backend.core.views import ApprovalStatus, Channel, Delivery, Outcome, ResetView, SignInResult
from backend.web.gate import StationRoute, TimedRoute
from backend.web.long_poll import until_newer
from backend.web.models import (
    AnswerBody,
    CardStartBody,
    ChallengeBody,
    Left,
    Nothing,
    PasswordBody,
    ReturnBody,
    SignInBody,
    StartBody,
)
from backend.web.padding import padded_sign_in, padded_view

ResetId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
Number = Annotated[int, Path(ge=0, le=1_000_000)]
After = Annotated[int | None, Query(ge=0, le=2**53)]

router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["resets"])
timed = APIRouter(prefix="/v1", route_class=TimedRoute, tags=["resets"])


def _desk(request: Request) -> ResetDesk:
    desk: ResetDesk = request.app.state.desk
    return desk


def _station(request: Request) -> str:
    name: str = request.state.caller.name
    return name


async def _view(work: Callable[[], ResetView]) -> ResetView:
    return padded_view(await run_in_threadpool(work))


@timed.post("/sign-ins")
async def sign_in(request: Request, body: SignInBody) -> SignInResult:
    """Really try the credentials; an accepted sign-in opens a reset."""
    password = Secret(body.password.get_secret_value())
    told = (_station(request), body.identifier, password, body.language, Pace(body.pace))
    result = await run_in_threadpool(_desk(request).sign_in, *told)
    return padded_sign_in(result)


@timed.post("/resets")
async def start(request: Request, body: StartBody | CardStartBody) -> ResetView:
    """Start a reset; the same answer, work and time for an unknown identifier or card."""
    told = body.challenge
    captcha = CaptchaTelemetry(ChallengeKind(told.kind), told.tries, told.seconds)
    who = body.identifier if isinstance(body, StartBody) else _card(body)
    station, pace = _station(request), Pace(body.pace)
    return await _view(lambda: _desk(request).start(station, who, body.language, captcha, pace))


def _card(body: CardStartBody) -> Card:
    return Card(Secret(body.card.get_secret_value()))


@router.get("/resets/{reset_id}")
async def view(request: Request, reset_id: ResetId, after: After = None) -> ResetView:
    """The whole view; with `after` a long poll of at most 25 s."""
    desk, station = _desk(request), _station(request)

    async def revision() -> int:
        return await run_in_threadpool(desk.revision, station, reset_id)

    if after is not None:
        request.state.held = True
        state = request.app.state
        await until_newer(state.pace, revision, after, request.is_disconnected, state.stopping)
    return await _view(lambda: desk.view(station, reset_id))


@router.post("/resets/{reset_id}/extensions")
async def lengthen(request: Request, reset_id: ResetId, body: Nothing) -> ResetView:  # noqa: ARG001 - parsed
    """The person needs longer times from here on: the reset lives as one of the longer pace does."""
    return await _view(lambda: _desk(request).lengthen(_station(request), reset_id))


@timed.post("/resets/{reset_id}/challenges")
async def challenge(request: Request, reset_id: ResetId, body: ChallengeBody) -> ResetView:
    """Send a code, or call, when the full number or address was typed rightly; await the code of an app."""
    typed = body.destination.get_secret_value()
    if request.state.again:
        return await _view(lambda: _settled(request, reset_id, body))
    destination = Secret(typed) if typed else None
    return await _view(
        lambda: _desk(request).send_challenge(
            _station(request), reset_id, body.method_id, destination, body.resend
        )
    )


def _settled(request: Request, reset_id: str, body: ChallengeBody) -> ResetView:
    """After a crash in the middle: a challenge that lives was sent, and is not sent a second time."""
    desk, station = _desk(request), _station(request)
    seen = desk.view(station, reset_id)
    if seen.challenge is not None and seen.challenge.method_id == body.method_id:
        asked = seen.challenge.channel is Channel.AUTHENTICATOR
        sent = Outcome.CODE_AWAITED if asked else Outcome.SENT
        return replace(seen, outcome=Outcome.RESENT if body.resend else sent)
    if body.resend:
        raise NotAllowed
    return desk.send_challenge(
        station, reset_id, body.method_id, Secret(body.destination.get_secret_value()), body.resend
    )


@timed.post("/resets/{reset_id}/answers")
async def answer(request: Request, reset_id: ResetId, body: AnswerBody) -> ResetView:
    """The code the person received, or their app shows; the directory is asked for an app's key."""
    code = Secret(body.code.get_secret_value())
    if request.state.again:
        proved = await _view(lambda: _desk(request).view(_station(request), reset_id))
        if _answered(proved, body.challenge_id):
            return replace(proved, outcome=Outcome.PROVED)
    return await _view(lambda: _desk(request).answer(_station(request), reset_id, body.challenge_id, code))


def _answered(seen: ResetView, challenge_id: str) -> bool:
    """Whether a process that died had already taken the code, which would now be spent."""
    challenge = seen.challenge
    return challenge is not None and (challenge.id, challenge.delivery) == (challenge_id, Delivery.ANSWERED)


@router.post("/resets/{reset_id}/approvals")
async def ask_approval(request: Request, reset_id: ResetId, body: Nothing) -> ResetView:  # noqa: ARG001 - parsed
    """Ask staff."""
    return await _view(lambda: _desk(request).ask_approval(_station(request), reset_id))


@router.post("/resets/{reset_id}/approvals/{number}/returns")
async def returns(request: Request, reset_id: ResetId, number: Number, body: ReturnBody) -> ResetView:
    """The return number that staff gave the person."""
    typed = Secret(body.number.get_secret_value())
    if request.state.again:
        accepted = await _view(lambda: _desk(request).view(_station(request), reset_id))
        if _returned(accepted, number):
            return replace(accepted, outcome=Outcome.RETURN_ACCEPTED)
    return await _view(lambda: _desk(request).return_number(_station(request), reset_id, number, typed))


def _returned(seen: ResetView, number: int) -> bool:
    """Whether a process that died had already accepted the number, which would now find no request open."""
    approval = seen.approval
    return approval is not None and (approval.number, approval.status) == (number, ApprovalStatus.RETURNED)


@router.put("/resets/{reset_id}/password")
async def set_password(request: Request, reset_id: ResetId, body: PasswordBody) -> ResetView:
    """Write the new password, in the three steps of the core."""
    password = Secret(body.password.get_secret_value())
    current = None if body.current is None else Secret(body.current.get_secret_value())
    intent: str = request.state.intent
    return await _view(
        lambda: _desk(request).set_password(_station(request), reset_id, intent, password, current)
    )


@router.post("/resets/{reset_id}/unlocks")
async def unlock(request: Request, reset_id: ResetId, body: Nothing) -> ResetView:  # noqa: ARG001 - parsed
    """Keep the password, only unlock."""
    intent: str = request.state.intent
    return await _view(lambda: _desk(request).unlock(_station(request), reset_id, intent))


@router.delete("/resets/{reset_id}")
async def leave(request: Request, reset_id: ResetId, body: Nothing) -> Left:  # noqa: ARG001 - parsed
    """Leave; also for a reset that is already gone."""
    await run_in_threadpool(_desk(request).leave, _station(request), reset_id)
    return Left()

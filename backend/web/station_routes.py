"""The calls of a station about itself: enrolment, settings, heartbeats; and its health check."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool

from backend.core.api import HeartbeatReport, ResetDesk, StationRegistry
from backend.core.views import EnrolmentOffer, EnrolmentState, StationInfo
from backend.web.gate import EnrolmentRoute, StationRoute
from backend.web.models import Accepted, EnrolmentBody, HealthAnswer, HeartbeatBody

enrolments = APIRouter(prefix="/v1", route_class=EnrolmentRoute, tags=["enrolment"])
router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["station"])
health = APIRouter(tags=["health"])

EnrolmentId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]


def _registry(request: Request) -> StationRegistry:
    registry: StationRegistry = request.app.state.gate.registry
    return registry


@enrolments.post("/enrolments")
async def offer(request: Request, body: EnrolmentBody) -> EnrolmentOffer:
    """Offer a public key; an operator types the code that comes back."""
    return await run_in_threadpool(_registry(request).offer, base64.b64decode(body.public_key))


@enrolments.get("/enrolments/{enrolment_id}")
async def poll(request: Request, enrolment_id: EnrolmentId) -> EnrolmentState:
    """How the enrolment stands (the manners of RFC 8628)."""
    fingerprint: str = request.state.caller.fingerprint
    return await run_in_threadpool(_registry(request).poll, enrolment_id, fingerprint)


@router.get("/station")
async def station(request: Request) -> StationInfo:
    """Name, place, rules and settings of this station."""
    desk: ResetDesk = request.app.state.desk
    return await run_in_threadpool(desk.station_info, request.state.caller.name)


@router.post("/heartbeats")
async def heartbeat(request: Request, body: HeartbeatBody) -> Accepted:
    """The station lives; a boot counter that goes back suspends its key."""
    report = HeartbeatReport(**body.model_dump())
    await run_in_threadpool(_registry(request).beat, request.state.caller.name, report)
    return Accepted()


@health.get("/healthz")
async def healthz(request: Request) -> HealthAnswer:
    """Unsigned; says only whether everything works."""
    return HealthAnswer(status=request.app.state.condition.health.value)

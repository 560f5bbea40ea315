"""The station's two calls about a hand-off (`docs/protocol.md`); the phone has an address of its own."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from backend.core.api import ResetDesk
from backend.core.sides import Decision
from backend.core.views import ResetView
from backend.web.gate import StationRoute
from backend.web.models import Body, Nothing
from backend.web.padding import padded_view
from backend.web.reset_routes import Number, ResetId

router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["resets"])


class DecisionBody(Body):
    decision: Literal["confirm", "end"]


def _desk(request: Request) -> ResetDesk:
    desk: ResetDesk = request.app.state.desk
    return desk


@router.post("/resets/{reset_id}/handoffs")
async def offer(request: Request, reset_id: ResetId, body: Nothing) -> ResetView:  # noqa: ARG001 - parsed
    """Offer to go on at the person's own phone; `handoff.url` is for the QR code."""
    station: str = request.state.caller.name
    return padded_view(await run_in_threadpool(_desk(request).offer_handoff, station, reset_id))


@router.post("/resets/{reset_id}/handoffs/{number}/confirmations")
async def decide(request: Request, reset_id: ResetId, number: Number, body: DecisionBody) -> ResetView:
    """The phone shows the same digits, or the person goes on here."""
    station: str = request.state.caller.name
    decision = Decision(body.decision)
    return padded_view(
        await run_in_threadpool(_desk(request).decide_handoff, station, reset_id, number, decision)
    )

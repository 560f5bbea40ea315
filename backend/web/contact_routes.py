"""Registering a contact after a staff-approved reset (`docs/protocol.md`)."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import Field, SecretStr
from starlette.concurrency import run_in_threadpool

from backend.core.api import ResetDesk
from backend.core.secret import Secret
from backend.core.views import Channel, ResetView
from backend.web.gate import StationRoute
from backend.web.models import Body, Pad
from backend.web.padding import padded_view
from backend.web.reset_routes import ResetId

router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["resets"])


class ContactBody(Body):
    channel: Literal["sms", "email"]
    destination: Annotated[SecretStr, Field(min_length=1, max_length=254)]
    pad: Pad


class ContactAnswerBody(Body):
    code: Annotated[SecretStr, Field(min_length=1, max_length=32)]
    pad: Pad


def _desk(request: Request) -> ResetDesk:
    desk: ResetDesk = request.app.state.desk
    return desk


@router.post("/resets/{reset_id}/contacts")
async def register(request: Request, reset_id: ResetId, body: ContactBody) -> ResetView:
    """Send a code to the mobile number or personal address that is to be registered."""
    station: str = request.state.caller.name
    channel, destination = Channel(body.channel), Secret(body.destination.get_secret_value())
    return padded_view(
        await run_in_threadpool(_desk(request).register_contact, station, reset_id, channel, destination)
    )


@router.post("/resets/{reset_id}/contacts/answers")
async def answer(request: Request, reset_id: ResetId, body: ContactAnswerBody) -> ResetView:
    """The code that was received there."""
    station: str = request.state.caller.name
    code = Secret(body.code.get_secret_value())
    return padded_view(await run_in_threadpool(_desk(request).answer_contact, station, reset_id, code))

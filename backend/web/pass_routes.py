"""A temporary pass after a staff-approved reset (`docs/protocol.md`)."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from backend.core.api import ResetDesk
from backend.core.pass_view import PassResult
from backend.web.gate import StationRoute
from backend.web.models import Nothing
from backend.web.reset_routes import ResetId

router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["resets"])


@router.post("/resets/{reset_id}/passes")
async def issue(request: Request, reset_id: ResetId, body: Nothing) -> PassResult:  # noqa: ARG001 - parsed
    """A pass for who has lost their telephone, to be shown at the station."""
    desk: ResetDesk = request.app.state.desk
    return await run_in_threadpool(desk.issue_pass, request.state.caller.name, reset_id)

"""Staff at the station: the console's one-time code (`docs/protocol.md`)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field, SecretStr
from starlette.concurrency import run_in_threadpool

from backend.core.api import ResetDesk
from backend.core.secret import Secret
from backend.core.views import MaintenanceResult
from backend.web.gate import StationRoute
from backend.web.models import Body, Pad

router = APIRouter(prefix="/v1", route_class=StationRoute, tags=["station"])


class MaintenanceBody(Body):
    code: Annotated[SecretStr, Field(min_length=1, max_length=32)]
    pad: Pad


@router.post("/maintenance")
async def maintenance(request: Request, body: MaintenanceBody) -> MaintenanceResult:
    """Open the maintenance page; any reset that was open at the station ends."""
    desk: ResetDesk = request.app.state.desk
    code = Secret(body.code.get_secret_value())
    return await run_in_threadpool(desk.open_maintenance, request.state.caller.name, code)

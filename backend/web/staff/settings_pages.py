"""The settings in force, to read; they are changed where the program is started."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.web.staff.navigation import SETTINGS
from backend.web.staff.parts import parts_of
from backend.web.staff.visitor import page, visitor


def routes() -> list[Route]:
    return [Route("/settings", settings, methods=["GET"])]


async def settings(request: Request) -> Response:
    who = await visitor(request, *SETTINGS)
    return page(request, "settings", who, sections=parts_of(request).settings)

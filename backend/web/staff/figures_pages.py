"""The figures: charts that also read as tables."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.web.staff import words
from backend.web.staff.charts import HEIGHT, columns
from backend.web.staff.navigation import FIGURES
from backend.web.staff.parts import parts_of
from backend.web.staff.visitor import page, visitor

PERIODS = (7, 30, 90)
USUAL = 30


def routes() -> list[Route]:
    return [Route("/figures", figures, methods=["GET"])]


async def figures(request: Request) -> Response:
    who = await visitor(request, *FIGURES)
    days = _period(request)
    found = await run_in_threadpool(parts_of(request).supervision.figures.of_last, days)
    return page(
        request,
        "figures",
        who,
        found=found,
        chosen=days,
        periods=PERIODS,
        chart=columns(found.days),
        height=HEIGHT,
        end_words=words.ENDS,
        stage_words=words.STAGES,
        channel_words=words.CHANNELS,
    )


def _period(request: Request) -> int:
    asked = request.query_params.get("days", "")
    return next((days for days in PERIODS if str(days) == asked), USUAL)

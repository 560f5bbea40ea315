"""Now: what every station is doing, renewed by server-sent events."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from backend.core.languages import Language, languages
from backend.core.station_board import BoardState
from backend.web.staff import words
from backend.web.staff.navigation import BOARD
from backend.web.staff.now_feed import NowFeed
from backend.web.staff.parts import ConsoleParts, parts_of
from backend.web.staff.visitor import page, visitor


def routes() -> list[Route]:
    return [
        Route("/now", now, methods=["GET"]),
        Route("/now/board", board, methods=["GET"]),
        Route("/now/events", events, methods=["GET"]),
    ]


def feeds_of(parts: ConsoleParts) -> dict[str, NowFeed]:
    """One feed a language; all together count who watches."""
    watching = Counter[str]()
    return {
        code: NowFeed(partial(board_text, parts, tongue), parts.stopping, watching=watching)
        for code, tongue in languages().items()
    }


def board_text(parts: ConsoleParts, tongue: Language) -> str:
    """The list of stations as HTML in `tongue`, the same for everybody who may see it."""
    rows = parts.supervision.board.rows()
    return parts.pages.text(
        tongue,
        "board",
        rows=rows,
        summary=words.summary(tongue, rows),
        board_words=words.BOARD,
        step_words=words.STEPS,
        State=BoardState,
    )


def _board_text(request: Request) -> str:
    parts = parts_of(request)
    return board_text(parts, parts.pages.language(request))


async def now(request: Request) -> Response:
    who = await visitor(request, *BOARD, touched="again" not in request.query_params)
    text = await run_in_threadpool(_board_text, request)
    return page(request, "now", who, board=text)


async def board(request: Request) -> Response:
    """The list alone: how a script learns that the session has ended, when its stream broke."""
    await visitor(request, *BOARD, touched=False)
    return HTMLResponse(await run_in_threadpool(_board_text, request))


async def events(request: Request) -> Response:
    """The stream. It keeps nobody signed in, and ends with the session."""
    who = await visitor(request, *BOARD, touched=False)
    feeds: dict[str, NowFeed] = request.app.state.now_feeds
    feed = feeds[parts_of(request).pages.language(request).code]
    counted = hashlib.sha256(who.session.reveal().encode()).hexdigest()
    if feed.full(counted):
        return PlainTextResponse("too many connections watch", 429, {"retry-after": "30"})

    async def alive() -> bool:
        found = await run_in_threadpool(parts_of(request).auth.who, who.session, touched=False)
        return found is not None and bool(found.roles & BOARD)

    # A proxy that gathers an answer before it passes it on would keep the news to itself (nginx's header).
    headers = {"x-accel-buffering": "no"}
    return StreamingResponse(feed.events(counted, alive), headers=headers, media_type="text/event-stream")

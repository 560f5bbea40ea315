"""A long poll that holds no thread while it waits: a cheap look every quarter of a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from backend.web.deadline import Pace

LONGEST = 25.0
LOOK = 0.25


async def until_newer(
    pace: Pace,
    revision: Callable[[], Awaitable[int]],
    after: int,
    gone: Callable[[], Awaitable[bool]],
    stopping: asyncio.Event,
) -> None:
    """Return when the revision passes `after`, after 25 s, when the caller hung up, or when we stop."""
    end = pace.monotonic() + LONGEST
    while await revision() <= after:
        if pace.monotonic() + LOOK > end or stopping.is_set() or await gone():
            return
        await pace.sleep(LOOK)

"""The board of stations as server-sent events: one look for all who watch, bounded in number."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from backend.core.api import Unavailable

TICK = 2.0
"""Seconds between two looks at the database."""
SESSION_LOOK = 6.0
"""Seconds after which a session that ended is noticed at the latest."""
QUIET = 15.0
"""Seconds without news after which a comment keeps the connection open."""
MOST_A_SESSION = 3
MOST_IN_ALL = 60
RETRY_MS = 3000

Alive = Callable[[], Awaitable[bool]]


@dataclass
class NowFeed:
    """`look` renders the board; `stopping` ends every stream."""

    look: Callable[[], str]
    stopping: asyncio.Event
    monotonic: Callable[[], float] = time.monotonic
    tick: float = TICK
    watching: Counter[str] = field(default_factory=Counter)
    """Connections by session; feeds may share it."""
    _seen: str = ""
    _seen_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def full(self, session: str) -> bool:
        """Whether that session, or everybody together, watches with as many connections as are allowed."""
        return self.watching[session] >= MOST_A_SESSION or self.watching.total() >= MOST_IN_ALL

    async def events(self, session: str, alive: Alive) -> AsyncGenerator[str, None]:
        """The board at once and whenever it changes, until the session or the program ends.

        Args:
            session: whose connections are counted.
            alive: whether that session still lives.
        """
        self.watching[session] += 1
        try:
            yield f"retry: {RETRY_MS}\n\n"
            async for told in self._news(alive):
                yield told
        finally:
            self.watching[session] -= 1
            self.watching += Counter()  # drops who has left

    async def _news(self, alive: Alive) -> AsyncGenerator[str, None]:
        shown, told_at, looked_at = "", self.monotonic(), self.monotonic()
        while not self.stopping.is_set():
            now = self.monotonic()
            if now - looked_at >= SESSION_LOOK:
                looked_at = now
                if not await alive():
                    yield event("ended", "")
                    return
            board = await self._board()
            if board != shown:
                shown, told_at = board, now
                yield event("board", board)
            elif now - told_at >= QUIET:
                told_at = now
                yield ": still here\n\n"
            await self._pause()

    async def _board(self) -> str:
        """What was seen within this tick; the last one while the database does not answer."""
        async with self._lock:
            if self.monotonic() - self._seen_at >= self.tick:
                try:
                    self._seen = await run_in_threadpool(self.look)
                except Unavailable:
                    return self._seen
                self._seen_at = self.monotonic()
            return self._seen

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self.tick):
                await self.stopping.wait()
        except TimeoutError:
            return


def event(name: str, data: str) -> str:
    """One event of a `text/event-stream` (HTML Living Standard section 9.2)."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n"

"""Bounds how much of the program one caller takes: each request that works holds one of few threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Place:
    free: asyncio.Semaphore
    present: int = 0


@dataclass
class Turns:
    """At most `most` requests of each caller work at a time; the others wait, and hold no thread."""

    most: int
    _places: dict[str, _Place] = field(default_factory=dict, repr=False)

    @asynccontextmanager
    async def of(self, caller: str) -> AsyncIterator[None]:
        """Wait for a turn; who has left is forgotten."""
        place = self._places.setdefault(caller, _Place(asyncio.Semaphore(self.most)))
        place.present += 1
        try:
            async with place.free:
                yield
        finally:
            place.present -= 1
            if not place.present:
                del self._places[caller]

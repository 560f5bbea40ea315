"""What the console is made of, and how its pages reach it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.requests import Request

from backend.core.api import StaffDesk
from backend.web.metrics import Condition, Metrics
from backend.web.staff.auth import StaffAuth
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages

HASHES_AT_ONCE = 2
"""Anybody may ask for one, each takes 64 MiB and a core: the stations need the threads too."""


def _hashing() -> asyncio.Semaphore:
    return asyncio.Semaphore(HASHES_AT_ONCE)


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    desk: StaffDesk
    auth: StaffAuth
    guard: Guard
    pages: Pages
    metrics: Metrics
    condition: Condition
    hashing: asyncio.Semaphore = field(default_factory=_hashing)


def parts_of(request: Request) -> ConsoleParts:
    parts: ConsoleParts = request.app.state.parts
    return parts

"""What the console is made of, and how its pages reach it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.requests import Request

from backend.core.api import RefusalRecord, StaffDesk
from backend.core.supervision import Supervision
from backend.web.metrics import Condition, Metrics
from backend.web.staff.auth import StaffAuth
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages
from backend.web.staff.ways import Ways

HASHES_AT_ONCE = 2
"""Anybody may ask for one, each takes 64 MiB and a core: the stations need the threads too."""

OPENID_AT_ONCE = 4
"""Anybody may go there and come back; each waits in a thread, for many seconds where the provider hangs."""


def _hashing() -> asyncio.Semaphore:
    return asyncio.Semaphore(HASHES_AT_ONCE)


def _asking() -> asyncio.Semaphore:
    return asyncio.Semaphore(OPENID_AT_ONCE)


@dataclass(frozen=True, slots=True)
class SettingsSection:
    """One table of the settings; the values as people write them."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    desk: StaffDesk
    auth: StaffAuth
    guard: Guard
    pages: Pages
    metrics: Metrics
    condition: Condition
    ways: Ways
    supervision: Supervision
    refusals: RefusalRecord
    languages: tuple[str, ...]
    """Those that stations speak, by their codes."""
    settings: tuple[SettingsSection, ...] = ()
    """What is in force, for operators to read; without secrets."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the program ends: nothing may hold a connection open then."""
    hashing: asyncio.Semaphore = field(default_factory=_hashing)
    asking: asyncio.Semaphore = field(default_factory=_asking)
    """Held while the OpenID provider is asked."""


def parts_of(request: Request) -> ConsoleParts:
    parts: ConsoleParts = request.app.state.parts
    return parts

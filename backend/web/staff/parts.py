"""What the console is made of, and how its pages reach it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from backend.core.api import StaffDesk
from backend.web.metrics import Condition, Metrics
from backend.web.staff.auth import StaffAuth
from backend.web.staff.guard import Guard
from backend.web.staff.pages import Pages


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    desk: StaffDesk
    auth: StaffAuth
    guard: Guard
    pages: Pages
    metrics: Metrics
    condition: Condition


def parts_of(request: Request) -> ConsoleParts:
    parts: ConsoleParts = request.app.state.parts
    return parts

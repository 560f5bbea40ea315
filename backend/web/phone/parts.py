"""What the phone's pages are made of, their cookies and headers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from starlette.requests import Request

from backend.core.api import RefusalRecord, StationRegistry
from backend.core.api_phone import HandoffOver, PhoneDesk
from backend.core.secret import Secret
from backend.web.deadline import Deadline
from backend.web.metrics import Condition, Metrics
from backend.web.phone.pages import PhonePages
from backend.web.staff.guard import Guard, cookie_of
from backend.web.turns import Turns

HELD = "__Host-phone"
"""The hand-off this phone claimed; new with every claim."""
FORM = "__Host-phone-form"
"""Binds the one form that is shown before."""
LANGUAGE = "__Host-phone-language"
FORMS_AT_ONCE = 2
"""Of one phone: a form, and the same once more by who did not wait."""
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    # `no-referrer` would make browsers send `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class PhoneParts:
    """`guard` holds the configured address; no header of a request replaces it."""

    desk: PhoneDesk
    stations: StationRegistry
    guard: Guard
    pages: PhonePages
    deadline: Deadline
    metrics: Metrics
    condition: Condition
    refusals: RefusalRecord
    turns: Turns = field(default_factory=partial(Turns, FORMS_AT_ONCE))


def parts_of(request: Request) -> PhoneParts:
    parts: PhoneParts = request.app.state.parts
    return parts


def held(request: Request) -> Secret:
    """The phone's cookie. Raises `HandoffOver` without one."""
    cookie = cookie_of(request, HELD)
    if cookie is None:
        raise HandoffOver
    return cookie

"""A phone that sends its forms again and again leaves the threads to everybody else."""

from __future__ import annotations

import asyncio
import secrets

import httpx
import pytest

from backend.core.secret import Secret
from backend.core.views import ResetView
from backend.web.phone.parts import FORMS_AT_ONCE
from tests.backend.core.handing import ADDRESS
from tests.backend.core.stage import NEW
from tests.backend.web.crowd import Crowd
from tests.backend.web.phone.hall import Hall, Phone, hidden

FLOOD = 12


async def _flood(hall: Hall, phone: Phone, fields: dict[str, str]) -> list[int]:
    """The same form many times at once, as another intent each time."""
    transport = httpx.ASGITransport(hall.app)
    headers = {"Origin": ADDRESS, "Cookie": "; ".join("=".join(one) for one in phone.cookies.items())}
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers) as client:
        forms = [fields | {"intent": secrets.token_hex(16)} for _ in range(FLOOD)]
        answers = await asyncio.gather(*(client.post("/password", data=one) for one in forms))
    return [answer.status_code for answer in answers]


def test_one_phone_holds_few_threads(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each attempt waits for those before it, for as long as the directory takes."""
    _view, phone = hall.confirmed(hall.at.prove(hall.station))
    fields = hidden(phone.here(), "/password") | {"password": NEW.reveal(), "repeated": NEW.reveal()}
    crowd, write = Crowd(), hall.at.desks.phones.set_password

    def slow(cookie: Secret, intent: str, password: Secret, current: Secret | None) -> ResetView:
        crowd.stay()
        return write(cookie, intent, password, current)

    monkeypatch.setattr(hall.at.desks.phones, "set_password", slow)
    assert set(asyncio.run(_flood(hall, phone, fields))) == {303}
    assert crowd.all == FLOOD
    assert crowd.most <= FORMS_AT_ONCE
    assert len(hall.at.directory.writes) == 1

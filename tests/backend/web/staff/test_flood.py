"""Strangers who flood the sign-in page leave the threads and the memory to the stations."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import argon2
import httpx

from backend.core.secret import Secret
from backend.web.staff.auth import StaffAuth
from backend.web.staff.credentials import Passwords
from backend.web.staff.parts import HASHES_AT_ONCE
from tests.backend.web.staff.browser import ORIGIN, PEPPER, Office, token_of

FLOOD = 12


class Watched(Passwords):
    """Knows how many hashes were ever computed at the same time; each stays a while."""

    def __init__(self) -> None:
        super().__init__(PEPPER, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0
        self.all = 0

    def fits(self, stored: str | None, password: Secret) -> bool:
        with self._lock:
            self._now += 1
            self.all += 1
            self.most = max(self.most, self._now)
        threading.Event().wait(0.05)
        with self._lock:
            self._now -= 1
        return super().fits(stored, password)


async def _flood(office: Office) -> list[int]:
    transport = httpx.ASGITransport(app=office.app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        csrf = token_of(await client.get("/sign-in"), "/sign-in")
        fields = {"csrf": csrf, "name": "ada", "password": "guess", "code": "123456"}
        tries = [client.post("/sign-in", data=fields, headers={"Origin": ORIGIN}) for _ in range(FLOOD)]
        return [answer.status_code for answer in await asyncio.gather(*tries)]


def test_few_hashes_are_computed_at_once(office: Office) -> None:
    watched = Watched()
    auth = StaffAuth(office.store, watched, office.clock, b"k" * 32)
    office.app.state.parts = replace(office.app.state.parts, auth=auth)
    assert asyncio.run(_flood(office)) == [403] * FLOOD
    assert watched.all == FLOOD
    assert watched.most <= HASHES_AT_ONCE

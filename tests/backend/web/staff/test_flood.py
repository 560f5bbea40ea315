"""Strangers who flood the sign-in page leave threads, memory and disk to the stations."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import argon2
import httpx

from backend.core.openid import Arrival, Departure, OpenIdRefused, Return
from backend.core.refusals import MOST
from backend.core.secret import Secret
from backend.web.staff.auth import StaffAuth, Typed
from backend.web.staff.credentials import Passwords
from backend.web.staff.parts import HASHES_AT_ONCE, OPENID_AT_ONCE
from tests.backend.web.crowd import Crowd
from tests.backend.web.staff.browser import ORIGIN, PEPPER, Office, token_of
from tests.backend.web.staff.test_openid import BACK, ScriptedProvider

FLOOD = 12


class Watched(Passwords):
    """Knows how many hashes are computed at the same time."""

    def __init__(self) -> None:
        super().__init__(PEPPER, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        self.crowd = Crowd()

    def fits(self, stored: str | None, password: Secret) -> bool:
        self.crowd.stay()
        return super().fits(stored, password)


@dataclass
class SlowProvider(ScriptedProvider):
    """Knows how many wait for it at the same time."""

    crowd: Crowd = field(default_factory=Crowd)

    def depart(self, *, again: bool) -> Departure:
        self.crowd.stay()
        return super().depart(again=again)

    def arrive(self, departure: Departure, back: Return) -> Arrival:
        self.crowd.stay()
        raise OpenIdRefused("code")


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
    assert watched.crowd.all == FLOOD
    assert watched.crowd.most <= HASHES_AT_ONCE


async def _there_and_back(office: Office) -> list[int]:
    """Many browsers go to the provider at once, and many come back at once."""
    transport = httpx.ASGITransport(app=office.app)
    clients = [httpx.AsyncClient(transport=transport, base_url=ORIGIN) for _ in range(FLOOD)]
    left = await asyncio.gather(*(one.get("/sign-in/openid") for one in clients))
    states = [parse_qs(urlsplit(one.headers["location"]).query)["state"][0] for one in left]
    paths = [f"{BACK}?state={state}&code=invented" for state in states]
    back = await asyncio.gather(*(one.get(path) for one, path in zip(clients, paths, strict=True)))
    for one in clients:
        await one.aclose()
    return [answer.status_code for answer in (*left, *back)]


def test_few_wait_for_the_openid_provider_at_once(office: Office) -> None:
    """One that hangs holds few of the threads that serve the stations."""
    slow = SlowProvider()
    office.offer(replace(office.ways, openid=slow))
    assert asyncio.run(_there_and_back(office)) == [303] * FLOOD + [403] * FLOOD
    assert slow.crowd.all == 2 * FLOOD
    assert slow.crowd.most <= OPENID_AT_ONCE


def refused(office: Office) -> list[tuple[str, str]]:
    """Who, and by which way, of every sign-in that failed."""
    every = zip(office.kinds(), office.details(), strict=True)
    told = [one for kind, one in every if kind == "staff_sign_in_refused"]
    return [(actor, json.loads(detail)["by"]) for actor, detail in told]


def test_refused_sign_ins_fill_no_disk(office: Office) -> None:
    """Of a member, and of strangers by each way, so many an hour are on record as of any other refusal."""
    office.offer(replace(office.ways, openid=ScriptedProvider()))
    office.member()
    stranger = office.browser()
    for _ in range(MOST + 2):
        for name in ("ada", "nobody"):
            assert not office.auth.sign_in(Typed(name, Secret("guess"), Secret("123456"), "192.0.2.7"))
        assert stranger.get(f"{BACK}?state=invented").status_code == 403
    few = {("ada", "password"): MOST, ("", "password"): MOST, ("", "openid"): MOST}
    assert Counter(refused(office)) == few
    office.clock.shift = timedelta(minutes=61)
    assert stranger.get(f"{BACK}?state=invented").status_code == 403
    assert Counter(refused(office)) == few | {("", "openid"): MOST + 1}

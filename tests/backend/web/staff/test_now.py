"""The board and its stream."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from backend.core.api import CaptchaTelemetry, ChallengeKind, HeartbeatReport, Unavailable
from backend.core.roles import Role
from backend.web.staff.now_feed import MOST_A_SESSION, MOST_IN_ALL, NowFeed, event
from tests.backend.web.staff.browser import Office
from tests.backend.web.staff.roles import member_with

CAPTCHA = CaptchaTelemetry(ChallengeKind.IMAGE, 1, 12)


@dataclass
class Watched:
    """A feed whose time and sight a test turns."""

    board: str = "one"
    looks: int = 0
    seconds: float = 0.0
    living: bool = True
    error: Exception | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def look(self) -> str:
        self.looks += 1
        if self.error is not None:
            raise self.error
        return self.board

    def now(self) -> float:
        return self.seconds

    async def alive(self) -> bool:
        return self.living

    def feed(self) -> NowFeed:
        return NowFeed(self.look, self.stopping, self.now, tick=0.001)


def told(watched: Watched, wanted: int, meanwhile: Callable[[int], None]) -> list[str]:
    """The first `wanted` messages; `meanwhile` is called after each."""

    async def read() -> list[str]:
        found: list[str] = []
        async with aclosing(watched.feed().events("s", watched.alive)) as events:
            async for one in events:
                found.append(one)
                if len(found) == wanted:
                    break
                watched.seconds += 1
                meanwhile(len(found))
        return found

    return asyncio.run(read())


def test_the_board_comes_at_once_and_when_it_changes() -> None:
    watched = Watched()

    def meanwhile(count: int) -> None:
        if count == 2:
            watched.board = "two\nlines"
            watched.seconds += 1

    assert told(watched, 3, meanwhile) == [
        "retry: 3000\n\n",
        "event: board\ndata: one\n\n",
        "event: board\ndata: two\ndata: lines\n\n",
    ]


def test_a_quiet_stream_is_kept_open_by_comments() -> None:
    watched = Watched()

    def meanwhile(count: int) -> None:
        if count >= 2:
            watched.seconds += 20

    assert told(watched, 4, meanwhile)[2:] == [": still here\n\n"] * 2


def test_it_ends_with_the_session() -> None:
    watched = Watched()

    def meanwhile(count: int) -> None:
        if count == 2:
            watched.living = False
            watched.seconds += 10

    assert told(watched, 99, meanwhile)[2:] == [event("ended", "")]


def test_it_ends_when_the_program_stops() -> None:
    watched = Watched()

    def meanwhile(count: int) -> None:
        if count == 2:
            watched.stopping.set()

    assert len(told(watched, 99, meanwhile)) == 2


def test_many_listeners_cost_one_look_a_tick() -> None:
    watched = Watched()

    async def read(feed: NowFeed, name: str) -> str:
        async with aclosing(feed.events(name, watched.alive)) as events:
            found = [await anext(events), await anext(events)]
        return found[1]

    async def everybody() -> list[str]:
        feed = watched.feed()
        return await asyncio.gather(*(read(feed, f"s{number}") for number in range(20)))

    assert asyncio.run(everybody()) == ["event: board\ndata: one\n\n"] * 20
    assert watched.looks == 1


def test_a_database_that_rests_a_while_ends_nothing() -> None:
    watched = Watched()

    def meanwhile(count: int) -> None:
        watched.error = Unavailable("away") if count == 2 else None
        watched.seconds += 20

    assert told(watched, 3, meanwhile)[2] == ": still here\n\n"


def test_connections_are_bounded_and_given_back() -> None:
    watched = Watched()

    async def play() -> None:
        feed = watched.feed()
        streams = [feed.events("s", watched.alive) for _ in range(MOST_A_SESSION)]
        for stream in streams:
            assert not feed.full("s")
            await anext(stream)
        assert feed.full("s")
        assert not feed.full("t")
        others = [feed.events(f"t{number}", watched.alive) for number in range(MOST_IN_ALL - MOST_A_SESSION)]
        for stream in others:
            await anext(stream)
        assert feed.full("t")
        for stream in (*streams, *others):
            await stream.aclose()
        assert not feed.full("s")

    asyncio.run(play())


# --- the page -----------------------------------------------------------------------------------


def test_the_board_shows_states_and_nobody(office: Office) -> None:
    desks, behind = office.behind.desks, office.behind
    hall, library, annex = (behind.enrol(name) for name in ("Hall", "Library", "Annex"))
    desks.stations.beat(hall, HeartbeatReport("1.2", "Attract", "", 1, 0))
    desks.stations.beat(library, HeartbeatReport("1.2", "EnterCode", "", 1, 0))
    view = desks.resets.start(annex, "FerrerFr2017", "fr", CAPTCHA)
    desks.resets.ask_approval(annex, view.id)
    page = member_with(office, Role.DESK).get("/now").text
    assert "3 stations: 1 needs help, 1 in use, 1 free." in page
    assert [*re.findall(r"<strong>(\w+)</strong>", page)] == ["Annex", "Library", "Hall"]
    assert "typing a code" in page
    assert "asked at 10:00" in page
    assert "FerrerFr" not in page
    office.clock.shift = timedelta(seconds=101)
    assert "nothing heard from it since 2026-11-23 10:00:05" in office.signed_in("bob").get("/now").text


def test_the_stream_refuses_more_than_its_bound(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = member_with(office, Role.DESK)

    def full(_self: NowFeed, _session: str) -> bool:
        return True

    monkeypatch.setattr(NowFeed, "full", full)
    answer = browser.get("/now/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")


def test_the_stream_is_one_and_keeps_nobody_signed_in(office: Office) -> None:
    browser = member_with(office, Role.DESK)
    office.app.state.parts.stopping.set()
    for minutes in (0, 14):
        office.clock.shift = timedelta(minutes=minutes)
        answer = browser.get("/now/events")
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        assert answer.text == "retry: 3000\n\n"
        assert browser.get("/now?again").status_code == 200
        assert browser.get("/now/board").status_code == 200
    office.clock.shift = timedelta(minutes=16)
    assert browser.get("/now/events").headers["location"] == "/sign-in"

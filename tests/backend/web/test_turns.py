"""A station that asks for much at once leaves the threads to the others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.core.sides import AT_STATION, Side
from backend.core.views import ResetView
from backend.web.gate import WRITES_AT_ONCE
from tests.backend.web.crowd import Crowd
from tests.backend.web.fakes import RESET
from tests.backend.web.stack import Stack
from tests.servers.station_client import Station

EACH = 2 * WRITES_AT_ONCE


def test_one_station_holds_few_threads_and_others_have_theirs(
    stack: Stack, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowds, other = {name: Crowd(0.3) for name in ("s1", "s2")}, stack.station("s2")

    def slow(name: str, _reset: str, _intent: str, _side: Side = AT_STATION) -> ResetView:
        crowds[name].stay()
        return RESET

    monkeypatch.setattr(stack.desk, "unlock", slow)

    def unlock(who: Station) -> int:
        return who.post("/v1/resets/r1/unlocks", {}).status_code

    with ThreadPoolExecutor(2 * EACH) as pool:
        answers = list(pool.map(unlock, [station, other] * EACH))
    assert answers == [200] * 2 * EACH
    assert [one.all for one in crowds.values()] == [EACH, EACH]
    assert max(one.most for one in crowds.values()) <= WRITES_AT_ONCE

"""A hundredth of `make soak`: enough to see a leak or something left, too little for figures."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.soak import journeys, kills
from tests.soak.kills import Death

pytestmark = [pytest.mark.longest, pytest.mark.timeout(1800)]
SEED = 20261129
"""The same journeys each time: chance is for the long run, which tells its seed."""
DEATHS = [*[Death.KILL] * 4, *[Death.TERM] * 3, *[Death.MEMORY] * 2, Death.STOP]
"""Ten, only one of them frozen: the watchdog takes as long as all others together."""
tell = logging.getLogger(__name__).warning
EXACT = ("widgets", "qt_objects")


def test_a_hundred_journeys_leave_the_process_as_it_was(tmp_path: Path) -> None:
    soaked = journeys.soak(tmp_path / "world", SEED, 100, 50, lambda so_far: tell(so_far.drift()))
    assert soaked.too_much() == {}
    assert [soaked.samples[100][name] for name in EXACT] == [soaked.samples[50][name] for name in EXACT]


def test_ten_kills_leave_nothing_and_the_first_page_comes_back(tmp_path: Path) -> None:
    outcome = kills.soak(tmp_path / "world", SEED, DEATHS, lambda so_far: tell(so_far.kills))
    assert outcome.faults == []
    assert outcome.kills == {death.value: DEATHS.count(death) for death in Death}
    assert outcome.by_watchdog >= DEATHS.count(Death.STOP)

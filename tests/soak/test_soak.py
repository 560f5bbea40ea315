"""A hundredth of `make soak`: enough to see a leak or something left, too little for figures."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import pytest

from tests.soak import journeys, kills

pytestmark = [pytest.mark.exhaustive, pytest.mark.timeout(1800)]
SEED = secrets.randbelow(1 << 32)
"""Told with the output of a test that fails."""
tell = logging.getLogger(__name__).warning
EXACT = ("widgets", "qt_objects")


def test_a_hundred_journeys_leave_the_process_as_it_was(tmp_path: Path) -> None:
    tell(f"seed {SEED}")
    soaked = journeys.soak(tmp_path / "world", SEED, 100, 50, lambda so_far: tell(so_far.drift()))
    assert soaked.too_much() == {}
    assert [soaked.samples[100][name] for name in EXACT] == [soaked.samples[50][name] for name in EXACT]


def test_ten_kills_leave_nothing_and_the_first_page_comes_back(tmp_path: Path) -> None:
    tell(f"seed {SEED}")
    outcome = kills.soak(tmp_path / "world", SEED, 10, lambda so_far: tell(so_far.kills))
    assert outcome.faults == []
    assert outcome.by_watchdog == outcome.kills[kills.Death.STOP.value] > 0
    assert outcome.kills.total() == 10

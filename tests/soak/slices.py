"""Many kills as slices, each with a world and a seed of its own, some at a time: a kill is mostly waiting."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.servers.ports import WORKERS
from tests.soak import kills
from tests.soak.kills import Outcome

SLICE = 20
"""Kills; a run that is broken off has those of its finished slices."""


def shares(count: int) -> list[int]:
    """`count` kills as slices."""
    whole, rest = divmod(count, SLICE)
    return [SLICE] * whole + ([rest] if rest else [])


def soak(seed: int, count: int, parallel: int, so_far: Callable[[Outcome], None]) -> Outcome:
    """Kill `count` times, `parallel` stations at a time; slice n draws from ``seed + n``."""
    begun, whole = time.monotonic(), Outcome(seed)
    with ProcessPoolExecutor(parallel, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        slices = {pool.submit(_slice, seed + n, share): seed + n for n, share in enumerate(shares(count))}
        try:
            for one in as_completed(slices):
                whole.add(found(one, slices[one]))
                whole.seconds = round(time.monotonic() - begun, 1)
                so_far(whole)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return whole


def found(one: Future[Outcome], seed: int) -> Outcome:
    """What a slice found; one that could not go on is a fault of its own."""
    error = one.exception()
    return one.result() if error is None else Outcome(seed, faults=[f"it stopped: {error!r}"])


def _slice(seed: int, count: int) -> Outcome:
    _take_ports(seed)
    with tempfile.TemporaryDirectory(prefix="repasse-soak-", dir=kills.default_folder()) as folder:
        return kills.soak(Path(folder) / "world", seed, kills.of_each(count), _silent)


def _take_ports(seed: int) -> None:
    """Ports of its own, as each process of a test run has: of two backends that bind one, one loses it."""
    os.environ["PYTEST_XDIST_WORKER"] = f"gw{seed % WORKERS}"


def _silent(_outcome: Outcome) -> None:
    """The whole is told of, slice by slice."""

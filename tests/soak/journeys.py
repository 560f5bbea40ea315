"""Complete journeys in one station process, and what that process holds after each hundred of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.soak.manager import Manager
from tests.soak.unit import read
from tests.soak.window import Window
from tests.soak.world import World, soak_world

START = 600.0
PATIENT = replace(read(), watchdog=3600.0, start_within=START)
"""How the unit kills is no part of this: on a machine that does much else a frame may come too late."""
ALLOWED = 0.02
"""How far each figure may end from what it was after the first step (issue 6)."""
Sample = dict[str, int]


@dataclass(frozen=True, slots=True)
class Soaked:
    """`samples` maps journeys done to what the process held then."""

    seed: int
    samples: dict[int, Sample]
    seconds: float

    def drift(self) -> dict[str, float]:
        """By figure, how much more the last sample has than the first, as a part of it."""
        first, last = min(self.samples), max(self.samples)
        before, after = self.samples[first], self.samples[last]
        return {name: after[name] / before[name] - 1 for name in before}

    def too_much(self) -> dict[str, float]:
        """What grew by more than is allowed; of a dozen threads or handles, one may be at work just then."""
        first, last = self.samples[min(self.samples)], self.samples[max(self.samples)]
        drift = self.drift()
        return {
            name: drift[name] for name in first if last[name] - first[name] > max(1, ALLOWED * first[name])
        }


def soak(folder: Path, seed: int, count: int, every: int, sampled: Callable[[Soaked], None]) -> Soaked:
    """Do `count` journeys, drawn from `seed`; after each `every` measure, and tell `sampled`."""
    with (
        soak_world(folder) as world,
        Manager(PATIENT, world.command(), world.environment, world.home, world.journal) as manager,
    ):
        run = manager.next_run(0, START)
        soaked = _walk(world, Window(run.process), seed, count, every, sampled)
        assert manager.tally.starts == 1, "the station was started more than once"
    return soaked


def _walk(
    world: World, window: Window, seed: int, count: int, every: int, sampled: Callable[[Soaked], None]
) -> Soaked:
    begun = time.monotonic()
    world.enrol(window)
    crowd, samples = world.crowd(seed), dict[int, Sample]()
    for done in range(1, count + 1):
        _, way = crowd.next()
        window.walk(way)
        if done % every == 0:
            samples[done] = json.loads(window.do("held"))
            sampled(Soaked(seed, dict(samples), round(time.monotonic() - begun, 1)))
    window.close()
    return Soaked(seed, samples, round(time.monotonic() - begun, 1))

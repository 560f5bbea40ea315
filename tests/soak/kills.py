"""Kills of the station at random moments of random journeys, under a service manager that obeys its unit."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields
from enum import Enum
from pathlib import Path

from backend.adapters.directories.sql import SqlDirectory
from backend.app import SystemClock
from backend.core.ports import Verified
from backend.core.secret import Secret
from tests.e2e.station import people as accounts
from tests.soak.manager import Manager, Started, environment_of, squeeze
from tests.soak.people import Crowd, Person, Way
from tests.soak.remains import left_below, left_in, memory_images
from tests.soak.unit import Unit, read
from tests.soak.window import NoAnswer, Window
from tests.soak.world import World, chance_of, soak_world

LONGEST_ORDERS = 28
"""A journey has so many orders at most; past its last one the station is killed on its first page."""
LONGEST_PAUSE = 0.8
"""Seconds after an order was given, in which it is carried out, at most until the kill."""
SQUEEZED = 8.0
"""Seconds that a station without memory is given to end by itself; then it is killed, as the kernel would."""
SETTLED = 60.0
TRIES = 5
"""Starts that may be too slow one after the other on a machine that does much else; they are counted."""


class Death(Enum):
    KILL = "KILL"
    TERM = "TERM"
    STOP = "STOP"
    """Frozen; the watchdog kills it."""
    MEMORY = "out of memory"


@dataclass(slots=True)
class Outcome:
    """What a soak of kills found; `faults` are sentences, and none of them holds a secret."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    at: Counter[str] = field(default_factory=Counter)
    """By order under way."""
    back_after: dict[str, list[float]] = field(default_factory=dict)
    """Seconds from the kill to the first page, by kind."""
    ends: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    by_watchdog: int = 0
    reboots: int = 0
    slow_starts: int = 0
    squeezed_survived: int = 0
    seconds: float = 0.0

    def add(self, other: Outcome) -> None:
        """Take in what another slice found; `seed` and `seconds` stay those of the whole."""
        self.kills.update(other.kills)
        self.at.update(other.at)
        self.ends.update(other.ends)
        for kind, seconds in other.back_after.items():
            self.back_after.setdefault(kind, []).extend(seconds)
        self.faults += [f"seed {other.seed}: {fault}" for fault in other.faults]
        self.by_watchdog += other.by_watchdog
        self.reboots += other.reboots
        self.slow_starts += other.slow_starts
        self.squeezed_survived += other.squeezed_survived

    def figures(self) -> dict[str, object]:
        """Everything, as JSON has it."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: dict(value) if isinstance(value, Counter) else value for name, value in named.items()}


@dataclass
class Killer:
    """Goes through one soak of kills."""

    world: World
    manager: Manager
    unit: Unit
    crowd: Crowd
    chance: random.Random
    outcome: Outcome
    seen: set[str] = field(default_factory=set)
    """Every secret of every journey."""

    def one(self, run: Started, death: Death) -> Started:
        """Kill `run` in the middle of a journey by `death`; returns the run that came up instead."""
        person, way = self.crowd.next()
        window = Window(run.process)
        under_way = self._walk_into(window, way)
        secrets = person.secrets()
        self.seen |= secrets
        self._no_secret(environment_of(run.process.pid), secrets, "the environment of the station")
        killed = time.monotonic()
        self._kill(run, window, death)
        after = self._back(run, death)
        window.close()
        self.outcome.back_after.setdefault(death.value, []).append(round(time.monotonic() - killed, 2))
        self.outcome.kills[death.value] += 1
        self.outcome.at[under_way] += 1
        self._look(person, after)
        return after

    def _walk_into(self, window: Window, way: Way) -> str:
        """Give the orders of `way` up to one drawn by chance, whose answer is not waited for."""
        last = self.chance.randrange(LONGEST_ORDERS)
        order = next(way)
        for _ in range(last):
            try:
                order = way.send(window.do(*order))
            except StopIteration:
                return "after the end"
        window.begin(*order)
        time.sleep(self.chance.uniform(0, LONGEST_PAUSE))
        return " ".join(order[:2])

    def _kill(self, run: Started, window: Window, death: Death) -> None:
        match death:
            case Death.KILL | Death.TERM:
                run.process.send_signal(signal.SIGKILL if death is Death.KILL else signal.SIGTERM)
            case Death.STOP:
                run.process.send_signal(signal.SIGSTOP)
            case Death.MEMORY:
                self._starve(run, window)

    def _starve(self, run: Started, window: Window) -> None:
        """It goes on with what it has; what is still alive then is killed, as the kernel kills for memory."""
        squeeze(run.process.pid)
        end = time.monotonic() + self.chance.uniform(0.5, SQUEEZED)
        while run.process.poll() is None and time.monotonic() < end:
            with suppress(NoAnswer):
                window.begin("press", "primary")
            time.sleep(0.5)
        if run.process.poll() is None:
            self.outcome.squeezed_survived += 1
            run.process.kill()

    def _back(self, run: Started, death: Death) -> Started:
        """The next run that has drawn a frame, once it shows the first page; a slow start is tried again."""
        wait = self.unit.watchdog if death is Death.STOP else 0.0
        after = self.manager.next_run(
            run.number, wait + TRIES * (self.unit.restart_after + self.unit.start_within)
        )
        Window(after.process).do("wait", "Attract")
        return after

    # --- what is left ---------------------------------------------------------------------------

    def _look(self, person: Person, after: Started) -> None:
        secrets = person.secrets()
        self._no_secret(environment_of(after.process.pid), secrets, "the environment of the next run")
        self._no_secret(self.world.journal.read_bytes(), secrets, "what was written to the journal")
        folders = [self.world.home, self.world.folder / "session"]
        self._fault(left_below(folders, secrets), "on disk")
        self._fault(memory_images(folders), "a memory image")
        self.settle(person)
        person.typed.clear()

    def settle(self, person: Person) -> None:
        """The backend finishes what it had begun, and exactly one password of those that may hold does."""
        end = time.monotonic() + SETTLED
        while _unsettled(self.world) and time.monotonic() < end:
            time.sleep(0.2)
        self._fault([f"{count} writes" for count in [_unsettled(self.world)] if count], "half done")
        holding = _holding(self.world, person)
        if len(holding) != 1:
            self.outcome.faults.append(f"{len(holding)} of {len(person.passwords)} passwords hold")
        person.passwords = holding or person.passwords[-1:]

    def _no_secret(self, data: bytes, secrets: set[str], where: str) -> None:
        if left_in(data, secrets):
            self.outcome.faults.append(f"something of the person in {where}")

    def _fault(self, found: list[str] | set[str], what: str) -> None:
        if found:
            self.outcome.faults.append(f"{what}: {sorted(found)}")


def of_each(count: int) -> list[Death]:
    """So many deaths, of every kind as many."""
    return [list(Death)[n % len(Death)] for n in range(count)]


def soak(folder: Path, seed: int, deaths: Sequence[Death], so_far: Callable[[Outcome], None]) -> Outcome:
    """Kill the station by all of `deaths`, in an order drawn from `seed`; `so_far` is told after each ten."""
    begun, unit, outcome = time.monotonic(), read(), Outcome(seed)
    with (
        soak_world(folder) as world,
        Manager(unit, world.command(), world.environment, world.home, world.journal) as manager,
    ):
        run = manager.next_run(0, TRIES * (unit.restart_after + unit.start_within))
        world.enrol(Window(run.process))
        killer = Killer(world, manager, unit, world.crowd(seed), chance_of(seed), outcome)
        drawn = list(deaths)
        killer.chance.shuffle(drawn)
        for number, death in enumerate(drawn, 1):
            run = killer.one(run, death)
            outcome.seconds = round(time.monotonic() - begun, 1)
            if number % 10 == 0:
                so_far(outcome)
        _, way = killer.crowd.next()
        Window(run.process).walk(way)
        _at_the_end(world, killer, manager)
        Window(run.process).close()
    outcome.seconds = round(time.monotonic() - begun, 1)
    return outcome


def _at_the_end(world: World, killer: Killer, manager: Manager) -> None:
    """A last whole journey was done; then all is searched once more, for what everybody had typed."""
    outcome = killer.outcome
    found = left_below([world.home, world.folder / "session"], killer.seen)
    outcome.faults += [f"at the end, on disk: {sorted(found)}"] if found else []
    if left_in(world.journal.read_bytes(), killer.seen):
        outcome.faults.append("at the end, in the journal")
    opened = _count(world, "select count(*) from resets where state = 'open'")
    outcome.faults += [f"{opened} resets are still open"] if opened > 1 else []
    outcome.ends = Counter(manager.ends)
    outcome.slow_starts = manager.tally.start_timeouts
    outcome.by_watchdog, outcome.reboots = manager.tally.by_watchdog, manager.tally.reboots


def _unsettled(world: World) -> int:
    return _count(world, "select count(*) from writes where state not in ('done', 'refused', 'superseded')")


def _count(world: World, query: str) -> int:
    with closing(sqlite3.connect(world.backend.data / "repasse.sqlite")) as database:
        return int(database.execute(query).fetchone()[0])


def _holding(world: World, person: Person) -> list[str]:
    """Those of the person's passwords that the directory accepts."""
    directory = SqlDirectory(f"sqlite:///{world.backend.data}/directory.sqlite", SystemClock())
    try:
        account = directory.find([accounts.identifier(person.number)])
        assert account is not None
        passwords = list(dict.fromkeys(reversed(person.passwords)))
        return [
            one for one in passwords if directory.verify(account.key, Secret(one)) is not Verified.REFUSED
        ]
    finally:
        directory.close()


def default_folder() -> Path:
    """In memory where there is some, so that no commit waits for a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder in it is made by the caller, with a name of its own
    return memory if os.access(memory, os.W_OK) else Path("/var/tmp")  # noqa: S108

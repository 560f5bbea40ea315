"""The station at rest for a minute, and journeys at it, on one core and in one GiB of memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench_limits import confined
from bench_report import Row, publish, spread

from tests.kiosk.adapters.listening import listening
from tests.soak.manager import Manager
from tests.soak.people import Crowd
from tests.soak.unit import read
from tests.soak.window import Window
from tests.soak.world import soak_world

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SECONDS = 60
JOURNEYS = 20
SEED = 1
CALM = 3
"""Looks at the rest; the quietest is taken, as others use the machine too."""
SETTINGS = """[backend]
address = "{address}"
ca_file = "{ca}"
[station]
state_folder = "{state}"
"""


@dataclass(frozen=True, slots=True)
class Rest:
    """Seconds of processor used and passed, paints by widget, the most bytes of memory ever held."""

    used: float
    took: float
    paints: dict[str, int]
    peak: int


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="repasse-")))
        world = stack.enter_context(soak_world(folder / "world"))
        command, missing = stack.enter_context(confined(world.command()))
        unit = read()
        with Manager(unit, command, world.environment, world.home, world.journal) as manager:
            window = Window(manager.next_run(0, unit.start_within).process)
            world.enrol(window)
            crowd = world.crowd(SEED)
            took = [_journey(crowd, window) for _ in range(JOURNEYS)]
            window.close()
        file = folder / "station.toml"
        address, ca = world.backend.station_api, world.backend.ca
        file.write_text(SETTINGS.format(address=address, ca=ca, state=world.home / "state"), encoding="utf-8")
        program = [sys.executable, str(HERE / "bench_idle_station.py"), str(file), str(SECONDS)]
        resting, _ = stack.enter_context(confined(program))
        rest = _rest(resting, dict(world.environment), folder)
    _publish(took, rest, missing)
    return 0


def _journey(crowd: Crowd, window: Window) -> float:
    """Seconds of one whole journey; what it waits for at the backend is part of it."""
    _, way = crowd.next()
    begun = time.perf_counter()
    window.walk(way)
    return time.perf_counter() - begun


def _rest(command: Sequence[str], environment: dict[str, str], folder: Path) -> Rest:
    """The quietest of some minutes; the watchdog is on, as on a machine."""
    looks = []
    for _ in range(CALM):
        with listening(str(folder / "notify")) as manager:
            told = {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": str(round(read().watchdog * 1e6))}
            around = environment | told | {"PYTHONPATH": f"{ROOT}:{HERE}"}
            done = subprocess.run(command, env=around, stdout=subprocess.PIPE, check=True, text=True)
            looks.append(Rest(**json.loads(done.stdout.splitlines()[-1])))
        (folder / "notify").unlink()
    return min(looks, key=lambda look: look.used)


def _publish(took: Sequence[float], rest: Rest, missing: str) -> None:
    where = missing or "one core, one GiB"
    drawn = ", ".join(f"{name} {count}" for name, count in sorted(rest.paints.items())) or "nothing"
    rows = [
        Row(
            "processor at rest",
            f"{rest.used / rest.took:.2%} of a core",
            "1 %",
            f"{rest.took:.0f} s; {where}",
        ),
        Row("paints at rest", str(sum(rest.paints.values())), "", f"by widget: {drawn}"),
        Row("most memory of the program", f"{rest.peak / 2**20:.0f} MiB", "1024 MiB", "started and at rest"),
        Row(
            "whole journey", spread(took), "", f"{len(took)} times; 300 ms deadlines at the backend; {where}"
        ),
    ]
    publish("idle", "The station at rest, and at work on a small machine", rows)


if __name__ == "__main__":
    sys.exit(main())

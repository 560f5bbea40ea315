"""`make soak`: journeys in one station process, and kills of it at random moments; figures in `build/soak/`.

usage: soak.py [--journeys N] [--kills N] [--parallel N] [--seed N]

The seed is printed, and draws the same again.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import kills_plot
import soak_plot

from tests.soak import journeys, kills, slices

OUT = ROOT / "build" / "soak"
EVERY = 100


def main() -> int:
    """Run both; 1 when something was left, grew or did not come back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--journeys", type=int, default=10_000, metavar="N")
    parser.add_argument("--kills", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 32), metavar="N")
    parser.add_argument("--parallel", type=int, default=4, metavar="N", help="stations killed at a time")
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    print(f"seed {given.seed}", flush=True)
    good = [
        _journeys(given.seed, given.journeys) if given.journeys else True,
        _kills(given.seed, given.kills, given.parallel) if given.kills else True,
    ]
    return 0 if all(good) else 1


def _journeys(seed: int, count: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="repasse-soak-", dir=kills.default_folder()) as folder:
        soaked = journeys.soak(Path(folder) / "world", seed, count, min(EVERY, count), _sampled)
    grown = soaked.too_much()
    _tell("grew: " + ", ".join(grown) if grown else "nothing grew")
    return not grown


def _sampled(soaked: journeys.Soaked) -> None:
    """Written after every sample, so that a run that is broken off leaves its figures."""
    drift = soaked.drift()
    _write("journeys.json", asdict(soaked) | {"drift": drift, "allowed": journeys.ALLOWED})
    (OUT / "journeys.svg").write_text(soak_plot.plot(soaked.samples), encoding="utf-8")
    parts = ", ".join(f"{name} {part:+.2%}" for name, part in drift.items())
    _tell(f"{max(soaked.samples)} journeys, {soaked.seconds:.0f} s: {parts}")


def _kills(seed: int, count: int, parallel: int) -> bool:
    outcome = slices.soak(seed, count, parallel, _killed)
    _tell("\n".join(outcome.faults) or f"{count} kills in {outcome.seconds:.0f} s: nothing left, always back")
    for kind, seconds in outcome.back_after.items():
        ordered = sorted(seconds)
        _tell(f"  {kind}: first page after {ordered[len(ordered) // 2]:.1f} s, at most {ordered[-1]:.1f} s")
    return not outcome.faults


def _killed(outcome: kills.Outcome) -> None:
    """Written after each slice, as the samples are."""
    _write("kills.json", outcome.figures())
    (OUT / "kills.svg").write_text(kills_plot.plot(outcome.back_after), encoding="utf-8")
    done, faults = outcome.kills.total(), len(outcome.faults)
    _tell(f"{done} kills, {faults} faults, {outcome.seconds:.0f} s")


def _write(name: str, figures: Mapping[str, object]) -> None:
    (OUT / name).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""How long answers take for known, unknown and disabled accounts: they must not tell which is which."""

from __future__ import annotations

import argparse
import math
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random

from bench_backend import BenchStation, bench_backend, identifier
from bench_report import Row, publish

from kiosk.core.effects import Call, ChallengeKind, SendChallenge, SignIn, StartReset
from kiosk.core.results import ResetAnswered
from kiosk.core.secret import Secret

EACH = 60
STREAMS = 4
KINDS = ("known", "known again", "unknown", "disabled")
"""Others with an account, *known again*, are the floor: what differs within one kind is chance."""
CALLS = ("sign-ins", "resets", "challenges")
CRITICAL = 1.358
"""Of the two-sample Kolmogorov-Smirnov test at 5 %, times sqrt((n + m) / (n m))."""

Times = dict[tuple[str, str], list[float]]


def main() -> int:
    seed = _seed()
    with bench_backend(2 * EACH, EACH) as backend:
        stations = [BenchStation(backend, f"bench {number}") for number in range(STREAMS)]
        with ThreadPoolExecutor(STREAMS) as pool:
            parts = list(pool.map(_stream, stations, range(STREAMS), [seed] * STREAMS))
        overruns = backend.log.read_text(encoding="utf-8").count("deadline_overrun")
    times = {key: [second for part in parts for second in part[key]] for key in parts[0]}
    rows = [_row(times, call, kind) for call in CALLS for kind in KINDS]
    bound = CRITICAL * math.sqrt(2 / EACH)
    rows.append(
        Row("overruns of the deadline", str(overruns), "", f"K-S: over {bound:.2f} would differ at 5 %")
    )
    title = f"Answer times by what the account is, {EACH} each, {STREAMS} stations at once, seed {seed}"
    publish("answers", title, rows)
    return 0


def _seed() -> int:
    """A new one for each run; one that a run printed draws the same orders again."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seed", type=int, default=secrets.randbits(32))
    seed: int = reader.parse_args().seed
    return seed


def _stream(station: BenchStation, number: int, seed: int) -> Times:
    """Every kind once a round, in an order drawn for the round.

    Other work on the machine meets them alike, and so does what falls to a place in the order: the first
    answer of a fresh connection comes sooner than those after it.
    """
    draw = Random(f"{seed}/{number}")
    times: Times = {(call, kind): [] for call in CALLS for kind in KINDS}
    for n in range(number, EACH, STREAMS):
        for kind in draw.sample(KINDS, len(KINDS)):
            who = identifier("known", EACH + n) if kind == "known again" else identifier(kind, n)
            times["sign-ins", kind].append(_timed(station, SignIn(who, Secret("Oubliee-1"), "fr")))
            begun = time.perf_counter()
            opened = station.ask(StartReset(who, "fr", ChallengeKind.IMAGE, 1, 5))
            times["resets", kind].append(time.perf_counter() - begun)
            if not isinstance(opened, ResetAnswered):
                raise SystemExit(f"no reset: {opened}")
            method = opened.view.methods[0].id
            wrong = SendChallenge(opened.view.id, method, Secret("+32499000000"))
            times["challenges", kind].append(_timed(station, wrong))
    return times


def _timed(station: BenchStation, call: Call) -> float:
    begun = time.perf_counter()
    station.ask(call)
    return time.perf_counter() - begun


def _row(times: Times, call: str, kind: str) -> Row:
    mine, known = sorted(times[call, kind]), times[call, "known"]
    figures = f"{_ms(_at(mine, 0.5))} p95 {_ms(_at(mine, 0.95))} max {_ms(mine[-1])} ms"
    chance = kolmogorov_smirnov(times[call, "known again"], known)
    floor = "" if kind.startswith("known") else f"K-S {chance:.2f} between two groups of known"
    remark = "" if kind == "known" else f"K-S against known {kolmogorov_smirnov(mine, known):.2f}"
    return Row(f"{call}, {kind}", figures, floor, remark)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[math.ceil(share * len(ordered)) - 1]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"


def kolmogorov_smirnov(one: Sequence[float], other: Sequence[float]) -> float:
    """The greatest distance between the two empirical distributions, 0 to 1."""
    points = sorted({*one, *other})
    return max(abs(_share(one, p) - _share(other, p)) for p in points)


def _share(sample: Sequence[float], point: float) -> float:
    return sum(value <= point for value in sample) / len(sample)


if __name__ == "__main__":
    raise SystemExit(main())

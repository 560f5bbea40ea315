"""One whole reset through the API, against as many empty signed requests."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from bench_backend import BenchStation, bench_backend, identifier, mobile
from bench_report import Row, publish, spread

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from kiosk.core.effects import (
    AnswerCode,
    Call,
    ChallengeKind,
    Heartbeat,
    SendChallenge,
    SetPassword,
    StartReset,
)
from kiosk.core.results import Allowed, ResetAnswered, ResetView
from kiosk.core.secret import Secret

ROUNDS = 12
CODE = re.compile(r"(\d{4})[ \u00a0](\d{4})")
REQUESTS = 4
DEADLINES_MS = 3 * 700


def main() -> int:
    with bench_backend(ROUNDS) as backend:
        station, phone = BenchStation(backend, "bench"), LocalPhone(backend.spool)
        resets = [_reset(station, phone, number) for number in range(ROUNDS)]
        floors = [_empty(station) for _ in range(ROUNDS)]
    working = [total - DEADLINES_MS / 1000 for total in resets]
    remark = f"{REQUESTS} requests; three of them leave at the fixed deadline of 700 ms"
    rows = [
        Row("whole reset", spread(resets), spread(floors), remark),
        Row("  without the deadlines", spread(working), spread(floors), "floor: as many signed heartbeats"),
    ]
    publish("reset", f"One whole reset through the API, {ROUNDS} times", rows)
    return 0


def _reset(station: BenchStation, phone: LocalPhone, number: int) -> float:
    """Seconds spent in requests; waiting for the message is not counted."""
    spent, view = _timed(station, StartReset(identifier("known", number), "fr", ChallengeKind.IMAGE, 1, 5))
    method = next(m for m in view.methods if m.channel.value == "sms")
    took, view = _timed(station, SendChallenge(view.id, method.id, Secret(mobile(number))))
    spent += took
    challenge = view.challenge
    if challenge is None:
        raise SystemExit(f"no challenge: {view.outcome}")
    took, view = _timed(station, AnswerCode(view.id, challenge.id, Secret(_code(phone))))
    spent += took
    took, view = _timed(station, SetPassword(view.id, Secret(f"Velo+Bleu&Nuit{number}"), None))
    if view.allowed is not Allowed.DONE:
        raise SystemExit(f"not done: {view.outcome}")
    return spent + took


def _timed(station: BenchStation, call: Call) -> tuple[float, ResetView]:
    begun = time.perf_counter()
    result = station.ask(call)
    took = time.perf_counter() - begun
    if not isinstance(result, ResetAnswered):
        raise SystemExit(f"{type(call).__name__}: {result}")
    return took, result.view


def _code(phone: LocalPhone) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = _codes([e for e in phone.poll() if isinstance(e, MessageArrived)])
        if found:
            return found[-1]
        time.sleep(0.05)
    raise SystemExit("no message came")


def _codes(messages: Sequence[MessageArrived]) -> list[str]:
    matches = [CODE.search(message.body.reveal()) for message in messages]
    return [match[1] + match[2] for match in matches if match]


def _empty(station: BenchStation) -> float:
    begun = time.perf_counter()
    for _ in range(REQUESTS):
        station.ask(Heartbeat("attract", ""))
    return time.perf_counter() - begun


if __name__ == "__main__":
    raise SystemExit(main())

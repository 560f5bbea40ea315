"""The person's side of a driven station: orders in, answers out, through the pipes of its process."""

from __future__ import annotations

import json
import select
import subprocess
import time
from dataclasses import dataclass
from typing import IO

from tests.soak.people import Order, Way

PATIENCE = 150.0


class NoAnswer(Exception):
    """The station did not answer an order, or could not do it; says which."""


@dataclass(frozen=True, slots=True)
class Window:
    process: subprocess.Popen[bytes]

    def do(self, *order: str, patience: float = PATIENCE) -> str:
        """One order of `tests.servers.driven_station`, and its answer.

        Raises:
            NoAnswer: it ended, or waited for longer than `patience` seconds, or it could not be done.
        """
        self.begin(*order)
        answer: dict[str, str] = json.loads(self._line(order, time.monotonic() + patience))
        if "failed" in answer:
            raise NoAnswer(answer["failed"])
        return answer["done"]

    def begin(self, *order: str) -> None:
        """Give an order and do not wait."""
        try:
            _there(self.process.stdin).write(json.dumps(order).encode() + b"\n")
            _there(self.process.stdin).flush()
        except OSError:
            raise NoAnswer(f"{order[0]}: the station is gone") from None

    def walk(self, way: Way) -> None:
        """Do all of `way`."""
        answer = ""
        order: Order = next(way)
        while True:
            answer = self.do(*order)
            try:
                order = way.send(answer)
            except StopIteration:
                return

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            try:
                _there(stream).close()
            except OSError:
                continue

    def _line(self, order: Order, end: float) -> bytes:
        out = _there(self.process.stdout)
        ready, _, _ = select.select([out], [], [], max(0.0, end - time.monotonic()))
        line = out.readline() if ready else b""
        if not line:
            raise NoAnswer(f"{order[0]} {order[1] if order[0] in {'wait', 'press'} else ''}: no answer")
        return line


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream

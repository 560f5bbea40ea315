"""Processes of the backend or the station, forked from one that has its modules loaded.

To load them takes seconds, which every program and each command of an operator would pay. A child is a
process like any other: it has its own environment, standard streams and end.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, NoReturn, Protocol

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ("backend.cli", "backend.server", "alembic.command", "uvicorn.loops.asyncio")
STATION = ("kiosk.app", "tests.startup.watched")
_LONGEST_ORDER = 1 << 17
_STREAMS = (0, 1, 2)
_PDEATHSIG = 1  # prctl(2): PR_SET_PDEATHSIG


class Process(Protocol):
    """What the tests need of a running program, as `subprocess.Popen` has it."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def send_signal(self, sig: int) -> None: ...


class Child:
    """A process of the nursery, whose end the nursery tells through `told`."""

    def __init__(self, told: int) -> None:
        self._told = os.fdopen(told, encoding="ascii")
        self.pid = int(self._told.readline())
        self._status: int | None = None

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Raises `subprocess.TimeoutExpired` after `timeout` seconds."""
        status = self._look(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return status

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def _look(self, timeout: float | None) -> int | None:
        if self._status is None and select.select([self._told], [], [], timeout)[0]:
            self._status = int(self._told.readline() or -signal.SIGKILL)
            self._told.close()
        return self._status


@dataclass(frozen=True)
class Order:
    """What a child runs: ``python -m module arguments`` in `environment`."""

    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


class Nursery:
    """The near end: asks for children. It and they end with this process."""

    def __init__(self, loaded: Sequence[str]) -> None:
        self._near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(far.fileno()), *loaded],
                cwd=ROOT,
                pass_fds=[far.fileno()],
            )

    def start(self, order: Order, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> Child:
        told, telling = os.pipe()
        text = json.dumps([order.module, list(order.arguments), dict(order.environment)]).encode()
        assert len(text) <= _LONGEST_ORDER
        try:
            streams = [stdin.fileno(), stdout.fileno(), stderr.fileno()]
            socket.send_fds(self._near, [text], [*streams, telling])
        finally:
            os.close(telling)
        return Child(told)

    def close(self) -> None:
        self._near.close()
        self._process.wait()


@cache
def nursery(loaded: Sequence[str] = BACKEND) -> Nursery:
    """The one of this test process for programs of these modules."""
    made = Nursery(loaded)
    atexit.register(made.close)
    return made


# --- the far end --------------------------------------------------------------------------------


def _children_wanted(far: socket.socket) -> Order | None:
    """Fork a child for each order; returns in every child with its order, and at the end with none."""
    running: dict[int, tuple[int, int]] = {}  # by the descriptor of the process: its number, and whom to tell
    while True:
        ready, _, _ = select.select([far.fileno(), *running], [], [])
        for one in ready:
            if one in running:
                _tell_the_end(one, *running.pop(one))
                continue
            text, descriptors, _, _ = socket.recv_fds(far, _LONGEST_ORDER, len(_STREAMS) + 1)
            if not text:
                return None
            *streams, telling = descriptors
            child = os.fork()
            if child == 0:
                far.close()
                _become([telling, *running, *(told for _, told in running.values())], streams)
                return Order(*json.loads(text))
            for stream in streams:
                os.close(stream)
            os.write(telling, f"{child}\n".encode())
            running[os.pidfd_open(child)] = (child, telling)


def _tell_the_end(descriptor: int, child: int, telling: int) -> None:
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        os.write(telling, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os.close(telling)
    os.close(descriptor)


def _become(foreign: Sequence[int], streams: Sequence[int]) -> None:
    """Give up what is the nursery's, and take the child's own streams."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    for descriptor in foreign:
        os.close(descriptor)
    for target, stream in zip(_STREAMS, streams, strict=True):
        os.dup2(stream, target)
        os.close(stream)
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115 - they last as long as the process
    sys.stderr = open(2, "w", buffering=1)  # noqa: SIM115 - the same


def _run(order: Order) -> None:
    os.environ.clear()
    os.environ.update(order.environment)
    time.tzset()
    sys.argv = [order.module, *order.arguments]
    gc.unfreeze()
    try:
        runpy.run_module(order.module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        _leave(end.code)
    _leave(0)


def _leave(code: str | int | None) -> NoReturn:
    """End as the interpreter does, but for taking every module apart, which takes half a second."""
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as the interpreter does
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def main(far: socket.socket, loaded: Sequence[str]) -> None:
    for name in loaded:
        __import__(name)
    assert threading.active_count() == 1, "a process with threads cannot be forked safely"
    gc.freeze()
    order = _children_wanted(far)
    if order is not None:
        _run(order)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])

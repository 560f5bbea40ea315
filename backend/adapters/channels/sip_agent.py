"""baresip, the SIP agent, as a process for one call.

It is told what to do on its standard input and tells on its standard output: unlike its other interfaces,
these are nobody else's. What strangers may send it (messages, names) comes on its standard error, which is
not read. It ends by itself a little after the call's time, also when nobody is there to end it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from backend.adapters.channels.speech import environment

PROGRAM = "baresip"
KEEPER = "setpriv"
"""Of util-linux: asks the kernel to end the agent with the thread that started it, however that ends."""
START = 10.0
"""Seconds in which it must be ready."""
_ENDING = 2.0
_LINE = 4096
_KEY = re.compile(r"received event: '([0-9*#])' \(end=0\)")
_OPENED = re.compile(r"aufile: ([a-z0-9.]+): [0-9]+ Hz, [0-9]+ channels")
_CLOSED = re.compile(r"\S+: session closed(?:: ([0-9]{3}) .*|: .*)?")
_ENDED = re.compile(r"\S+: Call with \S+ terminated .*")
_TAKEN = re.compile(r"\S+: Call established: .*")


class AgentGone(Exception):
    """It does not start, died, or does not do what it is told; the text holds nothing of the call."""


@dataclass(frozen=True, slots=True)
class Ready:
    """It can be told what to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The telephone system has the call, and tries."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody, or something, took the call."""


@dataclass(frozen=True, slots=True)
class Opened:
    """It has opened the file of that name, and plays it."""

    name: str


@dataclass(frozen=True, slots=True)
class Key:
    key: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The call is over. `status` is that of SIP (RFC 3261 §21), 0 where there is none."""

    status: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """The process ended."""


Event = Ready | Progress | Taken | Opened | Key | Closed | Gone


class Agent:
    """A process that runs. Its events come in their order."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: IO[bytes]) -> None:
        self._process, self._stdin = process, stdin
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._passed: deque[Event] = deque()
        self._reader = threading.Thread(target=self._read, name="sip agent", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def next(self, seconds: float) -> Event | None:
        """What happened next; None when nothing did for so long."""
        return self._passed.popleft() if self._passed else self._fresh(seconds)

    def _fresh(self, seconds: float) -> Event | None:
        try:
            return self._events.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def wait_for(self, wanted: Event, seconds: float) -> None:
        """Wait for that event, or the end of the call. What comes before it is still to come afterwards.

        Raises:
            AgentGone: it does not come in time.
        """
        end = time.monotonic() + seconds
        while not any(isinstance(one, Closed) for one in self._passed):
            event = self._fresh(end - time.monotonic())
            if event is None or isinstance(event, Gone):
                raise AgentGone("it ended" if event else "it does not answer")
            if event == wanted:
                break
            self._passed.append(event)

    def tell(self, command: str) -> None:
        """Raises `AgentGone`."""
        try:
            self._stdin.write(f"/{command}\n".encode())
            self._stdin.flush()
        except OSError:
            raise AgentGone("it ended") from None

    def close(self) -> None:
        """Hang up and end it: by asking, else by force."""
        with contextlib.suppress(AgentGone):
            self.tell("quit")
        try:
            self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        with contextlib.suppress(OSError):
            # What was not written is written now.
            self._stdin.close()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        told = self._process.stdout
        while told is not None and (line := told.readline(_LINE)):
            event = _event(line.decode("utf-8", "replace").strip())
            if event is not None:
                self._events.put(event)
        self._events.put(Gone())


@contextmanager
def running_agent(folder: Path, address: str, seconds: int) -> Iterator[Agent]:
    """Start it on the configuration in `folder`, for at most so many seconds.

    Raises:
        AgentGone: it is not installed, or not ready in time.
    """
    bound = ["-n", address] if address else []
    kept = [KEEPER, "--pdeathsig", "TERM"]
    agent = _started([*kept, PROGRAM, "-f", ".", "-t", str(seconds), *bound], folder)
    try:
        agent.wait_for(Ready(), START)
        yield agent
    finally:
        agent.close()


def _started(command: list[str], folder: Path) -> Agent:
    """It holds the other end of its standard input too: at its end it would spin, were we killed."""
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen(  # noqa: S603 - arguments from checked settings, no shell
            command,
            cwd=folder,
            env=environment() | {"HOME": str(folder)},
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(writing,),
        )
    except OSError as error:
        os.close(writing)
        raise AgentGone(f"it cannot be started: {type(error).__name__}") from None
    finally:
        os.close(reading)
    return Agent(process, os.fdopen(writing, "wb"))


def _event(line: str) -> Event | None:
    """What a line of baresip's means (1.0)."""
    if line == "baresip is ready.":
        return Ready()
    if line.startswith("call: SIP Progress: "):
        return Progress()
    if _TAKEN.fullmatch(line):
        return Taken()
    if (opened := _OPENED.fullmatch(line)) is not None:
        return Opened(opened[1])
    if (key := _KEY.fullmatch(line)) is not None:
        return Key(key[1])
    if (closed := _CLOSED.fullmatch(line)) is not None:
        return Closed(int(closed[1] or 0))
    return Closed() if _ENDED.fullmatch(line) else None

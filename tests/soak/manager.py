"""A small service manager: starts one program, hears its sd_notify(3) words, and obeys its unit's lines."""

from __future__ import annotations

import os
import resource
import select
import signal
import socket
import subprocess
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.unit import Unit

LOOK = 0.05
"""Seconds between two looks at the process."""


@dataclass(frozen=True, slots=True)
class Started:
    """One run of the program. `number` counts from 1; `ready` is set by its first frame."""

    number: int
    process: subprocess.Popen[bytes]
    at: float
    ready: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class Tally:
    """What the service manager had to do."""

    starts: int = 0
    by_watchdog: int = 0
    start_timeouts: int = 0
    reboots: int = 0
    words: int = 0


class Manager:
    """Runs the program until the context ends; `tally` counts what it did.

    Args:
        journal: where standard error goes, as journald would keep it.
    """

    def __init__(
        self, unit: Unit, command: Sequence[str], environment: Mapping[str, str], folder: Path, journal: Path
    ) -> None:
        self._unit, self._command, self._folder, self._journal = unit, list(command), folder, journal
        self._environment = dict(environment)
        self._changed = threading.Condition()
        self._now: Started | None = None
        self._starts: deque[float] = deque(maxlen=unit.burst)
        self._ending = threading.Event()
        self._heard = 0.0
        self.tally = Tally()
        self.ends: list[int] = []

    def __enter__(self) -> Manager:
        self._sockets = TemporaryDirectory(prefix="repasse-")
        self._channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._channel.bind(f"{self._sockets.name}/notify")
        self._thread = threading.Thread(target=self._run, name="service manager")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self._channel.close()
        self._sockets.cleanup()

    def next_run(self, after: int, patience: float) -> Started:
        """The first run later than number `after` once it said READY=1.

        Raises:
            TimeoutError: none came up in `patience` seconds.
        """
        end = time.monotonic() + patience
        while True:
            with self._changed:
                there = self._now
                if there is None or there.number <= after:
                    self._changed.wait(max(0.0, end - time.monotonic()))
                    there = self._now
            if there is not None and there.number > after and there.ready.wait(LOOK):
                return there
            if time.monotonic() > end:
                raise TimeoutError(f"no run after number {after} drew a frame within {patience:.0f} s")

    # --- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._ending.is_set():
            run = self._start()
            while run.process.poll() is None and not self._ending.is_set():
                self._listen(run)
                self._watch(run)
            self._end(run)
            self.ends.append(run.process.wait())
            self._ending.wait(self._unit.restart_after)

    def _start(self) -> Started:
        """Past the unit's burst the machine would start anew; here that is counted."""
        now = time.monotonic()
        if len(self._starts) == self._unit.burst and now - self._starts[0] < self._unit.burst_within:
            self._starts.clear()
            self.tally.reboots += 1
        self._starts.append(now)
        self.tally.starts += 1
        while select.select([self._channel], [], [], 0)[0]:
            self._channel.recv(4096)
        with self._journal.open("ab") as journal:
            process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment | self._told(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=journal,
                umask=self._unit.umask,
            )
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (self._unit.core_bytes, self._unit.core_bytes))
        with self._changed:
            self._now = Started(self.tally.starts, process, now)
            self._changed.notify_all()
            return self._now

    def _told(self) -> dict[str, str]:
        usec = str(round(self._unit.watchdog * 1_000_000))
        return {"NOTIFY_SOCKET": f"{self._sockets.name}/notify", "WATCHDOG_USEC": usec}

    def _listen(self, run: Started) -> None:
        ready, _, _ = select.select([self._channel], [], [], LOOK)
        if not ready:
            return
        words = self._channel.recv(4096).split(b"\n")
        self.tally.words += 1
        if {b"READY=1", b"WATCHDOG=1"} & set(words):
            self._heard = time.monotonic()
        if b"READY=1" in words:
            run.ready.set()

    def _watch(self, run: Started) -> None:
        now = time.monotonic()
        if not run.ready.is_set():
            if now - run.at > self._unit.start_within:
                self.tally.start_timeouts += 1
                run.process.kill()
        elif now - self._heard > self._unit.watchdog:
            self.tally.by_watchdog += 1
            run.process.send_signal(self._unit.watchdog_signal)
            self._kill_later(run)

    def _kill_later(self, run: Started) -> None:
        """What the watchdog's signal does not end in the time to stop is killed."""
        try:
            run.process.wait(self._unit.stop_within)
        except subprocess.TimeoutExpired:
            run.process.kill()

    def _end(self, run: Started) -> None:
        """Whatever is left of the run's process; its pipes are the reader's to close."""
        if run.process.poll() is None:
            run.process.send_signal(signal.SIGTERM)
            self._kill_later(run)


def environment_of(process: int) -> bytes:
    """The environment with which a process was started."""
    return Path(f"/proc/{process}/environ").read_bytes()


def squeeze(process: int) -> None:
    """Leave the process no more address space than it has: every further allocation that needs some fails."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[0])
    most = pages * os.sysconf("SC_PAGE_SIZE")
    resource.prlimit(process, resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))

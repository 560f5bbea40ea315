"""The real backend as a process of its own, on loopback, with a fresh data folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.servers.nursery import Order, Process, nursery
from tests.servers.ports import free_port
from tests.servers.station_client import Station

ROOT = Path(__file__).resolve().parents[2]
START = 120.0
QUICK = {"web__deadline_ms": "300", "times__enrolment_interval": "1"}
"""The shortest of two waits that everybody has; what depends on their defaults sets them."""
PATIENT = {"directory__sql__wait": "60"}
"""A machine that does much else makes no directory unavailable."""


@dataclass
class RunningBackend:
    """A started backend. Addresses are origins such as ``https://127.0.0.1:40001``."""

    data: Path
    environment: dict[str, str]
    station_api: str = ""
    console: str = ""
    phone: str = ""
    reports: str = ""
    metrics: str = ""
    process: Process | None = None
    stations: list[Station] = field(default_factory=list)
    program: tuple[str, ...] = ("backend",)
    """The module that is started, and what stands before its command."""

    @property
    def ca(self) -> Path:
        return self.data / "tls" / "ca.pem"

    @property
    def log_path(self) -> Path:
        return self.data.parent / f"{self.data.name}.log"

    @property
    def log(self) -> str:
        """Every whole line logged since the data folder was made; another may just be written."""
        whole, end, _ = self.log_path.read_bytes().rpartition(b"\n")
        return (whole + end).decode()

    def cli(self, *arguments: str, typed: str = "", check: bool = True) -> str:
        """Run one command of `repasse-backend` on the same data; returns what it printed."""
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
            stdin.write(typed.encode())
            stdin.seek(0)
            run = self._started("backend", [*arguments, "--data", str(self.data)], stdin, stdout, stderr)
            status = run.wait(120)
            told, faults = (_text(one) for one in (stdout, stderr))
        assert not check or status == 0, faults + told
        return told if status == 0 else faults

    def station(self, name: str = "Library") -> Station:
        """A station that was enrolled as a real one is: offer, code, approval by an operator."""
        made = Station(self.station_api, self.ca)
        offer = made.offer()
        assert offer.status_code == 200, offer.text
        self.cli("station", "approve", offer.json()["code"], "--name", name, "--place", "Ground floor")
        self.stations.append(made)
        return made

    def files(self) -> dict[Path, bytes]:
        """What lies in the data folder; files that went while it was read are left out."""
        held = {}
        for path in self.data.rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):
                held[path] = path.read_bytes()
        return held

    def start(self) -> None:
        """Start (again) on the same data. No connection gets one of its ports while it restarts."""
        for name, port in self.environment.items():
            if name.startswith("REPASSE_") and name.endswith("__PORT") and port == "0":
                self.environment[name] = str(free_port())
        ready = self.data.parent / f"{self.data.name}.ready"
        ready.unlink(missing_ok=True)
        module, *first = self.program
        arguments = [*first, "serve", "--data", str(self.data), "--ready-file", str(ready)]
        with self.log_path.open("ab") as log, Path(os.devnull).open("r+b") as nothing:
            self.process = self._started(module, arguments, nothing, nothing, log)
        self._wait_for(ready)
        told = json.loads(ready.read_text(encoding="utf-8"))
        self.station_api, self.console = told["station_api"], told["console"]
        self.phone, self.metrics = told["phone"], told["metrics"]
        # The next start keeps the ports, as a configured backend does.
        self.environment["REPASSE_STATION_API__PORT"] = self.station_api.rpartition(":")[2]
        self.environment["REPASSE_CONSOLE__PORT"] = self.console.rpartition(":")[2]
        self.environment["REPASSE_PHONE__PORT"] = self.phone.rpartition(":")[2] or "0"
        self.reports = told["reports"]
        self.environment["REPASSE_REPORTS__PORT"] = self.reports.rpartition(":")[2] or "0"
        self.environment["REPASSE_METRICS__PORT"] = self.metrics.rpartition(":")[2] or "0"

    def _started(
        self, module: str, arguments: list[str], stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]
    ) -> Process:
        """Forked from a process that has the modules loaded, unless another clock must come before them."""
        if "LD_PRELOAD" not in self.environment and hasattr(os, "pidfd_open"):
            order = Order(module, arguments, self.environment)
            return nursery().start(order, stdin, stdout, stderr)
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=stdin, stdout=stdout, stderr=stderr
        )

    def _wait_for(self, ready: Path) -> None:
        assert self.process is not None
        end = time.monotonic() + START
        while not ready.exists():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; returns its exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


@contextmanager
def running_backend(
    folder: Path, program: tuple[str, ...] = ("backend",), /, **settings: str
) -> Iterator[RunningBackend]:
    """Start a backend; `settings` are environment names without prefix: ``station_api__port="8444"``.

    The data folder is ``folder/data``. Ports are chosen unless set.
    """
    addresses = ("station_api", "console", "phone", "reports", "metrics")
    chosen = {f"{address}__port": "0" for address in addresses} | QUICK | PATIENT | settings
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REPASSE_")}
    environment = kept | {f"REPASSE_{name.upper()}": value for name, value in chosen.items()}
    backend = RunningBackend(folder / "data", environment, program=program)
    backend.start()
    try:
        yield backend
    finally:
        if backend.process is not None and backend.process.poll() is None:
            backend.kill()

"""The real backend as a process of its own, on loopback, with a fresh data folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.station_client import Station

ROOT = Path(__file__).resolve().parents[2]
START = 60.0


@dataclass
class RunningBackend:
    """A started backend. Addresses are origins such as ``https://127.0.0.1:40001``."""

    data: Path
    environment: dict[str, str]
    station_api: str = ""
    console: str = ""
    process: subprocess.Popen[bytes] | None = None
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
        """Everything logged since the data folder was made."""
        return self.log_path.read_text(encoding="utf-8")

    def cli(self, *arguments: str, typed: str = "", check: bool = True) -> str:
        """Run one command of `repasse-backend` on the same data; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "backend", *arguments, "--data", str(self.data)],
            input=typed,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=self.environment,
            timeout=60,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout if done.returncode == 0 else done.stderr

    def station(self, name: str = "Library") -> Station:
        """A station that was enrolled as a real one is: offer, code, approval by an operator."""
        made = Station(self.station_api, self.ca)
        offer = made.offer()
        assert offer.status_code == 200, offer.text
        self.cli("station", "approve", offer.json()["code"], "--name", name, "--place", "Ground floor")
        self.stations.append(made)
        return made

    def start(self) -> None:
        """Start (again) on the same data."""
        ready = self.data.parent / f"{self.data.name}.ready"
        ready.unlink(missing_ok=True)
        command = [
            sys.executable,
            "-m",
            *self.program,
            "serve",
            "--data",
            str(self.data),
            "--ready-file",
            str(ready),
        ]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=log
            )
        self._wait_for(ready)
        told = json.loads(ready.read_text(encoding="utf-8"))
        self.station_api, self.console = told["station_api"], told["console"]
        # The next start keeps the ports, as a configured backend does.
        self.environment["REPASSE_STATION_API__PORT"] = self.station_api.rpartition(":")[2]
        self.environment["REPASSE_CONSOLE__PORT"] = self.console.rpartition(":")[2]

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
        return self.process.wait(30)


@contextmanager
def running_backend(folder: Path, **settings: str) -> Iterator[RunningBackend]:
    """Start a backend; `settings` are environment names without prefix: ``station_api__port="8444"``.

    The data folder is ``folder/data``. Ports are chosen unless set.
    """
    chosen = {"station_api__port": "0", "console__port": "0"} | settings
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REPASSE_")}
    environment = kept | {f"REPASSE_{name.upper()}": value for name, value in chosen.items()}
    backend = RunningBackend(folder / "data", environment)
    backend.start()
    try:
        yield backend
    finally:
        if backend.process is not None and backend.process.poll() is None:
            backend.kill()

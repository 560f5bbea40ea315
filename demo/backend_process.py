"""The backend as its operator runs it: `repasse-backend`, a process of its own, asked by its own commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.uninterrupted import uninterrupted

START_SECONDS = 180.0
STOP_SECONDS = 60.0
PROGRAM = (sys.executable, "-m", "backend")
# Free ports, so that a demonstration never meets another one.
PORTS = {
    "REPASSE_STATION_API__PORT": "0",
    "REPASSE_CONSOLE__PORT": "0",
    "REPASSE_PHONE__PORT": "0",
    "REPASSE_METRICS__PORT": "0",
}


class BackendFailedError(Exception):
    """The backend did not start, or refused a command; the text is its own."""


@dataclass(frozen=True, slots=True)
class BackendProcess:
    """A running backend; addresses are origins such as ``https://127.0.0.1:40001``."""

    data: Path
    log: Path
    station_api: str
    console: str

    @property
    def ca(self) -> Path:
        return self.data / "tls" / "ca.pem"

    @property
    def spool(self) -> Path:
        return self.data / "spool"

    def command(self, *arguments: str, typed: str = "") -> str:
        """Run one operator's command on this backend's data; returns what it printed.

        Raises:
            BackendFailedError: it was refused.
        """
        with uninterrupted():
            done = subprocess.run(
                [*PROGRAM, "--data", str(self.data), *arguments],
                input=typed,
                capture_output=True,
                text=True,
                env=_environment(),
                check=False,
            )
        if done.returncode != 0:
            raise BackendFailedError(done.stderr.strip())
        return done.stdout


@contextmanager
def backend_process(data: Path, log: Path) -> Iterator[BackendProcess]:
    """Serve from `data` until the context ends.

    Raises:
        BackendFailedError: it did not come up.
    """
    ready = data.with_name(data.name + ".ready")
    ready.unlink(missing_ok=True)
    with ExitStack() as ends:
        with log.open("ab") as lines, uninterrupted():
            process = subprocess.Popen(
                [*PROGRAM, "--data", str(data), "serve", "--ready-file", str(ready)],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
            )
            ends.callback(_stop, process)
        told = _wait(process, ready, log)
        yield BackendProcess(data, log, told["station_api"], told["console"])


def _environment() -> dict[str, str]:
    """Ours, without any setting of another backend."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPASSE_")}
    return kept | PORTS


def _wait(process: subprocess.Popen[bytes], ready: Path, log: Path) -> Mapping[str, str]:
    until = time.monotonic() + START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise BackendFailedError(f"the backend did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.05)
    told: dict[str, str] = json.loads(ready.read_text(encoding="utf-8"))
    return told


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""The attended demonstration as a process of its own: what it prints, and what it leaves behind."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 150.0
"""Seconds until something that does not come is given up."""
Started = tuple[int, str]
"""A process by its number and the time of its start (proc(5)), as numbers are used again."""


@dataclass
class Demonstration:
    """One that was started in `place`: its folder, and the only folder for its temporary files."""

    process: subprocess.Popen[str]
    place: Path
    lines: list[str] = field(default_factory=list)
    _arriving: queue.Queue[str] = field(default_factory=queue.Queue)

    @property
    def data(self) -> Path:
        return self.place / "demo" / "run" / "data"

    def until(self, wanted: Callable[[str], bool]) -> str:
        """The first line from now on that is wanted."""
        while True:
            try:
                line = self._arriving.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError("\n".join(self.lines)) from None
            assert line, "it has ended:\n" + "\n".join(self.lines)
            self.lines.append(line.rstrip("\n"))
            if wanted(line):
                return line.rstrip("\n")

    def told(self, name: str) -> list[str]:
        """What the next line of JSON with that name holds."""
        shown: list[str] = json.loads(self.until(lambda line: line.startswith(f'{{"{name}"')))[name]
        return shown

    def do(self, *order: str) -> str:
        """One order of `tests.servers.driven_station`."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.until(lambda line: line.startswith(('{"done"', '{"failed"'))))
        assert "done" in answer, answer
        return str(answer["done"])

    def read(self) -> None:
        """Keep what it prints coming; an empty line is the end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._arriving.put(line)
        self._arriving.put("")

    # --- processes and files --------------------------------------------------------------------

    def family(self) -> dict[Started, str]:
        """Every process that it started, directly or not, and the program of each."""
        stats = {pid: stat for pid, stat in _stats() if stat[0] != "Z"}
        found: set[int] = {self.process.pid}
        while more := {pid for pid, stat in stats.items() if int(stat[1]) in found} - found:
            found |= more
        return {(pid, stats[pid][19]): _program(pid) for pid in found if pid != self.process.pid}

    def left(self) -> list[str]:
        """What is left of its files: those for temporary use, and of the run."""
        places = (self.place / "tmp", self.place / "demo")
        return [str(path.relative_to(self.place)) for place in places for path in place.iterdir()]


def alive(processes: dict[Started, str]) -> list[str]:
    """Those of them that still run."""
    now = {(pid, stat[19]) for pid, stat in _stats() if stat[0] != "Z"}
    return [program for one, program in processes.items() if one in now]


def _stats() -> Iterator[tuple[int, list[str]]]:
    """The number of each process, and what proc(5) tells after its name: state, parent, …, start."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()


def _program(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    return ""


@contextmanager
def demonstration(*options: str) -> Iterator[Demonstration]:
    """Start one on a screen that nobody sees, with a keyring of its own; killed at the end if it runs on."""
    # The path of a socket has 108 bytes at most (unix(7)).
    place = Path(tempfile.mkdtemp(prefix="demo-"))
    for name in ("tmp", "demo"):
        (place / name).mkdir()
    own = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":none", "TMPDIR": str(place / "tmp")}
    kept = {k: v for k, v in os.environ.items() if k != "DBUS_SESSION_BUS_ADDRESS"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.demo.attended_play", str(place / "demo"), *options],
        cwd=ROOT,
        env=kept | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    made = Demonstration(process, place)
    reader = threading.Thread(target=made.read)
    reader.start()
    try:
        yield made
    finally:
        _end(made)
        reader.join()
        if process.stdout is not None:
            process.stdout.close()
        shutil.rmtree(place)


def _end(made: Demonstration) -> None:
    """A test that failed leaves a demonstration that runs, and its family."""
    family = made.family()
    if made.process.poll() is None:
        made.process.kill()
        made.process.wait()
    for pid, _ in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if made.process.stdin is not None:
        with suppress(BrokenPipeError):
            made.process.stdin.close()

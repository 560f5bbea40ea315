"""The station as a process of its own, seen from outside: `tests.startup.eyes` says what its window shows."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.servers.nursery import ROOT, STATION, Order, Process, nursery

PATIENCE = 150.0
EYES = "tests.startup.eyes"
READ = 1 << 16
NOWHERE = "https://backend.invalid"
"""No resolver knows it (RFC 6761, section 6.4)."""
NO_SOUND = {"PATH": "/nonexistent"}
"""Neither a synthesiser nor a player is found on it."""


@dataclass
class Shown:
    """What the window says, one look after the other, and the log."""

    process: Process
    told: int
    logged: int
    looks: list[tuple[str, str]] = field(default_factory=list)
    _at: int = 0
    _rest: bytes = b""
    _log: bytes = b""
    _over: bool = False

    def until(self, page: str, *parts: str) -> str:
        """Go on from look to look until one is at `page` with all `parts` in its text; returns the text."""
        return self._find(f"{page} with {parts}", lambda at, text: at == page and _has(text, parts))

    def until_without(self, *parts: str) -> str:
        """Go on until a look has not all `parts` in its text; returns the text."""
        return self._find(f"look without {parts}", lambda _at, text: not _has(text, parts))

    def turn(self) -> str:
        """Go on until the page is of another kind; returns that."""
        before = self.looks[self._at][0]
        self._find(f"page after {before}", lambda at, _text: at != before)
        return self.looks[self._at][0]

    def _find(self, wanted: str, right: Callable[[str, str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while self._at >= len(self.looks) or not right(*self.looks[self._at]):
            if self._at < len(self.looks):
                self._at += 1
                continue
            left = end - time.monotonic()
            assert left > 0, f"no {wanted}: {self.looks[-3:]}\n{self.log()}"
            assert self._look(left), f"it ended at {self.looks[-1:]}\n{self.log()}"
        return self.looks[self._at][1]

    def _look(self, seconds: float) -> bool:
        """Take in what was seen meanwhile; False when there will be no more."""
        ready, _, _ = select.select([self.told, *([] if self._over else [self.logged])], [], [], seconds)
        if self.logged in ready:
            self._take_log()
        if self.told not in ready:
            return True
        found = os.read(self.told, READ)
        *lines, self._rest = (self._rest + found).split(b"\n")
        for line in lines:
            seen = json.loads(line)
            self.looks.append((seen["page"], seen["text"]))
        return found != b""

    def log(self) -> str:
        while not self._over and select.select([self.logged], [], [], 0)[0]:
            self._take_log()
        return self._log.decode()

    def _take_log(self) -> None:
        found = os.read(self.logged, READ)
        self._over = not found
        self._log += found

    def events(self) -> list[dict[str, object]]:
        """The log, which must be JSON from its first line to the last."""
        return [json.loads(line) for line in self.log().splitlines()]

    def touch(self) -> None:
        """The window, beside every button: only the first page takes that."""
        self.process.send_signal(signal.SIGUSR1)

    def wait(self) -> int:
        return self.process.wait(PATIENCE)


def _has(text: str, parts: Sequence[str]) -> bool:
    return all(part in text for part in parts)


def environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """One in which nothing of the machine's own user is met."""
    left_out = ("REPASSE_", "XDG_", "DBUS_", "DISPLAY", "WAYLAND")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    own = {
        "HOME": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/none",
        "QT_QPA_PLATFORM": "offscreen",
    }
    return kept | own | dict(more)


@contextmanager
def shown(
    folder: Path, config: Path, more: Mapping[str, str] | None = None, *, module: str = EYES
) -> Iterator[Shown]:
    """Start ``module --config config`` at home in `folder`; `more` is added to its environment."""
    (told, telling), (logged, logging) = os.pipe(), os.pipe()
    arguments = ["--windowed", "--config", str(config)]
    order = Order(module, arguments, environment(folder, more or {}))
    with (
        Path(os.devnull).open("rb") as nothing,
        os.fdopen(telling, "wb") as out,
        os.fdopen(logging, "wb") as log,
    ):
        process = _started(order, nothing, out, log)
    station = Shown(process, told, logged)
    try:
        yield station
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
        station.log()
        os.close(told)
        os.close(logged)


def _started(order: Order, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> Process:
    """Forked from a process that has the modules loaded, unless another clock must come before them."""
    if "LD_PRELOAD" not in order.environment:
        return nursery(STATION).start(order, stdin, stdout, stderr)
    command = [sys.executable, "-m", order.module, *order.arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=order.environment, stdin=stdin, stdout=stdout, stderr=stderr
    )


def settings(folder: Path, address: str = NOWHERE, ca: Path | None = None, more: str = "") -> Path:
    """A settings file that is right, for a state folder in `folder`; without `ca` with the system's store."""
    file = folder / "station.toml"
    named = f'ca_file = "{ca}"\n' if ca else ""
    file.write_text(
        f'[backend]\naddress = "{address}"\n{named}{more}\n[station]\nstate_folder = "{folder / "state"}"\n'
        'languages = ["en", "fr"]\n',
        encoding="utf-8",
    )
    return file

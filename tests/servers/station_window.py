"""Real stations as processes of their own, each with its window and its keyring, and a person in front."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.private_keyring import private_keyring
from tests.servers.backend import ROOT, RunningBackend

PATIENCE = 150.0
"""Longer than the station itself waits before it says that it waited too long."""
LONGEST_END = 30


class StationFailed(Exception):
    """The person at the station could not do what was asked; the sentence says what and where."""


@dataclass(frozen=True, slots=True)
class StationWindow:
    """What a person does and sees at one station. Every order waits until it can be done."""

    process: subprocess.Popen[str]
    log_path: Path

    def do(self, *order: str) -> str:
        """One order of `tests.servers.driven_station`.

        Raises:
            StationFailed: it could not be done in time, or the station has ended.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            raise StationFailed(f"{order}: no answer\n{self.log}")
        answer: dict[str, str] = json.loads(line)
        if "failed" in answer:
            raise StationFailed(f"{answer['failed']}\n{self.log}")
        return answer["done"]

    @property
    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8")

    # --- the way of a person --------------------------------------------------------------------

    def to_methods(self, identifier: str) -> None:
        """From the start to the choice of a method."""
        self.do("wait", "Attract")
        self.do("press", "window")
        self.do("wait", "SignInPage")
        self.do("press", "cannot_access")
        self.do("wait", "Identify")
        self.do("type", "identifier", identifier)
        self.do("type", "answer", self.do("captcha"))
        self.do("press", "primary")
        self.do("wait", "ChooseMethod")

    def ask_staff(self, identifier: str) -> str:
        """From the start to the page that waits for staff; returns its request code."""
        self.to_methods(identifier)
        self.do("press", "help")
        self.do("wait", "AskStaff")
        return self.request_code()

    def request_code(self) -> str:
        return self.do("read", "request_code").replace(" ", "")

    def type_number(self, number: str) -> None:
        """The return number that staff said."""
        self.do("type", "number", number)
        self.do("press", "primary")

    def set_password(self, password: str) -> None:
        self.do("wait", "NewPassword")
        for name in ("password", "repeated"):
            self.do("type", name, password)
        self.do("press", "primary")
        self.do("wait", "Done")


@contextmanager
def station_window(backend: RunningBackend, folder: Path) -> Iterator[StationWindow]:
    """Start a new station, which has no key yet; `folder` is its own. It ends with its context.

    Raises:
        AssertionError: at the end, when the station logged an error.
    """
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.servers.driven_station"]
    command += [backend.station_api, str(backend.ca), str(folder)]
    log_path = folder / "station.log"
    with private_keyring(folder / "session") as session, log_path.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | dict(session.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        made = StationWindow(process, log_path)
        try:
            yield made
        finally:
            _end(process)
    wrong = [line for line in made.log.splitlines() if '"level": "info"' not in line]
    errors = [line for line in wrong if '"level": "warning"' not in line]
    assert not errors, "\n".join(errors)


def _end(process: subprocess.Popen[str]) -> None:
    """It ends when its input does; if it does not, it is killed."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.close()
        process.wait(LONGEST_END)
    except (OSError, subprocess.TimeoutExpired):
        process.kill()
        process.wait()
    process.stdout.close()

"""Where a soak takes place: a backend whose limits it does not meet, a keyring, and an enrolled station."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.private_keyring import private_keyring
from tests.e2e.station import people as accounts
from tests.servers.backend import ROOT, RunningBackend, running_backend
from tests.soak.people import COUNT, Crowd, Mailbox
from tests.soak.window import NoAnswer, Window

FREE = {
    "limits__sends_per_account": "1000000",
    "limits__sends_per_destination": "1000000",
    "limits__sends_per_station": "1000000",
    "limits__sends_a_day": "1000000",
    "limits__sms_a_day": "1000000",
    "limits__countries": '[{"prefix": "+32", "a_day": 1000000}]',
    "limits__sign_ins": "1000000",
    "limits__failed_proofs_a_day": "1000000",
    "pressure__starts": "1000000",
    "directory__sql__history": "1",
    "directory__sql__argon2__passes": "1",
    "directory__sql__argon2__memory_kib": "8192",
}
"""One station does in an hour what a campus does in a month; how dear a hash is to guess is no part of it."""
PROGRAM = ("tests.soak.backend",)


@dataclass(frozen=True, slots=True)
class World:
    folder: Path
    backend: RunningBackend
    environment: Mapping[str, str]
    """Of the station: it finds its keyring, and writes nowhere but below `home`."""

    @property
    def home(self) -> Path:
        return self.folder / "station"

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    def command(self) -> list[str]:
        python = [sys.executable, "-m", "tests.soak.station"]
        return [*python, self.backend.station_api, str(self.backend.ca), str(self.home)]

    def crowd(self, seed: int) -> Crowd:
        return Crowd(chance_of(seed), Mailbox(self.backend.data / "spool"))

    def enrol(self, window: Window) -> None:
        """Wait for the first page; a station that has no key yet is approved."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                self.backend.cli(
                    "station",
                    "approve",
                    window.do("read", "code", patience=30),
                    "--name",
                    "S",
                    "--place",
                    "S",
                )
            except NoAnswer:
                continue
            window.do("wait", "Attract")
            return
        raise TimeoutError("the station never offered its key")


def chance_of(seed: int) -> random.Random:
    """What is drawn must be drawn again from the same seed."""
    return random.Random(seed)  # noqa: S311


@contextmanager
def soak_world(folder: Path) -> Iterator[World]:
    """Run the backend and the keyring below `folder` until the context ends."""
    (folder / "station" / "tmp").mkdir(parents=True)
    with running_backend(folder, PROGRAM, **FREE) as backend, private_keyring(folder / "session") as session:
        backend.cli("account", "import", "-", typed=accounts.as_csv(COUNT))
        home = folder / "station"
        own = {
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "default.warning=false",
        }
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
        yield World(folder, backend, kept | dict(session.environment) | own)

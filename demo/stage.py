"""Sets the stage: an empty data folder, a keyring, a backend with people in it, and a link for staff."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.backend_process import BackendProcess, backend_process
from demo.desk_journey import STAFF_NAME
from demo.keyrings import usable_keyring
from demo.people import PEOPLE, as_csv
from demo.report import Report
from kiosk.config import Settings

STATION_NAME = "Bibliothèque 1"
STATION_PLACE = "Bibliothèque, rez-de-chaussée"
_BEGAN = time.monotonic()

ROLES = ("--role", "desk", "--role", "supervisor", "--role", "operator")
"""A visitor plays every part of the console."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running backend and what a station and staff need to reach it."""

    folder: Path
    backend: BackendProcess
    staff_link: str
    settings: Settings

    def approve(self, code: str) -> None:
        """Let the station that shows `code` work, as an operator does."""
        self.backend.command("station", "approve", code, "--name", STATION_NAME, "--place", STATION_PLACE)

    def audit(self) -> list[str]:
        return self.backend.command("audit", "show").splitlines()

    def waiting_code(self) -> str:
        """The code of a station that waits for approval, or nothing."""
        found = re.search(r"code ([^,\s]+)", self.backend.command("station", "list"))
        return found.group(1) if found else ""


def say(text: str) -> None:
    """Tell on the terminal, with the seconds since the start."""
    print(f"[demo {time.monotonic() - _BEGAN:5.1f} s] {text}", flush=True)


@contextmanager
def stage(folder: Path, report: Report) -> Iterator[Stage]:
    """Build everything anew below `folder`; it ends with the context.

    Raises:
        BackendFailedError, KeyringUnavailableError: what is missing, in words.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    with usable_keyring() as keyring:
        say(f"keyring: {keyring.description}")
        with backend_process(folder / "data", folder / "backend.log") as backend:
            say(f"backend: {backend.station_api} (TLS by a CA it made itself)")
            backend.command("account", "import", "-", typed=as_csv())
            link = backend.command("staff", "invite", STAFF_NAME, *ROLES).strip()
            say(f"people: {len(PEOPLE)} accounts entered")
            say(f"console: {backend.console}; one-time link for its first member of staff: {link}")
            report.setup += _what_is_real(backend, keyring.description)
            yield Stage(folder, backend, link, _settings(folder, backend))


def _settings(folder: Path, backend: BackendProcess) -> Settings:
    return Settings(
        address=backend.station_api,
        ca_file=backend.ca,
        ca_fingerprint="",
        proxy=None,
        languages=("fr", "en"),
        windowed=True,
        dpi=96,
        state_folder=folder / "station",
    )


def _what_is_real(backend: BackendProcess, keyring: str) -> list[tuple[str, str]]:
    return [
        ("Process", "the backend is a process of its own, started as an operator starts it"),
        ("TLS", f"verified against the CA that the backend made for itself; {backend.station_api}"),
        ("Signatures", "every request is signed with the station's Ed25519 key (RFC 9421)"),
        ("Keyring", keyring),
        ("Database", "SQLite, write-ahead log, synchronous FULL; the directory is a database of its own"),
        ("Delivery", "the backend's outbox delivers to a local spool folder, which the phone reads"),
        (
            "CAPTCHA",
            "drawn by the station's own generator; the player supplied its randomness to know the answer",
        ),
        ("Station", "the station's own window, driven by mouse and keys"),
    ]

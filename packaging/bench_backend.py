"""A backend for the benchmarks: a process of its own with people in it, and enrolled stations to ask it."""

from __future__ import annotations

import csv
import io
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo.backend_process import BackendProcess, backend_process
from kiosk.adapters.clock import SystemClock
from kiosk.adapters.http_backend import HttpBackend, Machine
from kiosk.adapters.station_keys import Ed25519Key
from kiosk.adapters.transport import trust
from kiosk.core.effects import Call, OfferEnrolment
from kiosk.core.ports import StationKey
from kiosk.core.results import EnrolmentOffered, Result

PASSWORD = "Lampe-rouge-17"  # noqa: S105 - of accounts that live for this run
COLUMNS = ("identifier", "given_name", "family_name", "mobile", "password", "contacts_since", "disabled")


class OneKey:
    """`StationKeys` of a key made for this run."""

    def __init__(self) -> None:
        self._key = Ed25519Key(Ed25519PrivateKey.generate())

    def open(self) -> StationKey:
        return self._key


class Backend(Protocol):
    """What a station needs of a backend, and of its operator."""

    @property
    def station_api(self) -> str: ...

    @property
    def ca(self) -> Path: ...

    def command(self, *arguments: str) -> str: ...


class BenchStation:
    """An enrolled station; the product's own client."""

    def __init__(self, backend: Backend, name: str) -> None:
        self._client = HttpBackend(
            backend.station_api, trust(backend.ca), OneKey(), SystemClock(), Machine("bench", 1), proxy=None
        )
        offered = self.ask(OfferEnrolment())
        if not isinstance(offered, EnrolmentOffered):
            raise SystemExit(f"no enrolment: {offered}")
        backend.command("station", "approve", offered.offer.code, "--name", name, "--place", name)

    def ask(self, call: Call) -> Result:
        return self._client.perform(call, secrets.token_hex(16))


def identifier(kind: str, number: int) -> str:
    """An identifier of the college's form: two letters of the kind, three of the number, a year."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
    return f"{kind.capitalize()}{letters}Xx2024@he-ferrer.eu"


def mobile(number: int) -> str:
    return f"+3247{1000000 + number:07}"


def people(known: int, disabled: int) -> str:
    """Accounts as `repasse-backend account import` reads them."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for kind, count, off in (("known", known, ""), ("disabled", disabled, "yes")):
        for n in range(count):
            rows.writerow((identifier(kind, n), "Ada", kind, mobile(n), PASSWORD, "2025-01-01", off))
    return text.getvalue()


@contextmanager
def bench_backend(known: int, disabled: int = 0) -> Iterator[BackendProcess]:
    """Run a backend with so many accounts of each kind; ends with the context."""
    with (
        tempfile.TemporaryDirectory(prefix="repasse-bench-") as folder,
        backend_process(Path(folder) / "data", Path(folder) / "log") as backend,
    ):
        backend.command("account", "import", "-", typed=people(known, disabled))
        yield backend

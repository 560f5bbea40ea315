"""Whole resets on each database and directory server, beside the same operations without this program.

Per subject: several stations reset at the same time; then some resets one after the other, while the backend
notes what it asks; then those operations once more, by the plain driver or library, on the same server and
(for databases) on a copy of the database as it was before.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import psycopg
from bench_backend import PASSWORD, BenchStation, identifier, mobile, people
from bench_replay import Databases, Directory, service_of, transactions
from bench_report import Row, publish
from bench_reset import CODE

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from kiosk.core.effects import AnswerCode, Call, ChallengeKind, SendChallenge, SetPassword, StartReset
from kiosk.core.results import Allowed, ResetAnswered, ResetView
from kiosk.core.secret import Secret as Typed
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.postgresql import running_postgresql
from tests.servers.recording_backend import Noted, Operation, read
from tests.servers.samba_ad import running_samba_ad
from tests.servers.samba_people import SERVICE, SambaPeople
from tests.servers.slapd import running_slapd
from tests.servers.slapd_tree import SERVICE as SLAPD_SERVICE
from tests.servers_suite import samba, slapd_campus

STATIONS = 8
AT_ONCE = 48
NOTED = 8
DEADLINE_MS = 700
FIXED_MS = 3 * DEADLINE_MS
RECORDER = "tests.servers.recording_backend"


@dataclass
class Subject:
    """`enter` makes the accounts of these numbers; `floor` gives the seconds of each slice of notes."""

    name: str
    enter: Callable[[RunningBackend, range], None]
    floor: Callable[[Sequence[Sequence[Noted]]], list[float]]
    before: Callable[[], None] = lambda: None
    settings: Mapping[str, str] = field(default_factory=dict)


def main() -> int:
    """Arguments are the names of servers; all without."""
    rows: list[Row] = []
    for opened in (sqlite, postgresql, slapd, active_directory):
        if sys.argv[1:] and opened.__name__ not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory(prefix="repasse-bench-") as folder, opened(Path(folder)) as subject:
            rows += measured(subject, Path(folder))
    title = (
        f"Whole resets by server: {STATIONS} stations at once, each reset {FIXED_MS} ms of fixed deadlines"
    )
    publish("servers", title, rows)
    return 0


def measured(subject: Subject, folder: Path) -> list[Row]:
    settings = {"web__deadline_ms": str(DEADLINE_MS), **subject.settings}
    with running_backend(folder, **settings) as backend:
        subject.enter(backend, range(AT_ONCE + NOTED))
        stations = [BenchStation(Asked(backend), f"bench {number}") for number in range(STATIONS)]
        begun = time.perf_counter()
        with ThreadPoolExecutor(STATIONS) as pool:
            parts = pool.map(lambda n: _share(backend, stations[n], n), range(STATIONS))
            resets = [one for part in parts for one in part]
        took = time.perf_counter() - begun
        floors = subject.floor(_noted(subject, backend, stations[0], folder / "journal"))
    what = f"{AT_ONCE / took:.1f} a second, p50 {_ms(resets, 0.5)} p99 {_ms(resets, 0.99)}"
    alone = f"{len(floors) / sum(floors):.0f} a second, p50 {_ms(floors, 0.5)} p99 {_ms(floors, 0.99)}"
    return [Row(subject.name, what, alone, "floor: one after the other, the same operations alone")]


def _ms(seconds: Sequence[float], share: float) -> str:
    ordered = sorted(seconds)
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f} ms"


# --- resets ---------------------------------------------------------------------------------------


@dataclass
class Asked:
    """What `BenchStation` needs of a backend."""

    backend: RunningBackend

    @property
    def station_api(self) -> str:
        return self.backend.station_api

    @property
    def ca(self) -> Path:
        return self.backend.ca

    def command(self, *arguments: str) -> str:
        return self.backend.cli(*arguments)


def _share(backend: RunningBackend, station: BenchStation, number: int) -> list[float]:
    phone = LocalPhone(backend.data / "spool")
    return [_reset(station, phone, one) for one in range(number, AT_ONCE, STATIONS)]


def _noted(
    subject: Subject, backend: RunningBackend, station: BenchStation, journal: Path
) -> list[Sequence[Noted]]:
    """What the backend asked for each of the resets that come one after the other."""
    backend.stop()
    subject.before()
    backend.program = (RECORDER, str(journal))
    backend.start()
    phone, ends = LocalPhone(backend.data / "spool"), [0]
    for number in range(AT_ONCE, AT_ONCE + NOTED):
        _reset(station, phone, number)
        ends.append(journal.stat().st_size)
    backend.stop()
    return [read(journal, start, end) for start, end in pairwise(ends)]


def _reset(station: BenchStation, phone: LocalPhone, number: int) -> float:
    """Seconds from the identifier to the new password, the wait for the message included."""
    begun = time.perf_counter()
    view = _view(station, StartReset(identifier("known", number), "fr", ChallengeKind.IMAGE, 1, 5))
    method = next(one for one in view.methods if one.channel.value == "sms")
    view = _view(station, SendChallenge(view.id, method.id, Typed(mobile(number))))
    if view.challenge is None:
        raise SystemExit(f"no challenge: {view.outcome}")
    view = _view(station, AnswerCode(view.id, view.challenge.id, Typed(_code(phone, mobile(number)))))
    view = _view(station, SetPassword(view.id, Typed(f"Velo+Bleu&Nuit{number}"), None))
    if view.allowed is not Allowed.DONE:
        raise SystemExit(f"not done: {view.outcome}")
    return time.perf_counter() - begun


def _view(station: BenchStation, call: Call) -> ResetView:
    result = station.ask(call)
    if not isinstance(result, ResetAnswered):
        raise SystemExit(f"{type(call).__name__}: {result}")
    return result.view


def _code(phone: LocalPhone, number: str) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for event in phone.poll():
            if isinstance(event, MessageArrived) and event.destination.reveal() == number:
                found = CODE.search(event.body.reveal())
                if found is not None:
                    return found[1] + found[2]
        time.sleep(0.02)
    raise SystemExit("no message came")


# --- the servers ----------------------------------------------------------------------------------


def _import(backend: RunningBackend, numbers: range) -> None:
    backend.cli("account", "import", "-", typed=people(len(numbers), 0))


def _person(number: int) -> NewAccount:
    return NewAccount(
        identifier=identifier("known", number),
        password=Secret(PASSWORD),
        given_name="Ada",
        family_name="Known",
        mobile=Secret(mobile(number)),
        contacts_since=datetime(2025, 1, 1, tzinfo=UTC),
    )


def _replayed(places: Mapping[str, str], slices: Sequence[Sequence[Noted]]) -> list[float]:
    with closing(Databases(places)) as databases:
        return [databases.run(transactions(one)) for one in slices]


@contextmanager
def sqlite(folder: Path) -> Iterator[Subject]:
    names = ("repasse.sqlite", "directory.sqlite")
    copies = {f"sqlite:///{folder / 'data' / name}": str(folder / f"copy-{name}") for name in names}

    def before() -> None:
        for name in names:
            with (
                closing(sqlite3.connect(folder / "data" / name)) as live,
                closing(sqlite3.connect(folder / f"copy-{name}")) as copy,
            ):
                live.backup(copy)

    yield Subject("SQLite, both in it", _import, lambda slices: _replayed(copies, slices), before)


@contextmanager
def postgresql(_folder: Path) -> Iterator[Subject]:
    with running_postgresql(durable=True) as server:
        url = server.empty()
        copy = server.url("copied")

        def before() -> None:
            with psycopg.connect(_plain(server.url("postgres")), autocommit=True) as administrator:
                administrator.execute(f"CREATE DATABASE copied TEMPLATE {url.rpartition('/')[2]}".encode())

        settings = {"database__url": url, "directory__url": url}
        places = {url.replace(server.password, "***"): copy}
        yield Subject(
            "PostgreSQL, both in it", _import, lambda slices: _replayed(places, slices), before, settings
        )


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")


def _directory(directory: Directory, slices: Sequence[Sequence[Noted]]) -> list[float]:
    return [directory.run([one for one in noted if isinstance(one, Operation)]) for noted in slices]


@contextmanager
def slapd(_folder: Path) -> Iterator[Subject]:
    with running_slapd() as server, ExitStack() as ends:

        def enter(_backend: RunningBackend, numbers: range) -> None:
            for number in numbers:
                slapd_campus.enter(server, _person(number))

        password = Path(server.password_file).read_text(encoding="utf-8").strip()
        directory = service_of(server.url, server.ca_file, SLAPD_SERVICE, password, ends)
        settings = slapd_campus.environment(server)
        yield Subject("OpenLDAP", enter, lambda slices: _directory(directory, slices), settings=settings)


@contextmanager
def active_directory(folder: Path) -> Iterator[Subject]:
    with running_samba_ad() as domain, closing(SambaPeople(domain)) as made, ExitStack() as ends:
        made.found()

        def enter(_backend: RunningBackend, numbers: range) -> None:
            for number in numbers:
                made.add_account(_person(number))

        url = made.domain.first.url
        directory = service_of(url, str(domain.ca_file), SERVICE, made.service_password, ends)
        settings = samba.environment(samba.settings(made, folder)) | {"times__write_lease": "300"}
        yield Subject(
            "Active Directory (Samba)", enter, lambda slices: _directory(directory, slices), settings=settings
        )


if __name__ == "__main__":
    raise SystemExit(main())

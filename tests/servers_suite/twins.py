"""Two backend processes on one PostgreSQL behind a load balancer, and what is left in the databases."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from tests.backend.web.test_staff_journey import Staff
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.balancer import Balancer, balancing
from tests.servers.counting_backend import Whose
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL
from tests.servers.station_client import Station

OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
HEAD = "identifier,password,given_name,family_name,mobile,contacts_since\n"
SECTIONS = ("station_api", "console", "phone", "reports")
SECONDS = 60.0
CODE = re.compile(r"(\d{4})[ \u00a0]?(\d{4})")
# Short leases: a test does not wait half a minute for what a person waits for once in years.
SETTINGS = {
    "web__intent_lease": "3",
    "times__message_lease": "3",
    "times__write_lease": "2",
    "staff__step_up_after": "28800",
    "limits__approvals_per_staff_a_day": "1000",
}


@dataclass
class Twins:
    """The processes, what stands in front of them, and a station and a member of staff outside."""

    backends: tuple[RunningBackend, RunningBackend]
    ports: tuple[dict[str, str], dict[str, str]]
    balancer: Balancer
    database: Engine
    directory: Engine
    station: Station
    staff: Staff

    def fuse(self, which: int) -> Path:
        return self.backends[which].data.parent / "fuse"

    def dies_at(self, which: int, whose: Whose, moment: int) -> None:
        """That process ends after so many more moments of its work with a database."""
        draft = self.fuse(which).with_suffix(".new")
        draft.write_text(f"{whose.value} {moment}", encoding="utf-8")
        draft.replace(self.fuse(which))

    def revive(self) -> list[int]:
        """Start again whatever has died; the exit statuses."""
        ended = []
        for which, backend in enumerate(self.backends):
            self.fuse(which).unlink(missing_ok=True)
            assert backend.process is not None
            status = backend.process.poll()
            if status is not None:
                ended.append(status)
                self._start(which)
        return ended

    def _start(self, which: int) -> None:
        self.backends[which].environment.update(self.ports[which])
        self.backends[which].start()

    # --- what is left behind --------------------------------------------------------------------

    def messages(self, person: int) -> dict[str, str]:
        """The bodies of all that reached that person's mobile, by the id that channels deduplicate with."""
        spools = [one.data / "spool" / "new" for one in self.backends]
        found = [json.loads(file.read_text()) for spool in spools for file in spool.glob("message-*.json")]
        return {one["id"]: one["body"] for one in found if one["destination"] == mobile(person)}

    def code(self, person: int) -> str:
        """The code that was sent, once it is there."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for body in self.messages(person).values():
                if (found := CODE.search(body)) is not None:
                    return found[1] + found[2]
            time.sleep(0.05)
        raise AssertionError(self.logs())

    def passwords_set(self, person: int) -> int:
        """How many passwords the directory ever took for that person, the first one included."""
        query = (
            "SELECT count(*) FROM directory_passwords p JOIN directory_accounts a ON a.key = p.account "
            "WHERE a.identifier = :identifier"
        )
        with self.directory.connect() as connection:
            found = connection.execute(text(query), {"identifier": f"{identifier(person)}@he-ferrer.eu"})
            return int(found.scalar() or 0)

    def records(self, reset: str) -> list[str]:
        with self.database.connect() as connection:
            rows = connection.execute(
                text("SELECT kind FROM audit WHERE reset = :reset ORDER BY id"), {"reset": reset}
            )
            return [str(row[0]) for row in rows]

    def open_letters(self) -> int:
        query = "SELECT count(*) FROM outbox WHERE state IN ('queued', 'leased')"
        with self.database.connect() as connection:
            return int(connection.execute(text(query)).scalar() or 0)

    def checkpoints(self) -> list[Path]:
        """The files of all processes that have signed one; waits for the first."""
        files = [one.data / "checkpoints" / "checkpoints.jsonl" for one in self.backends]
        end = time.monotonic() + SECONDS
        while not any(file.exists() for file in files):
            assert time.monotonic() < end, self.logs()
            time.sleep(0.1)
        return [file for file in files if file.exists()]

    def logs(self) -> str:
        return "\n".join(one.log[-4000:] for one in self.backends)


def identifier(person: int) -> str:
    return f"FerrerFr{2000 + person}"


def mobile(person: int) -> str:
    return f"+3247012{person:04d}"


@contextmanager
def running_twins(
    folder: Path, postgresql: PostgreSQL, people: int, *program: str, **settings: str
) -> Iterator[Twins]:
    """Start both on new databases; the second gets the keys of the first, as an operator copies them.

    `program` is started in place of ``backend``; a path ``FUSE`` in it becomes each process's own. `settings`
    are of both.
    """
    numbers = free_ports(2 * (len(SECTIONS) + 1))
    sections = (*SECTIONS, "metrics")
    ports = [dict(zip(sections, numbers[start::2], strict=True)) for start in (0, 1)]
    behind = {name: (ports[0][name], ports[1][name]) for name in SECTIONS}
    database, directory = postgresql.empty(), postgresql.empty()
    with balancing(behind) as balancer:
        common = {"database__url": database, "directory__url": directory, **SETTINGS, **settings}
        common |= {f"{name}__url": address for name, address in balancer.addresses.items()}
        own = [{f"{name}__port": str(port) for name, port in one.items()} for one in ports]
        homes = [folder / "first", folder / "second"]
        for home in homes:
            home.mkdir()
        with running_backend(homes[0], **common, **own[0]) as first:
            for name in ("keys", "tls"):
                shutil.copytree(first.data / name, homes[1] / "data" / name)
            first.cli("account", "import", "-", typed=_people(people))
            with running_backend(homes[1], **common, **own[1]) as second:
                environment = [{f"REPASSE_{key.upper()}": value for key, value in one.items()} for one in own]
                twins = _twins(
                    (first, second), (environment[0], environment[1]), balancer, database, directory
                )
                if program:
                    _replace(twins, program)
                try:
                    yield twins
                finally:
                    twins.staff.close()
                    twins.database.dispose()
                    twins.directory.dispose()


def _twins(
    backends: tuple[RunningBackend, RunningBackend],
    ports: tuple[dict[str, str], dict[str, str]],
    balancer: Balancer,
    database: str,
    directory: str,
) -> Twins:
    balancer.prefer(0)
    staff = Staff(backends[0], "SomeoneEl2001")
    # One connection a request, so that each goes where the balancer says.
    staff._session.headers["Connection"] = "close"
    station = backends[0].station("Hall")
    return Twins(backends, ports, balancer, create_engine(database), create_engine(directory), station, staff)


def _replace(twins: Twins, program: tuple[str, ...]) -> None:
    """Start both again as that program."""
    for which, backend in enumerate(twins.backends):
        backend.stop()
        fuse = str(twins.fuse(which))
        backend.program = tuple(fuse if word == "FUSE" else word for word in program)
        twins._start(which)


def _people(count: int) -> str:
    lines = (
        f"{identifier(one)}@he-ferrer.eu,{OLD},Francisco,Ferrer,{mobile(one)},2026-01-01\n"
        for one in range(count)
    )
    return HEAD + "".join(lines)

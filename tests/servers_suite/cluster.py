"""Two backend processes on one PostgreSQL, as behind a load balancer: one address, one key."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.ports import free_pair
from tests.servers.postgresql import PostgreSQL
from tests.servers.station_client import Json, Station

OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
PEOPLE = 8
HEAD = "identifier,password,given_name,family_name,mobile,contacts_since\n"
SECONDS = 60.0
CODE = re.compile(r"\d{4}[ \u00a0]?\d{4}")


@dataclass(frozen=True)
class Cluster:
    """`first` and `second` are the processes; stations know only `address`."""

    first: RunningBackend
    second: RunningBackend
    address: str
    ports: tuple[int, int]
    stations: tuple[Station, ...]

    def send(
        self, which: int, station: Station, method: str, path: str, body: Json | None = None, intent: str = ""
    ) -> requests.Response:
        """A request signed for the common address, sent to process `which` (0 or 1)."""
        prepared = station.prepare(method, path, body, intent=intent or None)
        return self.deliver(which, prepared)

    def deliver(self, which: int, prepared: requests.PreparedRequest) -> requests.Response:
        copy, backend = prepared.copy(), (self.first, self.second)[which]
        assert copy.url is not None
        copy.url = copy.url.replace(self.address, f"https://127.0.0.1:{self.ports[which]}", 1)
        return Station(self.address, backend.ca).send(copy)

    def messages(self, person: int) -> list[dict[str, str]]:
        """Everything delivered by either process to the mobile of `person`, oldest first."""
        spools = [one.data / "spool" / "new" for one in (self.first, self.second)]
        found = [json.loads(file.read_text()) for spool in spools for file in spool.glob("message-*.json")]
        mine = [message for message in found if message["destination"] == mobile(person)]
        return sorted(mine, key=lambda message: message["at"])

    def code(self, person: int) -> str:
        """The code in the first message to `person`, once there is one."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = [CODE.search(one["body"]) for one in self.messages(person)]
            if found and found[0] is not None:
                return found[0][0]
            time.sleep(0.05)
        raise AssertionError(self.first.log + self.second.log)


def identifier(person: int) -> str:
    return f"FerrerFr{2000 + person}"


def mobile(person: int) -> str:
    return f"+3247012345{person}"


def people() -> str:
    """What `repasse-backend account import` reads."""
    lines = (
        f"{identifier(one)}@he-ferrer.eu,{OLD},Francisco,Ferrer,{mobile(one)},2026-01-01\n"
        for one in range(PEOPLE)
    )
    return HEAD + "".join(lines)


@contextmanager
def running_cluster(folder: Path, postgresql: PostgreSQL) -> Iterator[Cluster]:
    """Start both on new databases; the second gets the key of the first, as an operator copies it."""
    (folder / "first").mkdir()
    (folder / "second" / "data").mkdir(parents=True)
    ports = free_pair()
    address = f"https://127.0.0.1:{ports[0]}"
    common = {
        "database__url": postgresql.empty(),
        "directory__url": postgresql.empty(),
        "station_api__url": address,
    }
    with running_backend(folder / "first", **common, station_api__port=str(ports[0])) as first:
        first.cli("account", "import", "-", typed=people())
        shutil.copytree(first.data / "keys", folder / "second" / "data" / "keys")
        with running_backend(folder / "second", **common, station_api__port=str(ports[1])) as second:
            stations = tuple(first.station(f"Hall {number}") for number in range(3))
            yield Cluster(first, second, address, ports, stations)

"""A backend whose database is PostgreSQL's to copy: `pg_dump`, the keys by `backup`, and the way back."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from tests.backend.web.test_journey import ADD, OLD, sign_in, start
from tests.servers.backend import running_backend
from tests.servers.postgresql import PostgreSQL, installed

pytestmark = pytest.mark.servers


def libpq(url: str) -> tuple[str, dict[str, str]]:
    """The address as PostgreSQL's own programs take it, and the password beside it."""
    parsed = make_url(url)
    plain = URL.create("postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database)
    return plain.render_as_string(), os.environ | {"PGPASSWORD": parsed.password or ""}


def dump(url: str, file: Path) -> None:
    address, environment = libpq(url)
    command = [str(installed() / "pg_dump"), "--format=custom", "--file", str(file), address]
    subprocess.run(command, check=True, env=environment, timeout=120)


def put_back(url: str, file: Path) -> None:
    address, environment = libpq(url)
    command = [
        str(installed() / "pg_restore"),
        "--exit-on-error",
        "--no-owner",
        "--dbname",
        address,
        str(file),
    ]
    subprocess.run(command, check=True, env=environment, timeout=120)


def test_another_machine_goes_on(postgresql: PostgreSQL, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    with running_backend(tmp_path / "first", database__url=postgresql.fresh()) as first:
        first.cli(*ADD, typed=OLD + "\n")
        station = first.station()
        start(station)
        told = first.cli("backup", str(tmp_path / "keys.tar"))
        assert "the database is not in it (database.url): copy it with pg_dump" in told
        dump(first.environment["REPASSE_DATABASE__URL"], tmp_path / "dump")
    emptied = postgresql.empty()
    put_back(emptied, tmp_path / "dump")
    with running_backend(tmp_path / "second") as second:
        second.stop()
        second.environment["REPASSE_DATABASE__URL"] = emptied
        assert "ended: 1 resets" in second.cli("restore", str(tmp_path / "keys.tar"))
        second.start()
        there = replace(station, address=second.station_api, ca=second.ca)
        assert there.get("/v1/station").json()["name"] == "Library"
        assert sign_in(there, OLD) == "accepted"

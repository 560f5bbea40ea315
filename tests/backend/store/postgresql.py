"""A private PostgreSQL for the tests: its own folder, a Unix socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import upgrade

TEMPLATE = "migrated"
_INITDB = ("-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
_numbers = count(1)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    path = shutil.which("initdb")
    if not found and path is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1] if found else Path(str(path)).parent


class Server:
    """A running server; `url` names one of its databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://tests@/{database}?host={self._folder}"

    def fresh(self) -> str:
        """The URL of a new database with the schema of this program."""
        name = f"test_{next(_numbers)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.url(name)

    def prepare(self) -> None:
        self._administer(f"CREATE DATABASE {TEMPLATE}")
        engine = open_engine(self.url(TEMPLATE))
        upgrade(engine)
        engine.dispose()

    def _administer(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def server() -> Iterator[Server]:
    """Start one, with the schema ready to be copied. Root runs it as ``postgres``, which it insists on."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    data, programs = folder / "data", _programs()
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "tests",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    ]
    options = f"-k {folder} -c listen_addresses= -c max_connections=120 -c fsync=off"
    control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log"]

    def run(command: list[str | Path]) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)

    run([*initdb])
    run([*control, "-o", options, "start"])
    try:
        made = Server(folder)
        made.prepare()
        yield made
    finally:
        run([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder)

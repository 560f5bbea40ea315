"""A private PostgreSQL for the tests: loopback, a port and a password of its own, gone afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import upgrade
from tests.servers.ports import free_port

TEMPLATE = "migrated"
OWNER = "tests"
ROOT_RUNS_IT_AS = "postgres"
SECONDS = 300
_INITDB = ("-U", OWNER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
}
_HASTY = {
    # Nothing of a test has to outlive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class PostgreSQLMissingError(Exception):
    """No server program is installed. `make test-servers` fails then; it never skips."""


@dataclass(frozen=True)
class PostgreSQL:
    """A running server that listens on 127.0.0.1."""

    port: int
    password: str

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def empty(self) -> str:
        """The URL of a new database without any table."""
        return self._create("")

    def fresh(self) -> str:
        """The URL of a new database with the schema of this program."""
        return self._create(f" TEMPLATE {TEMPLATE}")

    def prepare(self) -> None:
        """Make the database that `fresh` copies."""
        self._administer(f"CREATE DATABASE {TEMPLATE}")
        engine = open_engine(self.url(TEMPLATE))
        upgrade(engine)
        engine.dispose()

    def _create(self, how: str) -> str:
        name = f"test_{next(_numbers)}"
        self._administer(f"CREATE DATABASE {name}{how}")
        return self.url(name)

    def _administer(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


_numbers = count(1)


@contextmanager
def running_postgresql(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """Start a server with the schema ready to be copied; it ends with the context.

    `durable`: with the settings of a real one, whose commits outlive a power cut.

    PostgreSQL refuses to run as root: root runs it as ``postgres``.

    Raises:
        PostgreSQLMissingError: it is not installed.
    """
    programs = installed()
    folder = Path(tempfile.mkdtemp(prefix="repasse-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, ROOT_RUNS_IT_AS, ROOT_RUNS_IT_AS)
    made = PostgreSQL(free_port(), secrets.token_hex(16))
    try:
        _initialise(programs, folder, made, _SETTINGS if durable else _SETTINGS | _HASTY)
        _control(programs, folder, "-l", folder / "log", "start")
        try:
            made.prepare()
            yield made
        finally:
            _control(programs, folder, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def installed() -> Path:
    """The folder of its programs.

    Raises:
        PostgreSQLMissingError: it is not installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    path = shutil.which("pg_ctl")
    if not found and path is None:
        raise PostgreSQLMissingError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent if found else Path(str(path)).resolve().parent


def _initialise(programs: Path, folder: Path, made: PostgreSQL, chosen: Mapping[str, str]) -> None:
    typed = folder / "password"
    typed.touch(mode=0o600)
    if os.geteuid() == 0:
        shutil.chown(typed, ROOT_RUNS_IT_AS, ROOT_RUNS_IT_AS)
    typed.write_text(made.password, encoding="ascii")
    _run(folder, [programs / "initdb", "-D", folder / "data", f"--pwfile={typed}", *_INITDB])
    typed.unlink()
    settings = {**chosen, "port": str(made.port)}
    with (folder / "data" / "postgresql.conf").open("a", encoding="ascii") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())


def _control(programs: Path, folder: Path, *what: str | Path) -> None:
    _run(folder, [programs / "pg_ctl", "-D", folder / "data", "-w", "-t", "240", *what])


def _run(folder: Path, command: list[str | Path]) -> None:
    """Run one program of the server as the user who may; what it said is in the error if it fails."""
    root = os.geteuid() == 0
    log = folder / "commands.log"
    with log.open("ab") as said:
        done = subprocess.run(
            command,
            check=False,
            user=ROOT_RUNS_IT_AS if root else None,
            group=ROOT_RUNS_IT_AS if root else None,
            extra_groups=[] if root else None,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            timeout=SECONDS,
        )
    assert done.returncode == 0, log.read_text(encoding="utf-8", errors="replace")

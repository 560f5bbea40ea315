"""The database connection of the embedded directory: bounded waits, one error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable

WRITES = {"repasse_writes": True}


def open_engine(url: str, wait: float) -> Engine:
    """An engine whose every wait is at most `wait` seconds and whose errors show no values."""
    place = make_url(url)
    sqlite = place.get_backend_name() == "sqlite"
    if sqlite:
        _make_file(place)
    engine = create_engine(
        place, hide_parameters=True, pool_timeout=wait, connect_args=_limits(place.get_backend_name(), wait)
    )
    if sqlite:
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _limits(backend: str, wait: float) -> dict[str, object]:
    if backend == "sqlite":
        return {"timeout": wait}
    if backend == "postgresql":
        milliseconds = int(wait * 1_000)
        limits = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"
        return {"connect_timeout": max(2, round(wait)), "options": limits}
    return {}


def _make_file(place: URL) -> None:
    if place.database:
        path = Path(place.database)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Hands the transactions to `_on_begin`: the driver would begin them late and as readers."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("repasse_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises `DirectoryUnavailable`."""
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise DirectoryUnavailable("the directory's database does not answer") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes. Raises `DirectoryOutcomeUnknown` when the commit's answer was lost."""
    committing = False
    try:
        with engine.connect().execution_options(**WRITES) as connection:
            yield connection
            committing = True
            connection.commit()
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        if committing and isinstance(error, DBAPIError) and error.connection_invalidated:
            raise DirectoryOutcomeUnknown("the directory's database went away during a write") from error
        raise DirectoryUnavailable("the directory's database does not answer") from error

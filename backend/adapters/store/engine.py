"""Opening a database, and the two kinds of transaction on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from backend.core.records import StoredAudit

BUSY_SECONDS = 30
"""How long a writer waits for the one before it."""

_WRITES = "repasse_writes"
_NOTED = "repasse_noted"
_WATCHER = "repasse_watcher"
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


def open_engine(url: str) -> Engine:
    """An engine for `url` (``sqlite:////path`` or ``postgresql+psycopg://…``), not yet migrated.

    SQLite runs in WAL mode with ``synchronous=FULL`` (sqlite.org/pragma.html): a commit that was answered
    survives a power cut. Its writers queue at BEGIN IMMEDIATE, so that no transaction fails half-way.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(
        parsed,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=10,
        max_overflow=50,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


Watcher = Callable[[StoredAudit], None]


def watch(engine: Engine, watcher: Watcher) -> None:
    """From now on `watcher` gets every audit record once its transaction is committed."""
    engine.update_execution_options(**{_WATCHER: watcher})


def added(connection: Connection, record: StoredAudit) -> None:
    """An audit record was inserted: tell the watcher after the commit, if there is one."""
    noted: list[StoredAudit] = connection.get_execution_options().get(_NOTED, [])
    noted.append(record)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; committed at the end, rolled back on an exception."""
    noted: list[StoredAudit] = []
    marked = {_WRITES: True, _NOTED: noted}
    with engine.connect().execution_options(**marked) as connection, connection.begin():
        yield connection
    watcher: Watcher | None = engine.get_execution_options().get(_WATCHER)
    if watcher is not None:
        for record in noted:
            watcher(record)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads; on SQLite it never waits for a writer."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling would begin late and never IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

"""For benchmarks only: the real backend, which writes down what it asks of databases and directories.

``python -m tests.servers.recording_backend FILE serve …`` serves as ``python -m backend serve …`` does. FILE
gets one pickled `Statement`, `Committed` or `Operation` after the other, with all values: keep it where only
people of a benchmark's own making are served.
"""

from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from unittest import mock

from sqlalchemy import Connection, Engine, event

from backend import cli
from backend.adapters.directories.ldap.session import Session
from backend.core.secret import Secret

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Statement:
    """One statement, as its driver got it. `database`: its address without a password."""

    thread: str
    connection: int
    database: str
    text: str
    values: object
    many: bool


@dataclass(frozen=True)
class Committed:
    """The statements of that connection since the commit before it are a transaction."""

    thread: str
    connection: int


@dataclass(frozen=True)
class RolledBack:
    """Those statements are none of a transaction."""

    connection: int


@dataclass(frozen=True)
class Operation:
    """One operation of a directory connection: `search`, `modify`, `extended` or `bind`."""

    name: str
    arguments: tuple[object, ...]


Noted = Statement | Committed | RolledBack | Operation


class Journal:
    def __init__(self, file: Path) -> None:
        self._file = file.open("ab", buffering=0)
        self._lock = threading.Lock()

    def note(self, noted: Noted) -> None:
        with self._lock:
            self._file.write(pickle.dumps(noted))


def record(journal: Journal) -> None:
    """Note everything from now on."""

    @event.listens_for(Engine, "before_cursor_execute")
    def _execute(
        connection: Connection, _cursor: object, text: str, values: object, _context: object, many: bool
    ) -> None:
        database = connection.engine.url.render_as_string(hide_password=True)
        thread, number = threading.current_thread().name, id(connection.connection.dbapi_connection)
        journal.note(Statement(thread, number, database, text, _kept(values), many))

    @event.listens_for(Engine, "commit")
    def _commit(connection: Connection) -> None:
        name = threading.current_thread().name
        journal.note(Committed(name, id(connection.connection.dbapi_connection)))

    @event.listens_for(Engine, "rollback")
    def _rollback(connection: Connection) -> None:
        journal.note(RolledBack(id(connection.connection.dbapi_connection)))

    for name in ("search", "modify", "extended", "bind"):
        mock.patch.object(Session, name, _noting(journal, name, getattr(Session, name))).start()


def _kept(values: object) -> object:
    match values:
        case memoryview():
            return bytes(values)
        case dict():
            return {name: _kept(one) for name, one in values.items()}
        case list() | tuple():
            return type(values)(_kept(one) for one in values)
        case _:
            return values


def _noting(
    journal: Journal, name: str, done: Callable[Concatenate[Session, P], R]
) -> Callable[Concatenate[Session, P], R]:
    def noting(self: Session, /, *arguments: P.args, **named: P.kwargs) -> R:
        plain = (one.reveal() if isinstance(one, Secret) else one for one in arguments[:-1])
        journal.note(Operation(name, tuple(plain)))
        return done(self, *arguments, **named)

    return noting


def read(file: Path, start: int, end: int) -> Sequence[Noted]:
    """What was noted between two lengths of the file."""
    noted: list[Noted] = []
    with file.open("rb") as opened:
        opened.seek(start)
        while opened.tell() < end:
            noted.append(pickle.load(opened))  # noqa: S301 - written by this module, for this run
    return noted


def main() -> int:
    record(Journal(Path(sys.argv[1])))
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    from tests.servers.recording_backend import (
        main as named,  # what is written names this module, not `__main__`
    )

    sys.exit(named())

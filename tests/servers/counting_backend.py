"""For tests only: the real backend, which dies at the n-th moment of its work with the database.

``python -m tests.servers.counting_backend FILE serve …`` serves as ``python -m backend serve …`` does. A
moment is just before or after a statement or a commit. FILE says after how many more of them the process
ends, as in a power cut, and whose are counted: ``requests 12``, or ``background 5``. It is taken away first,
so that the next start lives.
"""

from __future__ import annotations

import os
import sys
import threading
from enum import Enum
from pathlib import Path
from unittest import mock

import psycopg
from sqlalchemy import Engine, event

from backend import cli

KILLED = 78
"""The exit status of a backend that died where it was told to."""


class Whose(Enum):
    REQUESTS = "requests"
    BACKGROUND = "background"


class Fuse:
    """Burns with every moment of those that are counted."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._told = ""
        self._left = 0

    def moment(self, *_anything: object) -> None:
        with self._lock:
            told = self._read()
            if not told:
                return
            if told != self._told:
                self._told, self._left = told, int(told.split()[1])
            if told.split()[0] == _whose().value:
                self._left -= 1
                if self._left <= 0:
                    self._file.unlink()
                    os._exit(KILLED)

    def _read(self) -> str:
        try:
            return self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""


def _whose() -> Whose:
    """Requests are worked on in the threads of the event loop's pool; everything else has its own."""
    name = threading.current_thread().name
    return Whose.REQUESTS if name.startswith("AnyIO worker") else Whose.BACKGROUND


def light(fuse: Fuse) -> None:
    """Count from now on."""
    event.listen(Engine, "before_cursor_execute", fuse.moment)
    event.listen(Engine, "after_cursor_execute", fuse.moment)
    commit = psycopg.Connection.commit

    def counted(connection: psycopg.Connection[object]) -> None:
        fuse.moment()
        commit(connection)
        fuse.moment()

    mock.patch.object(psycopg.Connection, "commit", counted).start()


def main() -> int:
    light(Fuse(Path(sys.argv[1])))
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())

"""For tests only: the real backend, which dies at one named point of the three-step write or of any request.

``python -m tests.servers.killing_backend FILE serve …`` serves as ``python -m backend serve …`` does, until
FILE names a `Point` or a `Death`. There the process ends as in a power cut: nothing is flushed, nothing is
answered. FILE is taken away first, so that the next start lives. ``FILE.sight`` says what the directory
answers from then on (`Sight`); without it, everything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from backend import app, cli, directory_choice, server
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.store.desk_tables import SqlAudit
from backend.adapters.store.rows import Scope
from backend.adapters.store.sql_store import SqlStore, SqlTx
from backend.adapters.store.tables import audit
from backend.core.audit import AuditKind
from backend.core.ports import Account, DirectoryUnavailable, WriteResult
from backend.core.records import StoredAudit
from backend.core.secret import Secret
from backend.web.station_api import station_api
from tests.servers.dying_requests import Moment, dying_request_store, here, watched

KILLED = 77
"""The exit status of a backend that died where it was told to."""


class Point(Enum):
    """Where it dies: around the commits (a) and (c), and around the directory's operation (b)."""

    BEFORE_A = "before_a"
    AFTER_A = "after_a"
    BEFORE_B = "before_b"
    AFTER_B = "after_b"
    BEFORE_C = "before_c"
    AFTER_C = "after_c"


class Sight(Enum):
    """What the directory can say."""

    CLEAR = "clear"
    DOWN = "down"
    """Nothing: it does not answer."""
    BLIND = "blind"
    """It writes, and cannot say which password it holds."""


def sight_file(fuse: Path) -> Path:
    return fuse.with_name(fuse.name + ".sight")


class Fuse:
    """Reads from `file` where to die, and beside it what the directory can say."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def sight(self) -> Sight:
        file = sight_file(self._file)
        return Sight(file.read_text(encoding="utf-8")) if file.exists() else Sight.CLEAR

    def answering(self) -> None:
        if self.sight is Sight.DOWN:
            raise DirectoryUnavailable("switched off by the test")

    def reached(self, here: Point) -> None:
        self.arrived(here.value)

    def arrived(self, here: str) -> None:
        if self._file.exists() and self._file.read_text(encoding="utf-8") == here:
            self._file.unlink()
            os._exit(KILLED)


def watched_audit(scope: Scope, seen: list[AuditKind]) -> SqlAudit:
    """Every commit of a write has a record; by it the transaction is recognised."""

    class WatchedAudit(SqlAudit):
        def add(self, record: StoredAudit) -> None:
            scope.add(audit, record)
            if record.kind in {AuditKind.WRITE_STARTED.value, AuditKind.WRITE_DONE.value}:
                seen.append(AuditKind(record.kind))

    return WatchedAudit(scope)


_BEFORE = {AuditKind.WRITE_STARTED: Point.BEFORE_A, AuditKind.WRITE_DONE: Point.BEFORE_C}
_AFTER = {AuditKind.WRITE_STARTED: Point.AFTER_A, AuditKind.WRITE_DONE: Point.AFTER_C}


def dying_store(fuse: Fuse) -> type[SqlStore]:
    class DyingStore(SqlStore):
        @contextmanager
        def writing(self) -> Iterator[SqlTx]:
            seen: list[AuditKind] = []
            with super().writing() as tx:
                tx.__dict__["audit"] = watched_audit(tx._scope, seen)
                yield tx
                for kind in seen:
                    fuse.reached(_BEFORE[kind])
                fuse.arrived(here(Moment.BEFORE_COMMIT))
            for kind in seen:
                fuse.reached(_AFTER[kind])

    return DyingStore


def dying_directory(fuse: Fuse) -> type[SqlDirectory]:
    @contextmanager
    def operation() -> Iterator[None]:
        fuse.answering()
        fuse.reached(Point.BEFORE_B)
        yield
        fuse.reached(Point.AFTER_B)

    class DyingDirectory(SqlDirectory):
        def find(self, candidates: Sequence[str]) -> Account | None:
            fuse.answering()
            return super().find(candidates)

        def holds(self, key: str, password: Secret) -> bool | None:
            fuse.answering()
            return None if fuse.sight is Sight.BLIND else super().holds(key, password)

        def locked(self, key: str) -> bool:
            fuse.answering()
            return super().locked(key)

        def reset(self, key: str, password: Secret) -> WriteResult:
            with operation():
                return super().reset(key, password)

        def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
            with operation():
                return super().change(key, current, password)

        def unlock(self, key: str) -> WriteResult:
            with operation():
                return super().unlock(key)

    return DyingDirectory


def main() -> int:
    fuse = Fuse(Path(sys.argv[1]))
    # The composition root takes these instead of the real ones.
    vars(app).update(SqlStore=dying_store(fuse), RequestStore=dying_request_store(fuse.arrived))
    vars(directory_choice).update(SqlDirectory=dying_directory(fuse))
    vars(server).update(station_api=lambda parts: watched(station_api(parts), fuse.arrived))
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())

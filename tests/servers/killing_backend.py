"""For tests only: the real backend, which dies at one named point of the three-step write.

``python -m tests.servers.killing_backend FILE serve …`` serves as ``python -m backend serve …`` does, until
FILE names a `Point`. There the process ends as in a power cut: nothing is flushed, nothing is answered.
FILE is taken away first, so that the next start lives.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from backend import app, cli
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.store.desk_tables import SqlAudit
from backend.adapters.store.rows import Scope
from backend.adapters.store.sql_store import SqlStore, SqlTx
from backend.adapters.store.tables import audit
from backend.core.audit import AuditKind
from backend.core.ports import WriteResult
from backend.core.records import StoredAudit
from backend.core.secret import Secret

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


class Fuse:
    """Reads from `file` where to die."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def reached(self, here: Point) -> None:
        if self._file.exists() and self._file.read_text(encoding="utf-8") == here.value:
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
            for kind in seen:
                fuse.reached(_AFTER[kind])

    return DyingStore


def dying_directory(fuse: Fuse) -> type[SqlDirectory]:
    class DyingDirectory(SqlDirectory):
        def reset(self, key: str, password: Secret) -> WriteResult:
            fuse.reached(Point.BEFORE_B)
            result = super().reset(key, password)
            fuse.reached(Point.AFTER_B)
            return result

        def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
            fuse.reached(Point.BEFORE_B)
            result = super().change(key, current, password)
            fuse.reached(Point.AFTER_B)
            return result

        def unlock(self, key: str) -> WriteResult:
            fuse.reached(Point.BEFORE_B)
            result = super().unlock(key)
            fuse.reached(Point.AFTER_B)
            return result

    return DyingDirectory


def main() -> int:
    fuse = Fuse(Path(sys.argv[1]))
    # The composition root takes these instead of the real ones.
    vars(app).update(SqlStore=dying_store(fuse), SqlDirectory=dying_directory(fuse))
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())

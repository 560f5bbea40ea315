"""Trails to tamper with: made once, copied for each test, verified as `audit verify` does."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from backend.adapters.checkpoints.signing import Ed25519Signer
from backend.adapters.store.chain_store import SqlChainStore
from backend.adapters.store.engine import open_engine, writing
from backend.adapters.store.sql_store import SqlStore
from backend.core.audit import AuditKind, Scene, Trail
from backend.core.audit_retention import Retention
from backend.core.audit_sequencer import Newest, Sequencer
from backend.core.audit_verify import Fault, FaultKind, Findings, Known, Line, Verification
from backend.core.chain import Chain, SignedCheckpoint
from backend.core.marks import Marks
from tests.backend.embedded import embedded
from tests.backend.fakes import FakeClock, FakeKeys

HOUSE = "test"
KINDS = tuple(AuditKind)


@dataclass
class Trails:
    """What a backend has of its trail: a database, its keys and clock, and the checkpoints that left."""

    engine: Engine
    keys: FakeKeys = field(default_factory=FakeKeys)
    clock: FakeClock = field(default_factory=FakeClock)
    left: list[SignedCheckpoint] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signer = Ed25519Signer(self.keys)
        self.trail = Trail(Marks(self.keys), HOUSE)
        self.chain = Chain(self.keys.derive("audit chain"), HOUSE)
        self.records = SqlStore(self.engine, HOUSE)
        self.store = SqlChainStore(self.engine, HOUSE)
        self.newest = Newest()
        self.sequencer = self.another("first", self.newest)

    def another(self, holder: str, newest: Newest | None = None) -> Sequencer:
        """The sequencer of another process."""
        made = newest or Newest()
        return Sequencer(self.store, self.chain, self.signer, self.clock, holder, HOUSE, made)

    def retention(self, keep: timedelta) -> Retention:
        return Retention(self.store, self.chain, self.trail, self.signer, self.clock, "first", HOUSE, keep)

    def note(self, count: int, step: timedelta = timedelta(seconds=1)) -> None:
        """Write so many records, each of them `step` later."""
        with self.records.writing() as tx:
            for number in range(count):
                kind = KINDS[number % len(KINDS)]
                scene = Scene("hall", f"reset {number // 7}", "subject", "Ada", f"R{number // 7}")
                self.trail.note(tx, kind, self.clock.now(), scene, {"outcome": "accepted", "n": number})
                self.clock.advance(seconds=step.total_seconds())

    def link(self) -> None:
        """Let the sequencer do all there is, and keep what it signs."""
        while self.sequencer.work():
            self._keep()
        self.clock.advance(seconds=61)
        self.sequencer.work()
        self._keep()

    def _keep(self) -> None:
        signed = self.newest.get()
        if signed is not None and signed not in self.left[-1:]:
            self.left.append(signed)

    def verify(self, lines: Iterable[Line] | None = None) -> tuple[list[Fault], Findings]:
        chosen = [Line(f"line {n}", one) for n, one in enumerate(self.left, 1)] if lines is None else lines
        known = Known(self.chain, self.trail, HOUSE, self.signer, self.signer)
        with self.store.reading() as reader:
            verification = Verification(reader, known, chosen, lambda _done, _all: None)
            return list(verification.faults()), verification.findings

    def kinds(self) -> set[FaultKind]:
        return {fault.kind for fault in self.verify()[0]}

    def run(self, *statements: str) -> None:
        """What somebody does who can write to the database."""
        with writing(self.engine) as connection:
            for statement in statements:
                connection.execute(text(statement))


def on_sqlite(path: Path) -> Trails:
    return Trails(embedded(path))


def made_on_sqlite(path: Path, count: int) -> Trails:
    """A linked trail of so many records with its checkpoints; its file can be copied."""
    trails = on_sqlite(path)
    trails.note(count)
    trails.link()
    with closing(trails.engine.raw_connection()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    trails.engine.dispose()
    return trails


def copied(made: Trails, path: Path) -> Trails:
    """The same trail on a copy of its file."""
    assert made.engine.url.database is not None
    shutil.copyfile(made.engine.url.database, path)
    engine = open_engine(f"sqlite:///{path}")
    return Trails(engine, made.keys, FakeClock(made.clock.now()), list(made.left))

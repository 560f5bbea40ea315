"""Verifying the audit trail: how fast, and in how much memory, against reading and hashing the same rows."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import cast

from bench_report import Row, publish
from sqlalchemy import Connection, insert

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import audit
from backend.app import Addresses, Backend, build, prepare_data
from backend.audit_parts import audit_work
from backend.core.audit import AuditKind, Scene, Trail
from backend.core.marks import Marks
from backend.core.records import StoredAudit
from backend.core.store import Tx
from backend.settings import load
from backend.web.metrics import Condition

RECORDS = 1_000_000
BATCH = 20_000
APART = timedelta(seconds=20)
STARTER = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE, text=True)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(done.stdout)
"""
FLOOR = """
import hashlib, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(
    "select c.seq, c.record, c.link, a.* from audit_chain c left join audit a on a.id = c.record"
    " order by c.institution, c.seq"
)
count = 0
for row in rows:
    hashlib.sha256(repr(row).encode()).digest()
    count += 1
print(f"checked: {count} linked records")
"""


def main() -> int:
    """An argument is how many records; the first tenth is measured too, to show that memory does not grow."""
    records = int(sys.argv[1]) if sys.argv[1:] else RECORDS
    with tempfile.TemporaryDirectory(prefix="repasse-bench-") as folder:
        data = Path(folder) / "data"
        prepare_data(data)
        addresses = Addresses("https://a", "https://b")
        with closing(build(load(None, {}), data, addresses)) as backend:
            grower = _Grower(backend, data)
            rows = [_measured(grower, data, wanted) for wanted in (records // 10, records)]
    publish("audit", "repasse-backend audit verify, the whole command", rows)
    return 0


def _measured(grower: _Grower, data: Path, wanted: int) -> Row:
    grower.grow(wanted)
    verify = (sys.executable, "-m", "backend", "audit", "verify", "--data", str(data))
    seconds, peak = _child(wanted, *verify)
    floor, floor_peak = _child(wanted, sys.executable, "-c", FLOOR, str(data / "repasse.sqlite"))
    value = f"{seconds:.1f} s ({wanted / seconds:,.0f} a second), peak {peak:.0f} MiB"
    remark = "floor: read the same rows, one SHA-256 each"
    return Row(f"{wanted:,} records", value, f"{floor:.1f} s, peak {floor_peak:.0f} MiB", remark)


class _Collected:
    """As much of a transaction as writing records takes: one statement for many of them."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []

    @property
    def audit(self) -> _Collected:
        return self

    def add(self, record: StoredAudit) -> None:
        fields = StoredAudit.__dataclass_fields__
        self.rows.append({"institution": "he-ferrer", **{name: getattr(record, name) for name in fields}})


class _Grower:
    """Writes records and lets the background link them."""

    def __init__(self, backend: Backend, data: Path) -> None:
        self._backend = backend
        self._trail = Trail(Marks(backend.keys), backend.settings.institution.id)
        self._background = audit_work(backend, data, Condition()).background
        self._there = 0

    def grow(self, wanted: int) -> None:
        """Bring the trail to so many linked records, and a checkpoint to its file."""
        while self._there < wanted:
            with writing(self._backend.engine) as connection:
                self._there += self._add(connection, min(BATCH, wanted - self._there))
            while self._background[0].once():
                pass
        for part in self._background:
            part.once()

    def _add(self, connection: Connection, count: int) -> int:
        collected, kinds = _Collected(), tuple(AuditKind)
        begun = self._backend.clock.now() - timedelta(days=300) + self._there * APART
        for number in range(count):
            scene = Scene("0" * 32, f"{number // 7:032}", "subject", "Ada", f"R{number // 7}")
            at, kind = begun + number * APART, kinds[number % len(kinds)]
            self._trail.note(cast("Tx", collected), kind, at, scene, {"outcome": "accepted"})
        connection.execute(insert(audit), collected.rows)
        return count


def _child(wanted: int, *command: str) -> tuple[float, float]:
    """Seconds and MiB of a process, started by a small one: Linux counts the starter's memory too."""
    done = subprocess.run(
        [sys.executable, "-c", STARTER, *command], capture_output=True, text=True, check=False
    )
    if done.returncode or f"checked: {wanted} linked records" not in done.stdout:
        raise SystemExit(f"{command}: {done.stdout} {done.stderr}")
    seconds, kibibytes = done.stdout.split()[:2]
    return float(seconds), int(kibibytes) / 1024


if __name__ == "__main__":
    sys.exit(main())

"""`docs/events.md` lists every kind of audit record with its detail, and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit
from backend.core.audit import AuditKind
from tests.backend.core.stage import Stage, stage
from tests.backend.core.test_approvals import (
    test_an_approval_becomes_a_proof_with_the_return_number as approval,
)
from tests.backend.core.test_records_kept import journey

ROOT = Path(__file__).resolve().parents[3]
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, set[str]]:
    """Kind and fields of every row."""
    rows = ROW.findall((ROOT / "docs" / "events.md").read_text(encoding="utf-8"))
    assert len({kind for kind, _, _ in rows}) == len(rows), "docs/events.md lists a kind twice"
    return {kind: set(re.findall(r"`(\w+)`", told)) for kind, _, told in rows}


def test_every_kind_is_listed_and_every_listed_kind_exists() -> None:
    known, listed = {kind.value for kind in AuditKind}, set(documented())
    assert not known - listed, f"docs/events.md lacks a row for: {', '.join(sorted(known - listed))}"
    assert not listed - known, (
        f"docs/events.md lists no kind of AuditKind: {', '.join(sorted(listed - known))}"
    )


def test_every_kind_is_written_somewhere() -> None:
    files = [path for path in (ROOT / "backend").rglob("*.py") if path.name != "audit.py"]
    used = set(
        re.findall(r"AuditKind\.([A-Z_]+)", "".join(path.read_text(encoding="utf-8") for path in files))
    )
    unused = {kind.name for kind in AuditKind} - used
    assert not unused, f"nothing writes these kinds of AuditKind: {', '.join(sorted(unused))}"


@pytest.mark.parametrize("walk", [journey, approval])
def test_records_hold_the_fields_that_are_listed(
    tmp_path: Path, walk: Callable[[Stage, str], object]
) -> None:
    at = stage(tmp_path)
    walk(at, at.enrol())
    listed = documented()
    with reading(at.engine) as connection:
        rows = connection.execute(select(audit.c.kind, audit.c.detail)).all()
    unlisted = [(kind, told) for kind, told in rows if not set(json.loads(told)) <= listed[kind]]
    assert not unlisted, f"docs/events.md does not list these fields: {unlisted}"
    assert len({kind for kind, _ in rows}) > 4
    at.desks.postman.close()
    at.engine.dispose()

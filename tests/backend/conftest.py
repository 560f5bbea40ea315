"""Every record that a test here writes has only the fields that `docs/events.md` lists for its kind.

Every error that the backend logs is seen, and nothing that a command sets in this process outlives its test.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import structlog

from backend.core.audit import AuditKind, Scene, Trail
from backend.core.store import Tx

EVENTS = Path(__file__).resolve().parents[2] / "docs" / "events.md"
INVENTED = Path(__file__).resolve().parent / "audit"
"""The tests of the chain write records of their own making."""
ROW = re.compile(r"^\| `(\w+)` \| .+ \| (.+) \|$", re.MULTILINE)


@cache
def listed() -> Mapping[str, frozenset[str]]:
    rows = ROW.findall(EVENTS.read_text(encoding="utf-8"))
    return {kind: frozenset(re.findall(r"`(\w+)`", told)) for kind, told in rows}


@pytest.fixture(autouse=True)
def every_record_is_as_documented(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if request.node.path.is_relative_to(INVENTED):
        return
    written = Trail.note

    def note(
        self: Trail,
        tx: Tx,
        kind: AuditKind,
        now: datetime,
        scene: Scene,
        detail: Mapping[str, str | int] | None = None,
    ) -> None:
        unlisted = set(detail or {}) - listed()[kind.value]
        assert not unlisted, f"docs/events.md lists no {unlisted} for {kind.value}"
        written(self, tx, kind, now, scene, detail)

    monkeypatch.setattr(Trail, "note", note)


@pytest.fixture(autouse=True)
def events_are_seen() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    structlog.configure(
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)

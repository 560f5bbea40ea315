from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.audit.trails import Trails, copied, made_on_sqlite, on_sqlite

RECORDS = 10_000


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Trails:
    """A trail of 10,000 records, linked and with its checkpoints; to be copied, not changed."""
    return made_on_sqlite(tmp_path_factory.mktemp("trail") / "whole.sqlite", RECORDS)


@pytest.fixture
def trails(whole: Trails, tmp_path: Path) -> Iterator[Trails]:
    """A copy of it to tamper with."""
    made = copied(whole, tmp_path / "copy.sqlite")
    yield made
    made.engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Trails]:
    """A trail without records."""
    made = on_sqlite(tmp_path / "fresh.sqlite")
    yield made
    made.engine.dispose()

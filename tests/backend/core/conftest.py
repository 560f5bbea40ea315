from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.core.stage import Stage, stage


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path)
    yield made
    made.desks.postman.close()
    made.engine.dispose()


@pytest.fixture
def hall(at: Stage) -> str:
    """An enrolled station."""
    return at.enrol()

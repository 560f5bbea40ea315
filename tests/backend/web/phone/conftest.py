"""One hall a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.web.phone.hall import Hall, hall_of


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = hall_of(tmp_path)
    yield made
    made.at.desks.postman.close()
    made.at.engine.dispose()

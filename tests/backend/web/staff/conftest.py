"""One console a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backend.web.staff.browser import Browser, Office, office


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Office:
    return office(tmp_path)


@pytest.fixture
def ada(office: Office) -> Browser:
    """A signed-in member of staff."""
    return office.signed_in()

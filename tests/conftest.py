"""What holds for every test: no screen, bounded examples, and no error in the log that nobody expected."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Timings belong in the benchmarks: a slow machine is no failure.
settings.register_profile("repasse", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repasse")


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an error, unless it is marked `logs_errors`."""
    caplog = request.getfixturevalue("caplog")
    yield
    errors = [
        f"{record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.ERROR
    ]
    if errors and request.node.get_closest_marker("logs_errors") is None:
        pytest.fail("unexpected errors in the log:\n" + "\n".join(errors))

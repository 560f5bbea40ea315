"""What holds for every test: no screen, bounded examples, and no error in the log that nobody expected."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Timings belong in the benchmarks: a slow machine is no failure.
settings.register_profile("repasse", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repasse")


UMASK = os.umask(0o022)
os.umask(UMASK)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the `longest`: one that begins last runs alone at the end.

    Workers get equal runs of the tests in this order, and later take from the end of one another's.
    """
    longest = [one for one in items if one.get_closest_marker("longest")]
    others = [one for one in items if not one.get_closest_marker("longest")]
    workers, count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")), len(items)
    items.clear()
    for worker in range(workers):
        begun = longest[worker::workers]
        left = max(count * (worker + 1) // workers - len(items) - len(begun), 0)
        items += begun + others[:left]
        del others[:left]
    items += others


@pytest.fixture(autouse=True)
def files_are_made_as_before() -> Iterator[None]:
    """A backend in this process takes the rights of others from all that is made; other servers need them."""
    yield
    os.umask(UMASK)


@pytest.fixture(autouse=True)
def windows_end_with_their_test() -> Iterator[None]:
    """Delete what waits for it: no event loop runs here, and every change of style dresses what is left."""
    yield
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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

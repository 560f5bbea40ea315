"""The table of contacts on PostgreSQL, and the figures that are read from its tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.backend.contacts.shelf import Shelf, shelf_on
from tests.backend.contacts.test_sources import (
    test_a_second_gate_is_needed_beside_them as test_second_gate,
)
from tests.backend.contacts.test_sources import (
    test_they_are_reported_with_whose_they_are as test_shared,
)
from tests.backend.contacts.test_table import test_a_file_that_is_the_whole_table as test_whole
from tests.backend.contacts.test_table import test_all_or_nothing as test_atomic
from tests.backend.contacts.test_table import test_the_same_file_again_changes_nothing as test_again
from tests.backend.core.stage import Stage
from tests.backend.operation.test_probes import test_a_letter_that_is_put_off_is_not_late as test_put_off
from tests.backend.operation.test_probes import test_the_figures_of_this_moment as test_figures
from tests.backend.operation.test_probes import test_the_state_of_the_database as test_state

__all__ = [
    "test_again",
    "test_atomic",
    "test_figures",
    "test_put_off",
    "test_second_gate",
    "test_shared",
    "test_state",
    "test_whole",
]
pytestmark = pytest.mark.servers


@pytest.fixture
def at(engine: Engine) -> Iterator[Stage]:
    made = Stage(engine)
    yield made
    made.desks.postman.close()


@pytest.fixture
def shelf(at: Stage) -> Shelf:
    return shelf_on(at)

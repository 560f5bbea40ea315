"""The board, the audit search and the figures on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from backend.adapters.store.migrate import upgrade
from tests.backend.core.stage import Stage
from tests.backend.core.test_audit_search import (
    test_a_reference_finds_the_whole_reset_and_nothing_else as test_reference,
)
from tests.backend.core.test_audit_search import (
    test_an_outcome_is_a_whole_value_of_the_detail as test_outcome,
)
from tests.backend.core.test_audit_search import test_pages_meet_in_the_order_of_time as test_pages
from tests.backend.core.test_figures import test_ends_and_minutes_saved as test_figures
from tests.backend.core.test_station_board import (
    test_a_station_under_pressure_is_slowed_down as test_pressure,
)
from tests.backend.core.test_station_care import (
    test_an_account_that_rests_proves_again_once_it_is_opened as test_rest,
)

__all__ = ["test_figures", "test_outcome", "test_pages", "test_pressure", "test_reference", "test_rest"]
pytestmark = pytest.mark.servers


@pytest.fixture
def at(engine: Engine) -> Iterator[Stage]:
    upgrade(engine)
    made = Stage(engine)
    yield made
    made.desks.postman.close()


@pytest.fixture
def hall(at: Stage) -> str:
    return at.enrol()

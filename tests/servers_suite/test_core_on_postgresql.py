"""The core on PostgreSQL: its locks under parallel use, any order of calls, and the whole journey."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from backend.adapters.store.engine import open_engine
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import (
    test_an_approval_becomes_a_proof_with_the_return_number as test_approval,
)
from tests.backend.core.test_calls import (
    test_nine_ends_the_reset_and_warns_the_owner as test_not_me,
)
from tests.backend.core.test_journey import (
    test_a_change_with_the_old_password as test_change,
)
from tests.backend.core.test_journey import (
    test_a_reset_from_start_to_done as test_journey,
)
from tests.backend.core.test_machine import Desk
from tests.backend.core.test_parallel import (
    test_different_intents_write_once as test_intents,
)
from tests.backend.core.test_parallel import (
    test_many_postmen_send_each_letter_once as test_postmen,
)
from tests.backend.core.test_parallel import (
    test_parallel_failures_over_stations_never_exceed_the_day as test_failures,
)
from tests.backend.core.test_parallel import (
    test_parallel_guesses_never_get_more_than_the_attempts as test_guesses,
)
from tests.backend.core.test_parallel import (
    test_parallel_right_answers_prove_once as test_answers,
)
from tests.backend.core.test_parallel import (
    test_parallel_sign_ins_stay_under_half_the_lock_out as test_sign_ins,
)
from tests.backend.core.test_parallel import (
    test_twins_of_one_intent_write_once as test_twins,
)
from tests.backend.core.test_records_kept import (
    test_the_sweep_forgets_all_but_the_audit as test_sweep,
)
from tests.backend.core.test_writes import (
    test_killed_after_the_directory_did_it as test_killed,
)
from tests.servers.postgresql import PostgreSQL

__all__ = [
    "test_answers",
    "test_approval",
    "test_change",
    "test_failures",
    "test_guesses",
    "test_intents",
    "test_journey",
    "test_killed",
    "test_not_me",
    "test_postmen",
    "test_sign_ins",
    "test_sweep",
    "test_twins",
]
pytestmark = pytest.mark.servers


@pytest.fixture
def at(engine: Engine) -> Iterator[Stage]:
    made = Stage(engine)
    yield made
    made.desks.postman.close()


@pytest.fixture
def hall(at: Stage) -> str:
    return at.enrol()


def test_any_order_of_calls(postgresql: PostgreSQL) -> None:
    class OnPostgreSQL(Desk):
        def stage(self) -> Stage:
            return Stage(open_engine(postgresql.fresh()))

    run_state_machine_as_test(OnPostgreSQL, settings=settings(Desk.TestCase.settings, max_examples=8))

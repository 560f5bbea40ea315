"""The core on PostgreSQL: its locks under parallel use, any order of calls, and the whole journey."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from backend.adapters.store.engine import open_engine
from tests.backend.core.machine import Desk
from tests.backend.core.stage import Stage
from tests.backend.core.test_app_codes import (
    test_parallel_stations_use_a_code_once as test_app_codes,
)
from tests.backend.core.test_approvals import (
    test_an_approval_becomes_a_proof_with_the_return_number as test_approval,
)
from tests.backend.core.test_call_hooks import (
    test_a_call_asks_and_its_digit_proves as test_call_by_provider,
)
from tests.backend.core.test_call_hooks import (
    test_a_key_told_to_many_at_once_counts_once as test_call_keys,
)
from tests.backend.core.test_call_hooks import (
    test_many_ends_at_once_are_one as test_call_ends,
)
from tests.backend.core.test_call_hooks import (
    test_steps_go_with_their_letter as test_call_steps_go,
)
from tests.backend.core.test_calls import (
    test_nine_ends_the_reset_and_warns_the_owner as test_not_me,
)
from tests.backend.core.test_delivery_reports import gateway
from tests.backend.core.test_delivery_reports import (
    test_it_is_on_record_once_and_goes_with_its_letter as test_reports_kept,
)
from tests.backend.core.test_delivery_reports import (
    test_the_failure_of_an_older_letter_says_nothing_of_the_newer as test_older_report,
)
from tests.backend.core.test_delivery_reports import (
    test_what_another_gateway_could_not_deliver_says_nothing as test_other_gateway,
)
from tests.backend.core.test_journey import (
    test_a_change_with_the_old_password as test_change,
)
from tests.backend.core.test_journey import (
    test_a_reset_from_start_to_done as test_journey,
)
from tests.backend.core.test_machine import bounds
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
    "gateway",
    "test_answers",
    "test_app_codes",
    "test_approval",
    "test_call_by_provider",
    "test_call_ends",
    "test_call_keys",
    "test_call_steps_go",
    "test_change",
    "test_failures",
    "test_guesses",
    "test_intents",
    "test_journey",
    "test_killed",
    "test_not_me",
    "test_older_report",
    "test_other_gateway",
    "test_postmen",
    "test_reports_kept",
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
            return Stage(open_engine(postgresql.fresh()), self.in_force())

    run_state_machine_as_test(OnPostgreSQL, settings=bounds(8))

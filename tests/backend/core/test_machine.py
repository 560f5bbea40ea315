"""Any order of calls, two accounts, two stations: no write without a row of the proofs table."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.backend.core.machine import Desk


class TwoGates(Desk):
    """Where the institution asks for two proofs by different ways."""

    gates = 2


def bounds(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("machine", "examples"), [(Desk, 12), (TwoGates, 8)])
def test_any_order(machine: type[Desk], examples: int) -> None:
    run_state_machine_as_test(machine, settings=bounds(examples))


@pytest.mark.exhaustive
@pytest.mark.longest
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("machine", [Desk, TwoGates])
def test_many_more_orders(machine: type[Desk]) -> None:
    run_state_machine_as_test(machine, settings=bounds(100))

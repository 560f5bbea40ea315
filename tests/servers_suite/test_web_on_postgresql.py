"""What the web layer stores, on PostgreSQL: retries, replays, and the tries of staff."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.store.web_store.staff import StaffStore
from backend.adapters.store.web_store.staff_tries import Throttle
from backend.core.audit import Trail
from backend.core.marks import Marks
from backend.core.secret import Secret
from tests.backend.fakes import EPOCH
from tests.backend.web.stack import Stack, running
from tests.backend.web.test_gate import test_a_nonce_belongs_to_its_station as test_nonce
from tests.backend.web.test_gate import test_a_replay as test_replay
from tests.backend.web.test_idempotency import died
from tests.backend.web.test_idempotency import test_a_dead_process_is_taken_over as test_dead
from tests.backend.web.test_idempotency import (
    test_a_lease_that_still_runs_is_respected as test_lease,
)
from tests.backend.web.test_idempotency import test_a_retry_sends_nothing_twice as test_retry
from tests.backend.web.test_idempotency import test_another_body_is_refused as test_conflict
from tests.backend.web.test_idempotency import test_old_records_go as test_old
from tests.backend.web.test_idempotency import test_parallel_twins_run_once as test_twins
from tests.servers.station_client import Station

__all__ = [
    "died",
    "test_conflict",
    "test_dead",
    "test_lease",
    "test_nonce",
    "test_old",
    "test_replay",
    "test_retry",
    "test_twins",
]
pytestmark = pytest.mark.servers
TRIES = 20


@pytest.fixture
def stack(tmp_path: Path, engine: Engine) -> Iterator[Stack]:
    with running(tmp_path, engine=engine) as made:
        yield made


@pytest.fixture
def station(stack: Stack) -> Station:
    return stack.station()


@pytest.fixture
def staff(tmp_path: Path, engine: Engine) -> StaffStore:
    keys = FileKeys(tmp_path / "master.key")
    return StaffStore(
        engine, AesSealer(keys), keys.derive("staff tokens"), Trail(Marks(keys), "test"), "test"
    )


@pytest.mark.parametrize("before", [0, 1])
def test_parallel_tries_of_staff_are_counted(staff: StaffStore, before: int) -> None:
    throttle = Throttle(free=5, first=60, longest=3600)

    def reserve(_: int) -> bool:
        return staff.tries.reserve(b"ada", throttle, EPOCH)

    for number in range(before):
        assert reserve(number)
    with ThreadPoolExecutor(TRIES) as threads:
        allowed = before + sum(threads.map(reserve, range(TRIES)))
    assert allowed == throttle.free
    assert staff.tries.reserve(b"ada", throttle, EPOCH + timedelta(seconds=61))


def test_a_ceremony_is_taken_by_one_of_many(staff: StaffStore) -> None:
    key, until = Secret("the browser"), EPOCH + timedelta(minutes=5)
    staff.ceremonies.keep("p", key, Secret("the challenge"), until)
    with ThreadPoolExecutor(TRIES) as pool:
        taken = list(pool.map(lambda _: staff.ceremonies.take("p", key, EPOCH), range(TRIES)))
    assert [one.reveal() for one in taken if one is not None] == ["the challenge"]

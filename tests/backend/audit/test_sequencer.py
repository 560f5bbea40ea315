"""One linear chain, whoever links and in whatever order records appear; checkpoints when they are due."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit_chain
from backend.core.audit_ports import CheckpointNotKept
from backend.core.audit_sequencer import (
    LEASE,
    SEARCH_ALL,
    SETTLED,
    STALLED,
    Courier,
    Newest,
    NobodyLinks,
)
from backend.core.audit_verify import FaultKind
from backend.core.chain import SignedCheckpoint
from tests.backend.audit.sinks import FailingSink, FakeSink
from tests.backend.audit.trails import Trails

AT_ONCE = timedelta(0)


def linked(trails: Trails) -> list[tuple[int, int]]:
    """Number and record of every link."""
    with reading(trails.engine) as connection:
        rows = connection.execute(select(audit_chain.c.seq, audit_chain.c.record).order_by(audit_chain.c.seq))
        return [(row.seq, row.record) for row in rows]


def add_late(trails: Trails, record: int) -> None:
    """A record whose transaction took its id long before it committed."""
    trails.note(1)
    trails.run(f"update audit set id = {record} where id = (select max(id) from audit)")  # noqa: S608 - a number


def test_nothing_is_linked_twice_and_nothing_left_out(fresh: Trails) -> None:
    assert fresh.sequencer.work() == 0
    fresh.note(5)
    assert fresh.sequencer.work() == 5
    assert fresh.sequencer.work() == 0
    fresh.note(2)
    assert fresh.sequencer.work() == 2
    assert linked(fresh) == [(n, n) for n in range(1, 8)]


def test_a_late_commit_gets_the_next_place(fresh: Trails) -> None:
    fresh.note(4)
    fresh.run("update audit set id = id + 10")
    assert [fresh.sequencer.work() for _ in range(3)] == [4, 0, 0]
    add_late(fresh, 3)
    assert fresh.sequencer.work() == 1
    assert linked(fresh) == [(1, 11), (2, 12), (3, 13), (4, 14), (5, 3)]
    fresh.link()
    assert fresh.verify()[0] == []


def test_a_commit_later_than_any_is_found_by_the_search_from_the_first_id(fresh: Trails) -> None:
    fresh.note(4)
    fresh.run("update audit set id = id + 10")
    fresh.link()
    fresh.clock.advance(seconds=SETTLED.total_seconds())
    assert fresh.sequencer.work() == 0
    add_late(fresh, 3)
    assert fresh.sequencer.work() == 0
    fresh.clock.advance(seconds=SEARCH_ALL.total_seconds())
    assert fresh.sequencer.work() == 1


def test_what_waited_for_long_is_linked_by_who_comes_next(fresh: Trails) -> None:
    other = fresh.another("second")
    assert [other.work(), fresh.sequencer.work()] == [0, 0]
    fresh.note(3)
    fresh.clock.advance(seconds=2 * SETTLED.total_seconds())
    assert other.work() == 3


def test_only_the_holder_of_the_lease_links(fresh: Trails) -> None:
    other = fresh.another("second")
    fresh.note(3, AT_ONCE)
    assert fresh.sequencer.work() == 3
    fresh.note(3, AT_ONCE)
    assert other.work() == 0
    assert fresh.sequencer.work() == 3
    fresh.note(3, AT_ONCE)
    fresh.clock.advance(seconds=LEASE.total_seconds())
    assert other.work() == 3
    assert fresh.sequencer.work() == 0
    fresh.link()
    assert fresh.verify()[0] == []


def test_a_lease_that_somebody_invented_is_none(fresh: Trails) -> None:
    fresh.note(3)
    fresh.sequencer.work()
    fresh.note(3)
    fresh.run("update audit_sequencers set holder = 'Eve', until = until * 2")
    assert fresh.sequencer.work() == 3


def test_a_turn_that_is_given_to_nobody_is_told(fresh: Trails) -> None:
    fresh.note(3)
    fresh.sequencer.work()
    fresh.note(3)
    for _ in range(2):
        give_away_the_turn(fresh)
        assert fresh.sequencer.work() == 0
        fresh.clock.advance(seconds=STALLED.total_seconds())
    fresh.clock.advance(seconds=1)
    give_away_the_turn(fresh)
    with pytest.raises(NobodyLinks):
        fresh.sequencer.work()


def give_away_the_turn(trails: Trails) -> None:
    until = (trails.clock.now() + LEASE).timestamp() * 1_000_000
    trails.run(f"update audit_sequencers set holder = 'Eve', until = {until:.0f}")  # noqa: S608 - a number


@pytest.mark.parametrize("change", ["mac = 'text' where id = 4", "mac = zeroblob(0) where id = 4"])
def test_a_mac_that_is_none_does_not_stop_the_chain(fresh: Trails, change: str) -> None:
    fresh.note(3)
    fresh.link()
    fresh.note(3)
    fresh.run(f"update audit set {change}")  # noqa: S608 - a constant
    fresh.link()
    assert len(linked(fresh)) == 6
    assert fresh.kinds() == {FaultKind.CHANGED}


@pytest.mark.parametrize("change", ["link = 'text' where seq = 3", "seq = 'text' where seq = 1"])
def test_a_link_that_is_none_does_not_stop_the_chain(fresh: Trails, change: str) -> None:
    fresh.note(3)
    fresh.link()
    fresh.run(f"update audit_chain set {change}")  # noqa: S608 - a constant
    fresh.note(3)
    fresh.link()
    assert len(linked(fresh)) == 6
    assert FaultKind.LINK_BAD in fresh.kinds()


def test_many_at_once_make_one_chain(fresh: Trails) -> None:
    everyone = [fresh.another(f"process {number}") for number in range(4)]
    start, done = threading.Barrier(5), threading.Event()

    def link(number: int) -> None:
        start.wait()
        while not done.is_set() or everyone[number].work():
            everyone[number].work()

    def write() -> None:
        start.wait()
        for _ in range(40):
            fresh.note(5, AT_ONCE)
        done.set()

    with ThreadPoolExecutor(5) as threads:
        running = [threads.submit(link, number) for number in range(4)] + [threads.submit(write)]
    assert all(one.exception() is None for one in running)
    fresh.clock.advance(seconds=LEASE.total_seconds())
    fresh.link()
    assert [seq for seq, _ in linked(fresh)] == list(range(1, 201))
    assert {record for _, record in linked(fresh)} == set(range(1, 201))
    assert fresh.verify()[0] == []


def test_a_checkpoint_a_minute_when_there_is_something_new(fresh: Trails) -> None:
    fresh.note(1, AT_ONCE)
    fresh.sequencer.work()
    first = fresh.newest.get()
    assert first is not None
    fresh.clock.advance(seconds=3600)
    fresh.sequencer.work()
    assert fresh.newest.get() == first
    fresh.note(1, AT_ONCE)
    fresh.sequencer.work()
    second = fresh.newest.get()
    assert second is not None
    assert (second.checkpoint.seq, second.checkpoint.count) == (2, 2)
    fresh.note(1, AT_ONCE)
    fresh.clock.advance(seconds=59)
    fresh.sequencer.work()
    assert fresh.newest.get() == second
    fresh.clock.advance(seconds=1)
    fresh.sequencer.work()
    third = fresh.newest.get()
    assert third is not None
    assert third.checkpoint.seq == 3


def test_a_checkpoint_every_thousand_records(fresh: Trails) -> None:
    fresh.note(2500, AT_ONCE)
    seen: list[int] = []
    while fresh.sequencer.work():
        signed = fresh.newest.get()
        assert signed is not None
        seen.append(signed.checkpoint.seq)
    assert seen == [1000, 2000, 2000]


def test_the_signature_is_over_everything_a_checkpoint_tells(fresh: Trails) -> None:
    fresh.note(1)
    fresh.link()
    signed = fresh.left[0]
    assert fresh.signer.verifies(signed.checkpoint.signed_bytes(), signed.signature)
    assert not fresh.signer.verifies(signed.checkpoint.signed_bytes() + b" ", signed.signature)


# --- couriers -----------------------------------------------------------------------------------


@pytest.fixture
def signed(fresh: Trails) -> SignedCheckpoint:
    fresh.note(1)
    fresh.link()
    return fresh.left[-1]


def test_a_courier_carries_each_once(fresh: Trails, signed: SignedCheckpoint) -> None:
    newest, sink = Newest(), FakeSink()
    courier = Courier(newest, sink, AT_ONCE, fresh.clock.now)
    assert courier.work() == 0
    newest.put(signed)
    courier.work()
    courier.work()
    assert sink.kept == [signed]


def test_a_courier_tries_again_and_then_takes_the_newest(fresh: Trails, signed: SignedCheckpoint) -> None:
    newest, sink = Newest(), FailingSink(failures=2)
    courier = Courier(newest, sink, AT_ONCE, fresh.clock.now)
    newest.put(signed)
    for _ in range(2):
        with pytest.raises(CheckpointNotKept):
            courier.work()
    fresh.note(1)
    fresh.link()
    newer = fresh.newest.get()
    assert newer is not None
    newest.put(newer)
    courier.work()
    assert sink.kept == [newer]


def test_a_courier_rests_between_two(fresh: Trails, signed: SignedCheckpoint) -> None:
    newest, sink = Newest(), FakeSink()
    courier = Courier(newest, sink, timedelta(hours=1), fresh.clock.now)
    newest.put(signed)
    courier.work()
    fresh.note(1)
    fresh.link()
    newer = fresh.newest.get()
    assert newer is not None
    newest.put(newer)
    courier.work()
    assert sink.kept == [signed]
    fresh.clock.advance(seconds=3600)
    courier.work()
    assert sink.kept == [signed, newer]

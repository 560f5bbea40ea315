"""Throttling, refusals, outages, lost answers: what each means, and that none waits past its deadline."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable, Written
from tests.backend.contracts.fakes import FakeClock
from tests.backend.contracts.known import FRANCISCO, NAME, NEW, OLD
from tests.backend.entra.provisioned import ProvisionedEntra, opened, settings
from tests.backend.entra.ticking import FakeTicks
from tests.servers.graph.server import FakeGraph, Fault, Manner

BATCH, FAR = "/$batch", 40.0
"""Seconds that nothing here takes, however slow the machine."""


@pytest.fixture
def key(directory: ProvisionedEntra) -> str:
    made = directory.add_account(FRANCISCO)
    assert directory.find([NAME]) is not None
    return made


@pytest.fixture
def ticks() -> FakeTicks:
    return FakeTicks()


@pytest.fixture
def ticking(graph: FakeGraph, clock: FakeClock, ticks: FakeTicks) -> Iterator[ProvisionedEntra]:
    made = opened(graph, clock, ticks=ticks.ticks())
    made.add_account(FRANCISCO)
    yield made
    made.close()


def throttled(ending: str, seconds: str, method: str = "POST") -> Fault:
    return Fault(method, ending, status=429, headers={"Retry-After": seconds})


def test_throttling_is_obeyed_as_often_as_the_deadline_allows(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    graph.goes_wrong(throttled(BATCH, "2"), throttled(BATCH, "3"))
    assert ticking.find([NAME]) is not None
    assert ticks.waits == [2, 3]


def test_a_throttled_part_of_a_batch_is_asked_again(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    graph.goes_wrong(throttled("/phoneMethods", "4", "GET"), throttled("/emailMethods", "2", "GET"))
    account = ticking.find([NAME])
    assert account is not None
    assert len(account.contacts) == 3
    assert ticks.waits == [4]


def test_a_wait_beyond_the_deadline_is_not_begun(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    graph.goes_wrong(throttled(BATCH, "30"))
    with pytest.raises(DirectoryUnavailable, match="throttled 429"):
        ticking.find([NAME])
    assert ticks.waits == []


@pytest.mark.parametrize("told", ["", "soon", "-1", "99999999999999"])
def test_a_wait_that_cannot_be_read_is_a_second(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks, told: str
) -> None:
    graph.goes_wrong(throttled(BATCH, told))
    assert ticking.find([NAME]) is not None
    assert ticks.waits == [1]


def test_a_date_to_come_again_is_read_against_their_own(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    graph.goes_wrong(throttled(BATCH, "Mon, 23 Nov 2026 09:00:03 GMT"))
    assert ticking.find([NAME]) is not None
    assert ticks.waits == [3]


def test_an_outage_is_tried_once_more_and_no_more(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    graph.goes_wrong(Fault("POST", BATCH, status=503))
    assert ticking.find([NAME]) is not None
    graph.goes_wrong(*[Fault("POST", BATCH, status=500)] * 3)
    with pytest.raises(DirectoryUnavailable, match="busy 500"):
        ticking.find([NAME])
    assert graph.count("POST", BATCH) == 2 + 1 + 2


def test_a_throttled_write_was_not_done_and_is_done_after(
    graph: FakeGraph, ticking: ProvisionedEntra, ticks: FakeTicks
) -> None:
    key = graph.tenant.people[0].id
    graph.goes_wrong(throttled(key, "2", "PATCH"))
    assert ticking.reset(key, NEW) == Written()
    graph.goes_wrong(throttled(key, "30", "PATCH"))
    with pytest.raises(DirectoryUnavailable) as raised:
        ticking.reset(key, OLD)
    assert not isinstance(raised.value, DirectoryOutcomeUnknown)
    assert ticking.holds(key, NEW)


def test_a_write_that_was_surely_not_taken_is_no_doubt(
    graph: FakeGraph, directory: ProvisionedEntra, key: str
) -> None:
    graph.goes_wrong(*[Fault("PATCH", key, status=503)] * 2)
    with pytest.raises(DirectoryUnavailable) as raised:
        directory.reset(key, NEW)
    assert not isinstance(raised.value, DirectoryOutcomeUnknown)
    assert directory.holds(key, OLD)


@pytest.mark.parametrize("manner", [Manner.LOSE, Manner.HANG_AFTER])
def test_a_lost_answer_is_settled_by_the_time_of_the_last_change(
    graph: FakeGraph, clock: FakeClock, manner: Manner
) -> None:
    made = opened(graph, clock, settings(graph, deadline=5))
    key = made.add_account(FRANCISCO)
    clock.sleep(60)
    graph.goes_wrong(Fault("PATCH", key, manner))
    assert made.reset(key, NEW) == Written()
    assert graph.tenant.people[0].revocations == 1
    made.close()


def test_a_lost_answer_of_nothing_done_stays_unknown(
    graph: FakeGraph, directory: ProvisionedEntra, key: str, clock: FakeClock
) -> None:
    clock.sleep(60)
    graph.goes_wrong(Fault("PATCH", key, Manner.DROP))
    with pytest.raises(DirectoryOutcomeUnknown):
        directory.reset(key, NEW)
    assert graph.count("PATCH", key) == 1
    assert directory.holds(key, OLD)


def test_a_change_within_the_same_second_proves_nothing(
    graph: FakeGraph, directory: ProvisionedEntra, key: str
) -> None:
    """The account was made now: the time of its last change is the same before and after."""
    graph.goes_wrong(Fault("PATCH", key, Manner.LOSE))
    with pytest.raises(DirectoryOutcomeUnknown):
        directory.reset(key, NEW)


def test_a_failure_after_the_write_is_written_again_and_never_called_nothing(
    graph: FakeGraph, directory: ProvisionedEntra, key: str, clock: FakeClock
) -> None:
    done = Fault("PATCH", key, status=502, does=True)
    graph.goes_wrong(done)
    assert directory.reset(key, NEW) == Written()
    graph.goes_wrong(done, replace(done, status=503, does=False))
    with pytest.raises(DirectoryOutcomeUnknown):
        directory.reset(key, OLD)
    clock.sleep(60)
    graph.goes_wrong(done, replace(done, status=503, does=False))
    assert directory.reset(key, OLD) == Written()


@pytest.mark.parametrize("manner", [Manner.HANG, Manner.DRIP])
def test_a_server_that_answers_without_end_costs_at_most_the_deadline(
    graph: FakeGraph, clock: FakeClock, manner: Manner
) -> None:
    made = opened(graph, clock, settings(graph, deadline=2, read_timeout=1))
    began = time.monotonic()
    graph.goes_wrong(*[Fault("POST", BATCH, manner)] * 2)
    with pytest.raises(DirectoryUnavailable):
        made.find([NAME])
    assert time.monotonic() - began < FAR
    made.close()


@contextmanager
def silent() -> Iterator[int]:
    """A port that accepts and says nothing, not even of TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept = list[socket.socket]()

        def accept() -> None:
            try:
                while True:
                    kept.append(listening.accept()[0])
            except OSError:
                return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            for one in kept:
                one.close()
            thread.join(30)


def test_a_silent_handshake_costs_at_most_the_timeout(graph: FakeGraph, clock: FakeClock) -> None:
    with silent() as port:
        chosen = settings(graph, deadline=2, connect_timeout=0.5, login_url=f"https://127.0.0.1:{port}")
        made = opened(graph, clock, chosen)
        began = time.monotonic()
        with pytest.raises(DirectoryUnavailable, match="unreachable token"):
            made.find([NAME])
        assert time.monotonic() - began < FAR
        made.close()


def test_one_dead_host_drains_nothing(graph: FakeGraph, clock: FakeClock) -> None:
    """More questions at a time than connections are kept; all end, and the next is answered."""
    made = opened(graph, clock, settings(graph, deadline=6, read_timeout=3))
    made.add_account(FRANCISCO)
    assert made.find([NAME]) is not None
    graph.goes_wrong(*[Fault("POST", BATCH, Manner.HANG)] * 40)
    failed = list[BaseException]()

    def ask() -> None:
        try:
            made.find([NAME])
        except DirectoryUnavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(FAR)
    assert len(failed) == 20
    graph.faults.clear()
    assert made.find([NAME]) is not None
    made.close()


@pytest.mark.parametrize("manner", [Manner.NONSENSE, Manner.DROP])
def test_an_answer_that_is_none_is_no_unknown_account(
    graph: FakeGraph, directory: ProvisionedEntra, key: str, manner: Manner
) -> None:
    """Nonsense is never read as *nobody has that name*."""
    graph.goes_wrong(*[Fault("POST", BATCH, manner)] * 2)
    with pytest.raises(DirectoryUnavailable):
        directory.find([NAME])


@pytest.mark.parametrize(
    "part", ["/users", "/roleAssignments", "/transitiveMemberOf", "/ownedObjects", "/phoneMethods"]
)
def test_nonsense_in_a_part_is_neither_nobody_nor_no_role(
    graph: FakeGraph, directory: ProvisionedEntra, key: str, part: str
) -> None:
    graph.goes_wrong(Fault("GET", part, Manner.NONSENSE))
    with pytest.raises(DirectoryUnavailable, match="unreadable"):
        directory.find([NAME])


def test_nothing_secret_or_personal_is_logged_raised_or_in_an_address(
    graph: FakeGraph, directory: ProvisionedEntra, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        directory.find([NAME])
        directory.reset(key, NEW)
        graph.goes_wrong(Fault("PATCH", key, Manner.DROP), Fault("POST", BATCH, status=400))
        for work in (lambda: directory.reset(key, NEW), lambda: directory.find([NAME])):
            with pytest.raises(DirectoryUnavailable) as raised:
                work()
            assert NEW.reveal() not in repr(raised.value)
    token = next(iter(graph.login.issued))
    for told in (NEW.reveal(), token, "ferrerfr2017", "francisco", "470123423", "client_assertion"):
        assert told not in caplog.text.casefold()
        assert not any(told in path.casefold() for _, path in graph.calls)


def test_every_call_says_who_asks_and_that_somebody_waits(
    graph: FakeGraph, directory: ProvisionedEntra, key: str
) -> None:
    directory.reset(key, NEW)
    ids = [one["client-request-id"] for one in graph.headers]
    assert len(set(ids)) == len(ids) >= 4
    assert {one["x-ms-throttle-priority"] for one in graph.headers} == {"High"}

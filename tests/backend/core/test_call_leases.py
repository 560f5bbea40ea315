"""The leases of calls, and what waits until something answers again."""

from __future__ import annotations

import threading

import pytest

from backend.core.call_leases import LEASE
from backend.core.calls import Calls
from backend.core.letters import Letters
from backend.core.ports import CallEnd, CallScript, DirectoryUnavailable
from backend.core.views import Allowed, Delivery
from backend.core.workshop import workshop
from tests.backend.core.stage import Stage
from tests.backend.core.test_call_hooks import ringing
from tests.backend.core.test_calls import call, hang_up
from tests.backend.core.test_calls_broken_off import kinds


def test_a_call_that_lasts_is_nobody_else_s(at: Stage, hall: str) -> None:
    ringing_now, answered = threading.Event(), threading.Event()

    def long_call(script: CallScript) -> CallEnd:
        ringing_now.set()
        answered.wait(30)
        return CallEnd.PROVED

    at.voice.call = long_call  # type: ignore[method-assign] # a call that lasts
    view, other = call(at, hall), Stage(at.engine, at.settings, at.clock, at.directory, keys=at.keys)
    other.sealer = at.sealer
    other.build()
    at.desks.postman.drain()
    assert ringing_now.wait(30)
    for _ in range(5):
        at.clock.advance(seconds=LEASE.total_seconds() - 1)
        assert at.desks.postman.renew() == 1
        assert other.desks.postman.drain() == 0
    answered.set()
    hang_up(at)
    assert at.desks.postman.renew() == 0
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.NEW_PASSWORD


@pytest.mark.parametrize("end", [CallEnd.PROVED, CallEnd.NO_ANSWER])
def test_a_database_that_was_away_costs_nobody_the_call_that_goes_on(
    at: Stage, hall: str, end: CallEnd
) -> None:
    """The lease ran out, as it could not be renewed; who carries the call finds it first."""
    ringing_now, answered = threading.Event(), threading.Event()

    def long_call(script: CallScript) -> CallEnd:
        ringing_now.set()
        answered.wait(30)
        return end

    at.voice.call = long_call  # type: ignore[method-assign] # a call that lasts
    view = call(at, hall)
    at.desks.postman.drain()
    assert ringing_now.wait(30)
    at.clock.advance(seconds=LEASE.total_seconds())
    at.desks.postman.drain()
    assert at.desks.postman.renew() == 1
    answered.set()
    hang_up(at)
    assert at.voice.resumed == []
    assert [one["end"] for one in kinds(at, "call_ended")] == [end.value]
    after = at.desks.resets.view(hall, view.id)
    wanted = Allowed.NEW_PASSWORD if end is CallEnd.PROVED else Allowed.CHOOSE_METHOD
    assert after.allowed is wanted


def test_who_lost_a_call_says_nothing_of_its_end(at: Stage, hall: str) -> None:
    """It was away for longer than its lease, and another process goes on with the call."""

    def taken_over(script: CallScript) -> CallEnd:
        at.clock.advance(seconds=LEASE.total_seconds())
        with at.store.writing() as tx:
            assert tx.outbox.claim(at.clock.now(), at.clock.now() + LEASE, 10)
        return CallEnd.NO_ANSWER

    at.voice.call = taken_over  # type: ignore[method-assign] # the process sleeps meanwhile
    view = call(at, hall)
    hang_up(at)
    after = at.desks.resets.view(hall, view.id)
    assert after.challenge is not None
    assert (after.allowed, after.challenge.delivery) == (Allowed.ANSWER_CALL, Delivery.SENT)
    assert kinds(at, "call_ended") == []


def test_who_lost_a_call_before_it_rang_rings_nobody(at: Stage, hall: str) -> None:
    lost, shop = ringing(at, hall), workshop(at.parts)
    at.clock.advance(seconds=LEASE.total_seconds())
    with at.store.writing() as tx:
        (taken,) = tx.outbox.claim(at.clock.now(), at.clock.now() + LEASE, 10)
    calls = Calls(shop, Letters(shop))
    calls.place(lost)
    assert at.voice.scripts == []
    calls.place(taken)
    assert [one.id for one in at.voice.scripts] == [lost.id]


@pytest.mark.parametrize("told", ["by its provider", "by who carries it"])
def test_the_owner_is_warned_once_the_directory_answers_again(at: Stage, hall: str, told: str) -> None:
    if told == "by its provider":
        letter = ringing(at, hall)
        at.desks.calls.pressed(letter.id, 1, "9")
    else:
        at.voice.answer = CallEnd.NOT_ME
        call(at, hall)
    for _ in range(6):
        at.directory.failing["find"] = DirectoryUnavailable("down")
        hang_up(at)
        assert at.directory.failing == {}
        assert at.email.messages == []
        at.clock.advance(seconds=60)
    for _ in range(3):
        at.clock.advance(seconds=60)
        hang_up(at)
    assert [one.destination.reveal() for one in at.email.messages] == ["francisco@gmail.com"]
    assert len(kinds(at, "not_me")) == 1

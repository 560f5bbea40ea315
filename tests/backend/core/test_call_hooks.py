"""What a provider is told to say, over the real desk and store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backend.core.api_calls import Asked, CallState, HangUp
from backend.core.call_line import Manner
from backend.core.call_log import CallLog
from backend.core.ports import CallEnd
from backend.core.records import LetterKind, StoredLetter
from backend.core.views import Allowed, Channel, Delivery
from tests.backend.core.stage import Stage


def ringing(at: Stage, hall: str) -> StoredLetter:
    """The letter of a call that was asked for."""
    at.send(hall, at.start(hall), Channel.VOICE)
    now = at.clock.now()
    with at.store.writing() as tx:
        (letter,) = (one for one in tx.outbox.claim(now, now, 10) if one.kind is LetterKind.CALL)
    return letter


def log_of(at: Stage) -> CallLog:
    return CallLog(at.store, at.sealer, at.clock)


def wrong_digit(at: Stage, hall: str, letter: StoredLetter) -> str:
    challenge = at.desks.resets.view(hall, letter.reset).challenge
    assert challenge is not None
    return next(one for one in "12345678" if one != challenge.digit)


def test_a_call_asks_and_its_digit_proves(at: Stage, hall: str) -> None:
    call = ringing(at, hall).id
    asked = at.desks.calls.answered(call)
    assert isinstance(asked, Asked)
    assert (asked.number, asked.language, asked.said.manner) == (1, "fr", Manner.ONCE)
    heard = at.desks.calls.pressed(call, 1, "0")
    assert isinstance(heard, Asked)
    assert heard.said.manner is Manner.TWICE_SLOWLY
    at.build()  # Any process is asked.
    digit = at.desks.resets.view(hall, _reset(at, call)).challenge
    assert digit is not None
    assert digit.digit is not None
    assert at.desks.calls.pressed(call, 2, digit.digit) == HangUp()
    at.desks.calls.over(call, CallState.FAILED)
    assert log_of(at).history(call).end is CallEnd.PROVED


def test_three_wrong_digits_told_by_a_provider_are_one_failed_proof(at: Stage, hall: str) -> None:
    letter = ringing(at, hall)
    wrong = wrong_digit(at, hall, letter)
    for number in (1, 2, 3):
        at.desks.calls.pressed(letter.id, number, wrong)
    assert at.desks.calls.pressed(letter.id, 3, wrong) == HangUp()
    at.desks.calls.over(letter.id, CallState.OVER)
    assert log_of(at).history(letter.id).end is CallEnd.WRONG
    after = at.desks.resets.view(hall, letter.reset)
    assert after.challenge is not None
    assert (after.challenge.delivery, after.allowed) == (Delivery.FAILED, Allowed.CHOOSE_METHOD)
    for most, then in ((2, Allowed.CHOOSE_METHOD), (1, Allowed.STAFF_ONLY)):
        at.set(limits=replace(at.settings.limits, failed_proofs_a_day=most))
        assert at.desks.resets.view(hall, letter.reset).allowed is then


def _reset(at: Stage, call: str) -> str:
    with at.store.reading() as tx:
        letter = tx.outbox.get(call)
    assert letter is not None
    return letter.reset


def test_a_key_told_to_many_at_once_counts_once(at: Stage, hall: str) -> None:
    call = ringing(at, hall).id
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: at.desks.calls.pressed(call, 1, "0"), range(8)))
    told = [one.said.manner for one in answers if isinstance(one, Asked)]
    assert len(told) == 8
    assert told.count(Manner.TWICE_SLOWLY) == 1
    assert log_of(at).history(call).keys == ("0",)


def test_many_ends_at_once_are_one(at: Stage, hall: str) -> None:
    call, log = ringing(at, hall).id, log_of(at)
    ends = [CallEnd.FAILED, CallEnd.NO_ANSWER] * 4
    with ThreadPoolExecutor(8) as pool:
        settled = set(pool.map(lambda end: log.settle(call, end), ends))
    assert settled == {log.history(call).end}
    assert len(log.history(call).steps) == 1


@pytest.mark.parametrize("call", ["", "0" * 32, "x"])
def test_a_call_that_is_none(at: Stage, call: str) -> None:
    assert at.desks.calls.answered(call) == HangUp()
    assert at.desks.calls.pressed(call, 1, "0") == HangUp()
    assert at.desks.calls.machine(call) == HangUp()
    at.desks.calls.over(call, CallState.OVER)
    assert log_of(at).history(call).steps == ()


def test_a_letter_that_is_no_call_says_nothing(at: Stage, hall: str) -> None:
    at.send(hall, at.start(hall), Channel.SMS)
    now = at.clock.now()
    with at.store.writing() as tx:
        (letter,) = tx.outbox.claim(now, now, 10)
    assert at.desks.calls.answered(letter.id) == HangUp()


def test_a_machine_ends_the_call(at: Stage, hall: str) -> None:
    call = ringing(at, hall).id
    assert at.desks.calls.machine(call) == HangUp()
    assert at.desks.calls.pressed(call, 1, "0") == HangUp()
    assert log_of(at).history(call).end is CallEnd.NO_ANSWER


@pytest.mark.parametrize(
    ("keys", "state", "end"),
    [
        ("", CallState.OVER, CallEnd.NO_ANSWER),
        ("", CallState.FAILED, CallEnd.FAILED),
        ("wrong", CallState.OVER, CallEnd.NO_ANSWER),
        ("0", CallState.OVER, CallEnd.HEARD),
        ("0", CallState.FAILED, CallEnd.HEARD),
    ],
)
def test_how_a_call_that_is_over_ended(
    at: Stage, hall: str, keys: str, state: CallState, end: CallEnd
) -> None:
    letter = ringing(at, hall)
    call, pressed = letter.id, [wrong_digit(at, hall, letter)] if keys == "wrong" else list(keys)
    for number, key in enumerate(pressed, 1):
        at.desks.calls.pressed(call, number, key)
    at.desks.calls.over(call, state)
    assert log_of(at).history(call).end is end


def test_the_code_goes_with_the_challenge(at: Stage, hall: str) -> None:
    """What is asked after the code has run out, or was used, hears nothing."""
    call = ringing(at, hall).id
    at.clock.pause(11 * 60)
    assert at.desks.calls.pressed(call, 1, "0") == HangUp()


def test_steps_go_with_their_letter(at: Stage, hall: str) -> None:
    call = ringing(at, hall)
    at.desks.calls.machine(call.id)
    at.clock.pause(400 * 86400)
    at.age()
    assert log_of(at).history(call.id).steps == ()

"""A process dies, or loses its call: what was pressed counts, and the person hears the truth."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from backend.core.api_calls import Asked, CallState, HangUp
from backend.core.call_leases import LEASE
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret
from backend.core.settings import LimitSettings
from backend.core.store import StoreUnavailable
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.stage import MOBILE, NEW, Stage
from tests.backend.core.test_call_hooks import ringing
from tests.backend.core.test_calls import call, hang_up


class Killed(BaseException):
    """The process ends here."""


def dies(script: CallScript) -> CallEnd:
    raise Killed


@pytest.fixture
def dying(at: Stage) -> Callable[[], None]:
    """Whoever takes the next call dies while it rings; another process is there afterwards."""
    place = at.voice.call

    def drain() -> None:
        at.voice.call = dies  # type: ignore[method-assign] # the process ends amid the call
        at.desks.postman.drain()
        at.desks.postman.close()
        for thread in threading.enumerate():
            if thread.name.startswith("call"):
                thread.join()
        at.voice.call = place  # type: ignore[method-assign] # the next process
        at.build()

    return drain


def pressed(at: Stage, hall: str, view: ResetView, letter: str, number: int = 1) -> None:
    shown = at.desks.resets.view(hall, view.id).challenge
    assert shown is not None
    assert shown.digit is not None
    assert at.desks.calls.pressed(letter, number, shown.digit) == HangUp()


def view_of(at: Stage, hall: str, letter: str) -> ResetView:
    with at.store.reading() as tx:
        found = tx.outbox.get(letter)
    assert found is not None
    return at.desks.resets.view(hall, found.reset)


def kinds(at: Stage, kind: str) -> list[dict[str, str]]:
    with at.store.reading() as tx:
        found = tx.audit.of_kinds((kind,), at.clock.now().replace(year=2000))
    return [json.loads(one.detail) for one in found]


# --- what a provider tells to a process that did not call ------------------------------------------


def test_the_right_key_counts_when_nobody_waits_for_the_call(at: Stage, hall: str) -> None:
    letter = ringing(at, hall)
    pressed(at, hall, view_of(at, hall, letter.id), letter.id)
    after = view_of(at, hall, letter.id)
    assert after.allowed is Allowed.NEW_PASSWORD
    assert at.desks.resets.set_password(hall, after.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET
    at.clock.advance(seconds=600)
    at.desks.postman.drain()
    hang_up(at)
    assert at.voice.scripts == at.voice.resumed == []


@contextmanager
def _unwritable(at: Stage) -> Iterator[None]:
    """Everything that follows from a key fails; a database that goes away, or a process that does."""
    note = at.desks.calls._book._endings._note  # type: ignore[attr-defined] # the last statement of it

    def fails(*_parts: object) -> None:
        raise StoreUnavailable

    at.desks.calls._book._endings._note = fails  # type: ignore[attr-defined]
    yield
    at.desks.calls._book._endings._note = note  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["right", "9"])
def test_a_key_has_all_of_its_effect_or_was_never_heard(at: Stage, hall: str, key: str) -> None:
    letter = ringing(at, hall)
    view = view_of(at, hall, letter.id)
    assert view.challenge is not None
    told = key if key == "9" else view.challenge.digit or ""
    with _unwritable(at), pytest.raises(StoreUnavailable):
        at.desks.calls.pressed(letter.id, 1, told)
    again = at.desks.calls.answered(letter.id)
    assert isinstance(again, Asked)
    assert again.number == 1
    assert view_of(at, hall, letter.id).allowed is Allowed.ANSWER_CALL
    at.desks.calls.pressed(letter.id, 1, told)
    wanted = Allowed.ENDED if key == "9" else Allowed.NEW_PASSWORD
    assert view_of(at, hall, letter.id).allowed is wanted


def test_nine_ends_the_reset_at_once_and_warns_the_owner_once(at: Stage, hall: str) -> None:
    letter = ringing(at, hall)
    assert at.desks.calls.pressed(letter.id, 1, "9") == HangUp()
    assert view_of(at, hall, letter.id).outcome is Outcome.ENDED_BY_OWNER
    assert [one["end"] for one in kinds(at, "not_me")] == ["not_me"]
    for _ in range(3):
        at.clock.advance(seconds=60)
        hang_up(at)
    assert [one.destination.reveal() for one in at.email.messages] == ["francisco@gmail.com"]
    assert (at.voice.scripts, at.voice.resumed) == ([], [])


def test_nine_alarms_also_when_the_code_was_used_already(at: Stage, hall: str) -> None:
    """The person called has said the code to somebody, who was quick."""
    letter = ringing(at, hall)
    heard = at.desks.calls.pressed(letter.id, 1, "0")
    assert isinstance(heard, Asked)
    view = view_of(at, hall, letter.id)
    assert view.challenge is not None
    code = Secret("".join(mark for mark in heard.said.text.reveal() if mark.isdecimal()))
    assert at.desks.resets.answer(hall, view.id, view.challenge.id, code).outcome is Outcome.PROVED
    assert at.desks.calls.pressed(letter.id, 2, "9") == HangUp()
    assert view_of(at, hall, letter.id).outcome is Outcome.ENDED_BY_OWNER


def test_a_letter_that_is_no_call_ends_no_reset(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    with at.store.writing() as tx:
        (letter,) = tx.outbox.claim(at.clock.now(), at.clock.now(), 10)
    assert at.desks.calls.pressed(letter.id, 1, "9") == HangUp()
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.ANSWER_CODE


@pytest.mark.parametrize("state", CallState)
def test_the_end_that_a_provider_told_is_settled_by_whoever_is_there(
    at: Stage, hall: str, state: CallState
) -> None:
    letter = ringing(at, hall)
    at.desks.calls.over(letter.id, state)
    at.voice.answer = CallEnd.NO_ANSWER if state is CallState.OVER else CallEnd.FAILED
    hang_up(at)
    shown = view_of(at, hall, letter.id).challenge
    assert shown is not None
    assert shown.delivery is Delivery.FAILED


# --- limits hold for keys as for codes -----------------------------------------------------------


def test_the_right_key_proves_nothing_once_self_service_rests(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(failed_proofs_a_day=3))
    letter = ringing(at, hall)
    view = view_of(at, hall, letter.id)
    assert view.challenge is not None
    for _ in range(3):
        at.desks.resets.answer(hall, view.id, view.challenge.id, Secret("00000000"))
    pressed(at, hall, view, letter.id)
    assert view_of(at, hall, letter.id).allowed is Allowed.STAFF_ONLY


def test_the_right_key_proves_nothing_once_the_answers_are_spent(at: Stage, hall: str) -> None:
    at.voice.answer = CallEnd.PROVED
    view, place = call(at, hall), at.voice.call

    def guessing(script: CallScript) -> CallEnd:
        assert view.challenge is not None
        for _ in range(5):
            at.desks.resets.answer(hall, view.id, view.challenge.id, Secret("00000000"))
        return place(script)

    at.voice.call = guessing  # type: ignore[method-assign] # somebody guesses while it rings
    hang_up(at)
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD


# --- the process that carried it ------------------------------------------------------------------


@pytest.mark.logs_errors
def test_a_call_whose_process_died_is_broken_and_does_not_count(
    at: Stage, hall: str, dying: Callable[[], None]
) -> None:
    view = call(at, hall)
    dying()
    at.voice.answer = CallEnd.BROKEN
    at.clock.advance(seconds=LEASE.total_seconds() - 1)
    hang_up(at)
    assert at.voice.resumed == []
    at.clock.advance(seconds=1)
    hang_up(at)
    assert (len(at.voice.scripts), len(at.voice.resumed)) == (0, 1)
    after = at.desks.resets.view(hall, view.id)
    assert after.challenge is not None
    assert (after.allowed, after.challenge.delivery) == (Allowed.CHOOSE_METHOD, Delivery.BROKEN)
    assert kinds(at, "call_ended") == [{"end": "broken", "gateway": "voice"}]
    # Two an hour are left.
    at.voice.answer = CallEnd.NO_ANSWER
    for wanted in (Outcome.SENT, Outcome.SENT, Outcome.SEND_LIMITED):
        method = next(one for one in after.methods if one.channel is Channel.VOICE)
        asked = at.desks.resets.send_challenge(hall, view.id, method.id, MOBILE, resend=False)
        assert asked.outcome is wanted
        hang_up(at)


@pytest.mark.logs_errors
def test_a_call_that_goes_on_elsewhere_proves(at: Stage, hall: str, dying: Callable[[], None]) -> None:
    view = call(at, hall)
    dying()
    at.clock.advance(seconds=LEASE.total_seconds())
    hang_up(at)
    assert (len(at.voice.scripts), len(at.voice.resumed)) == (0, 1)
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.NEW_PASSWORD
    assert kinds(at, "call_ended") == [{"end": "proved", "gateway": "voice"}]


def test_an_older_call_that_nobody_took_says_nothing_of_the_newer(at: Stage, hall: str) -> None:
    view = call(at, hall)
    at.clock.advance(seconds=60)
    method = next(one for one in view.methods if one.channel is Channel.VOICE)
    at.desks.resets.send_challenge(hall, view.id, method.id, None, resend=True)
    ends = iter([CallEnd.NO_ANSWER, CallEnd.HEARD])
    at.voice.call = lambda script: next(ends)  # type: ignore[method-assign] # one after the other
    with ThreadPoolExecutor(1) as one_at_a_time:
        at.desks.postman._threads = one_at_a_time
        at.desks.postman.drain()
    at.build()
    after = at.desks.resets.view(hall, view.id)
    assert after.challenge is not None
    assert after.challenge.delivery is Delivery.DELIVERED


@pytest.mark.parametrize(
    ("end", "told"), [(one, one.value) for one in CallEnd if one not in {CallEnd.NOT_ME}], ids=str
)
def test_the_audit_says_how_a_call_ended_and_who_carried_it(
    at: Stage, hall: str, end: CallEnd, told: str
) -> None:
    at.voice.answer = end
    call(at, hall)
    hang_up(at)
    assert kinds(at, "call_ended") == [{"end": told, "gateway": "voice"}]

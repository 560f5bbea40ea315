"""Wrong, late, reused and resent codes, and where they may go."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import challenges, outbox
from backend.core.api import NotAllowed, ResetGone
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.stage import MOBILE, Stage

WRONG = Secret("0000 0000")


def sent(at: Stage, hall: str) -> tuple[ResetView, str]:
    view = at.send(hall, at.start(hall))
    assert view.challenge is not None
    return view, view.challenge.id


def test_a_wrong_code_takes_one_attempt(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    view = at.desks.resets.answer(hall, view.id, challenge, WRONG)
    assert view.outcome is Outcome.WRONG_CODE
    assert view.challenge is not None
    assert view.challenge.attempts_left == 4


def test_the_fifth_wrong_code_spends_the_challenge_and_the_right_one_comes_too_late(
    at: Stage, hall: str
) -> None:
    view, challenge = sent(at, hall)
    code = at.code()
    for _ in range(5):
        view = at.desks.resets.answer(hall, view.id, challenge, WRONG)
    assert view.allowed is Allowed.CHOOSE_METHOD
    assert view.challenge is not None
    assert view.challenge.delivery is Delivery.SPENT
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.CODE_SPENT


def test_a_late_code_is_expired_to_the_second(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    code = at.code()
    at.clock.advance(minutes=10)
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.CODE_EXPIRED
    view, challenge = sent(at, hall)
    code = at.code()
    at.clock.advance(minutes=10, seconds=-1)
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.PROVED


def test_a_code_works_once(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    code = at.code()
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.PROVED
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.CODE_SPENT
    other = at.start(hall)
    with pytest.raises(NotAllowed):
        at.desks.resets.answer(hall, other.id, challenge, code)


def test_a_resend_sends_the_same_code_and_extends_nothing(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    first, method = at.code(), view.methods[1].id
    at.clock.advance(seconds=31)
    view = at.desks.resets.send_challenge(hall, view.id, method, None, resend=True)
    assert view.outcome is Outcome.RESENT
    assert view.challenge is not None
    assert (view.challenge.id, view.challenge.expires_in, view.challenge.resends_left) == (challenge, 569, 2)
    assert at.code().matches(first)
    assert len(at.sms.messages) == 2


def test_a_resend_waits_and_comes_three_times_at_most(at: Stage, hall: str) -> None:
    view, _ = sent(at, hall)
    method = view.methods[1].id
    view = at.desks.resets.send_challenge(hall, view.id, method, None, resend=True)
    assert (view.outcome, view.retry_in) == (Outcome.SEND_LIMITED, 30)
    outcomes = []
    for _ in range(4):
        at.clock.advance(seconds=31)
        outcomes.append(at.desks.resets.send_challenge(hall, view.id, method, None, resend=True).outcome)
    assert outcomes == [Outcome.RESENT] * 3 + [Outcome.SEND_LIMITED]


def test_one_live_code_a_reset(at: Stage, hall: str) -> None:
    view, first = sent(at, hall)
    code = at.code()
    view = at.send(hall, view, Channel.EMAIL, Secret("Francisco@GMAIL.com"))
    assert view.outcome is Outcome.SENT
    assert at.desks.resets.answer(hall, view.id, first, code).outcome is Outcome.CODE_SPENT


@pytest.mark.parametrize("typed", ["0470123423", "+32 470 12 34 23", "0032470123423"])
def test_one_number_in_every_form(at: Stage, hall: str, typed: str) -> None:
    assert at.send(hall, at.start(hall), typed=Secret(typed)).outcome is Outcome.SENT


def test_another_number_is_a_failed_proof_and_an_unreadable_one_is_not(at: Stage, hall: str) -> None:
    view = at.start(hall)
    for _ in range(20):
        assert at.send(hall, view, typed=Secret("12")).outcome is Outcome.DESTINATION_UNREADABLE
    for _ in range(9):
        assert at.send(hall, view, typed=Secret("0470123424")).outcome is Outcome.DESTINATION_MISMATCH
    assert at.send(hall, view, typed=Secret("0470123424")).outcome is Outcome.RESTS
    at.desks.postman.drain()
    assert at.sms.messages == []


def test_what_is_sent_goes_to_the_stored_address(at: Stage, hall: str) -> None:
    at.send(hall, at.start(hall), Channel.EMAIL, Secret("  FRANCISCO@gmail.com "))
    at.desks.postman.drain()
    assert at.email.messages[0].destination.reveal() == "francisco@gmail.com"


def test_the_destination_is_blanked_and_the_code_is_nowhere(at: Stage, hall: str) -> None:
    sent(at, hall)
    code = at.code().reveal()
    with reading(at.engine) as connection:
        assert connection.execute(select(outbox.c.sealed)).scalars().all() == [b""]
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr] # sqlite3
    assert code not in dump
    assert "470123423" not in dump


def test_a_challenge_moved_to_another_account_has_another_code(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    code = at.code()
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(account="key-of-a-victim"))
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.WRONG_CODE


def test_a_letter_moved_to_another_account_is_not_sent(at: Stage, hall: str) -> None:
    view, _ = sent(at, hall)
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(account="key-of-a-victim"))
        connection.execute(update(outbox).values(account="key-of-a-victim"))
    at.desks.postman.drain()
    assert at.sms.messages == []
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD


def test_another_station_sees_nothing_of_it(at: Stage, hall: str) -> None:
    view, challenge = sent(at, hall)
    other = at.enrol("Library")
    with pytest.raises(ResetGone):
        at.desks.resets.view(other, view.id)
    with pytest.raises(ResetGone):
        at.desks.resets.answer(other, view.id, challenge, at.code())
    with pytest.raises(ResetGone):
        at.desks.resets.send_challenge(other, view.id, view.methods[1].id, MOBILE, resend=False)

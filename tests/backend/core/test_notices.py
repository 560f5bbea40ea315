"""A letter that nobody took is sent again: a notice later and later, a code twice within moments, no call."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit, outbox
from backend.core.audit import AuditKind
from backend.core.desk import Desks
from backend.core.letters import CODE_WAITS, NOTICE_LIFE, NOTICE_WAITS
from backend.core.ports import Message, Sent
from backend.core.records import LetterKind, LetterState
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Delivery, Outcome
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import contact, person, telephone

MOMENT = timedelta(seconds=1)


def at_most(wait: timedelta) -> timedelta:
    """A quarter of a wait is random."""
    return wait * 1.25 + MOMENT


@pytest.fixture
def failing(at: Stage, hall: str) -> Stage:
    """The password is set, and nobody takes the mail with the notice. The owner has one address."""
    view = at.prove(hall)
    assert at.desks.resets.set_password(hall, view.id, "intent", NEW, None).outcome is Outcome.PASSWORD_SET
    at.email.answer = Sent.DEFERRED
    return at


def drained(at: Stage) -> list[Message]:
    """What came by mail in one go, the channel asked until nothing is due."""
    before = len(at.email.messages)
    while at.desks.postman.drain():
        pass
    return at.email.messages[before:]


def advance(at: Stage, wait: timedelta) -> None:
    at.clock.advance(seconds=wait.total_seconds())


def notice(at: Stage) -> tuple[LetterState, bytes]:
    """The one by mail."""
    by_mail = (outbox.c.kind == LetterKind.NOTICE, outbox.c.channel == Channel.EMAIL)
    query = select(outbox.c.state, outbox.c.sealed).where(*by_mail)
    with reading(at.engine) as connection:
        state, sealed = connection.execute(query).one()
    return state, sealed


def letters_noted(at: Stage) -> list[str]:
    """What the audit records say of notices."""
    query = select(audit.c.detail).where(audit.c.kind == AuditKind.LETTER.value)
    with reading(at.engine) as connection:
        details = [str(one) for one in connection.execute(query).scalars()]
    told = [one for one in details if LetterKind.NOTICE.value in one]
    return [one for one in told if Channel.EMAIL.value in one]


def test_it_is_sent_again_after_each_wait_and_then_no_more(failing: Stage) -> None:
    assert len(drained(failing)) == 1
    for wait in NOTICE_WAITS:
        advance(failing, wait - MOMENT)
        assert drained(failing) == []
        assert notice(failing)[0] is LetterState.QUEUED
        advance(failing, at_most(wait) - wait + MOMENT)
        assert len(drained(failing)) == 1
    assert notice(failing) == (LetterState.FAILED, b"")
    advance(failing, NOTICE_LIFE)
    assert drained(failing) == []
    assert len(letters_noted(failing)) == 1


def test_every_wait_is_longer_than_the_one_before_and_all_fit_into_its_life() -> None:
    assert list(NOTICE_WAITS) == sorted(set(NOTICE_WAITS))
    assert sum(map(at_most, NOTICE_WAITS), timedelta()) < NOTICE_LIFE


def test_it_stops_at_the_first_success_with_the_same_words_and_id(failing: Stage) -> None:
    (first,) = drained(failing)
    failing.email.answer = Sent.ACCEPTED
    advance(failing, at_most(NOTICE_WAITS[0]))
    (second,) = drained(failing)
    assert (second.id, second.subject) == (first.id, first.subject)
    assert second.body.matches(first.body)
    assert second.destination.matches(first.destination)
    assert notice(failing) == (LetterState.SENT, b"")
    advance(failing, NOTICE_LIFE)
    assert drained(failing) == []


def test_a_restart_keeps_the_wait_and_the_count(failing: Stage) -> None:
    drained(failing)
    for wait in NOTICE_WAITS:
        failing.build()
        advance(failing, wait - MOMENT)
        assert drained(failing) == []
        failing.build()
        advance(failing, at_most(wait) - wait + MOMENT)
        assert len(drained(failing)) == 1
    assert notice(failing)[0] is LetterState.FAILED


def test_the_janitor_leaves_a_waiting_notice_alone_until_its_end(failing: Stage) -> None:
    drained(failing)
    failing.desks.janitor.sweep()
    state, sealed = notice(failing)
    assert (state, bool(sealed)) == (LetterState.QUEUED, True)
    advance(failing, NOTICE_LIFE)
    failing.desks.janitor.sweep()
    assert notice(failing) == (LetterState.DROPPED, b"")


def test_one_that_would_come_after_its_end_has_failed(failing: Stage) -> None:
    advance(failing, NOTICE_LIFE - MOMENT)
    assert len(drained(failing)) == 1
    assert notice(failing) == (LetterState.FAILED, b"")


def test_every_contact_is_told_in_the_language_of_the_account(at: Stage, hall: str) -> None:
    """Somebody who reads the mailbox could set the password; the telephone tells the owner."""
    contacts = (
        contact(Channel.EMAIL, "mathilde@example.org"),
        contact(Channel.EMAIL, "studentst2020@he-ferrer.eu"),
        *telephone("+32470000007"),
    )
    at.directory.add(replace(person("studentst2020", contacts=contacts), language="en"))
    view = at.send(hall, at.start(hall, "studentst2020"), Channel.SMS, Secret("0470000007"))
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    at.desks.postman.drain()
    told = [one for one in (*at.email.messages, *at.sms.messages) if not one.code]
    assert sorted(one.destination.reveal() for one in told) == [
        "+32470000007",
        "mathilde@example.org",
        "studentst2020@he-ferrer.eu",
    ]
    assert all("was changed at a station" in one.body.reveal() for one in told)


def test_a_contact_without_its_channel_is_told_nothing(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.parts = replace(at.parts, channels=replace(at.parts.channels, email=None))
    at.desks = Desks(at.parts)
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    at.desks.postman.drain()
    assert at.email.messages == []
    assert "a été changé" in at.sms.messages[-1].body.reveal()


def test_one_that_was_refused_for_good_is_not_sent_again(failing: Stage) -> None:
    failing.email.answer = Sent.FAILED
    assert len(drained(failing)) == 1
    assert notice(failing) == (LetterState.FAILED, b"")
    advance(failing, NOTICE_LIFE)
    assert drained(failing) == []


def test_a_code_that_was_refused_for_good_is_not_sent_again(at: Stage, hall: str) -> None:
    at.sms.answer = Sent.FAILED
    view = at.send(hall, at.start(hall))
    at.desks.postman.drain()
    assert delivery_of(at, hall, view.id) is Delivery.FAILED
    advance(at, NOTICE_WAITS[0])
    at.desks.postman.drain()
    assert len(at.sms.messages) == 1


def test_a_code_that_nobody_took_is_sent_again_within_moments_and_then_has_failed(
    at: Stage, hall: str
) -> None:
    at.sms.answer = Sent.DEFERRED
    view = at.send(hall, at.start(hall))
    for wait in CODE_WAITS:
        at.desks.postman.drain()
        assert delivery_of(at, hall, view.id) is Delivery.QUEUED
        advance(at, wait - MOMENT)
        assert at.desks.postman.drain() == 0
        advance(at, at_most(wait) - wait + MOMENT)
    at.desks.postman.drain()
    assert delivery_of(at, hall, view.id) is Delivery.FAILED
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD
    assert len(at.sms.messages) == 1 + len(CODE_WAITS)
    assert len({message.id for message in at.sms.messages}) == 1


def test_a_code_that_a_second_try_brings_off_counts(at: Stage, hall: str) -> None:
    at.sms.answer = Sent.DEFERRED
    view = at.send(hall, at.start(hall))
    at.desks.postman.drain()
    at.sms.answer = Sent.ACCEPTED
    advance(at, at_most(CODE_WAITS[0]))
    assert view.challenge is not None
    code = at.code()
    assert delivery_of(at, hall, view.id) is Delivery.SENT
    assert at.desks.resets.answer(hall, view.id, view.challenge.id, code).outcome is Outcome.PROVED


def delivery_of(at: Stage, hall: str, reset_id: str) -> Delivery:
    challenge = at.desks.resets.view(hall, reset_id).challenge
    assert challenge is not None
    return challenge.delivery


def test_a_code_goes_before_older_notices(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    at.clock.advance(seconds=1)
    at.send(hall, at.start(hall))
    with at.store.writing() as tx:
        first = tx.outbox.claim(at.clock.now(), at.clock.now() + MOMENT, 1)
    assert [one.kind for one in first] == [LetterKind.CODE]


def test_a_code_goes_before_the_notices_that_failed(failing: Stage, hall: str) -> None:
    """The oldest first would have a mail server that is down hold up whoever waits at a station."""
    drained(failing)
    advance(failing, at_most(NOTICE_WAITS[0]))
    failing.send(hall, failing.start(hall))
    with failing.store.writing() as tx:
        now = failing.clock.now()
        first = tx.outbox.claim(now, now + MOMENT, 1)
    assert [one.kind for one in first] == [LetterKind.CODE]

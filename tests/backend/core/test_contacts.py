"""A contact registered after a reset that staff approved; and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import contact_checks, outbox
from backend.core.api import NotAllowed, ProofSeen, ResetGone, Seen, Unavailable
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.settings import CountryCap, LimitSettings
from backend.core.views import Allowed, Channel, ContactCheck, Delivery, Outcome, ResetView
from tests.backend.core.stage import NEW, Stage, code_in
from tests.backend.core.test_approvals import ask, opened
from tests.backend.fakes import FERRER

MOBILE = Secret("0470 55 66 77")
MAIL = Secret("francisco@new.example")


def helped(at: Stage, hall: str) -> ResetView:
    """A reset that staff approved, done."""
    view = ask(at, hall)
    request = opened(at, view)
    seen = Seen(ProofSeen.EID, request.account_mark)
    given = at.desks.staff.approve(request.row.approval_id, "Ada", seen, "met")
    at.desks.resets.return_number(hall, view.id, 1, Secret(given.return_number))
    done = at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert done.outcome is Outcome.PASSWORD_SET
    at.desks.postman.drain()
    at.sms.messages.clear()
    at.email.messages.clear()
    return done


def send(
    at: Stage, hall: str, view: ResetView, channel: Channel = Channel.SMS, to: Secret = MOBILE
) -> ResetView:
    return at.desks.resets.register_contact(hall, view.id, channel, to)


def code(at: Stage, channel: Channel = Channel.SMS) -> Secret:
    at.desks.postman.drain()
    messages = at.sms.messages if channel is Channel.SMS else at.email.messages
    return code_in(messages[-1].body)


def numbers(at: Stage) -> dict[Channel, tuple[str, object]]:
    account = at.directory.accounts[FERRER.identifier]
    return {one.channel: (one.destination.reveal(), one.changed_at) for one in account.contacts}


def test_a_mobile_number_is_registered_and_the_old_contacts_are_told(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    assert (view.allowed, view.contact_offered, view.contact) == (Allowed.DONE, True, None)
    sent = send(at, hall, view)
    assert sent.outcome is Outcome.CONTACT_SENT
    assert sent.contact == ContactCheck(Channel.SMS, "*****77", Delivery.QUEUED, 5, 600)
    assert sent.revision > view.revision
    typed = code(at)
    assert at.sms.messages[-1].destination.reveal() == "+32470556677"
    shown = at.desks.resets.view(hall, view.id)
    assert shown.contact is not None
    assert shown.contact.delivery is Delivery.DELIVERED
    done = at.desks.resets.answer_contact(hall, view.id, typed)
    assert done.outcome is Outcome.CONTACT_REGISTERED
    assert done.contact is not None
    assert done.contact.delivery is Delivery.ANSWERED
    assert numbers(at)[Channel.SMS] == ("+32470556677", at.clock.now())
    assert numbers(at)[Channel.VOICE] == ("+32470556677", at.clock.now())
    at.email.messages.clear()
    at.desks.postman.drain()
    assert [one.destination.reveal() for one in at.email.messages] == ["francisco@gmail.com"]
    assert "556677" not in at.email.messages[0].body.reveal()


def test_it_is_no_way_in_for_seven_days(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    at.desks.resets.answer_contact(hall, view.id, code(at))
    at.desks.resets.leave(hall, view.id)
    assert {one.channel for one in at.start(hall).methods} == {Channel.EMAIL}
    at.clock.advance(days=7)
    assert Channel.SMS in {one.channel for one in at.start(hall).methods}


def test_a_personal_address_is_registered(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    sent = send(at, hall, view, Channel.EMAIL, Secret(" francisco@new.example "))
    assert sent.outcome is Outcome.CONTACT_SENT
    done = at.desks.resets.answer_contact(hall, view.id, code(at, Channel.EMAIL))
    assert done.outcome is Outcome.CONTACT_REGISTERED
    assert numbers(at)[Channel.EMAIL][0] == "francisco@new.example"


@pytest.mark.parametrize(
    ("channel", "to", "outcome"),
    [
        (Channel.EMAIL, "x@he-ferrer.eu", Outcome.CONTACT_REFUSED),
        (Channel.EMAIL, "x@students.HE-Ferrer.eu", Outcome.CONTACT_REFUSED),
        (Channel.EMAIL, "nobody", Outcome.DESTINATION_UNREADABLE),
        (Channel.EMAIL, "a@b@c.be", Outcome.DESTINATION_UNREADABLE),
        (Channel.EMAIL, "a@gmail.com\r\nBcc: b@c.be", Outcome.DESTINATION_UNREADABLE),
        (Channel.EMAIL, "a@.com", Outcome.DESTINATION_UNREADABLE),
        (Channel.EMAIL, "a,b@gmail.com", Outcome.DESTINATION_UNREADABLE),
        (Channel.SMS, "02 555 12 34", Outcome.CONTACT_REFUSED),
        (Channel.SMS, "12", Outcome.DESTINATION_UNREADABLE),
    ],
)
def test_what_cannot_be_registered(at: Stage, hall: str, channel: Channel, to: str, outcome: Outcome) -> None:
    view = helped(at, hall)
    assert send(at, hall, view, channel, Secret(to)).outcome is outcome
    at.desks.postman.drain()
    assert (at.sms.messages, at.email.messages) == ([], [])


def test_a_country_that_is_not_allowed(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(countries=(CountryCap("+32470", 0),)))
    assert send(at, hall, helped(at, hall)).outcome is Outcome.CONTACT_REFUSED


def test_sends_are_counted_for_the_account(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    outcomes = [send(at, hall, view, Channel.EMAIL, Secret(f"a{n}@b.be")).outcome for n in range(6)]
    assert outcomes == [Outcome.CONTACT_SENT] * 5 + [Outcome.SEND_LIMITED]


def test_five_answers_then_it_is_spent(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    wrong = Secret(f"{(int(right.reveal()) + 1) % 10**8:08d}")
    told = [at.desks.resets.answer_contact(hall, view.id, wrong) for _ in range(5)]
    assert {one.outcome for one in told} == {Outcome.WRONG_CODE}
    assert at.desks.resets.answer_contact(hall, view.id, right).outcome is Outcome.CODE_SPENT
    assert numbers(at)[Channel.SMS][0] == "+32470123423"


def test_ten_minutes_then_it_has_expired(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    at.clock.advance(minutes=10)
    assert at.desks.resets.answer_contact(hall, view.id, right).outcome is Outcome.CODE_EXPIRED


def test_a_code_registers_once(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    at.desks.resets.answer_contact(hall, view.id, right)
    assert at.desks.resets.answer_contact(hall, view.id, right).outcome is Outcome.CODE_SPENT


def test_a_newer_one_takes_the_place_of_the_first(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    first = code(at)
    send(at, hall, view, Channel.EMAIL, MAIL)
    assert at.desks.resets.answer_contact(hall, view.id, first).outcome is Outcome.WRONG_CODE


@pytest.mark.parametrize("lost", [False, True])
def test_a_directory_that_does_not_answer_takes_the_same_code_later(at: Stage, hall: str, lost: bool) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    if lost:
        at.directory.losing["register_contact"] = DirectoryOutcomeUnknown("lost")
    else:
        at.directory.failing["register_contact"] = DirectoryUnavailable("down")
    with pytest.raises(Unavailable):
        at.desks.resets.answer_contact(hall, view.id, right)
    again = at.desks.resets.answer_contact(hall, view.id, right)
    assert again.outcome is Outcome.CONTACT_REGISTERED


def refused(at: Stage, hall: str, view: ResetView) -> None:
    with pytest.raises((NotAllowed, ResetGone)):
        send(at, hall, view)
    with pytest.raises((NotAllowed, ResetGone)):
        at.desks.resets.answer_contact(hall, view.id, Secret("12345678"))
    assert numbers(at)[Channel.SMS][0] == "+32470123423"


def test_only_after_a_reset_that_staff_approved(at: Stage, hall: str) -> None:
    proved = at.prove(hall)
    refused(at, hall, proved)
    done = at.desks.resets.set_password(hall, proved.id, "i", NEW, None)
    assert not done.contact_offered
    refused(at, hall, done)


def test_not_before_the_reset_is_done(at: Stage, hall: str) -> None:
    refused(at, hall, ask(at, hall))


def test_not_after_the_person_has_left_or_somebody_else_has_begun(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    at.desks.resets.leave(hall, view.id)
    refused(at, hall, view)
    at.clock.advance(minutes=1)
    at.directory.passwords[FERRER.key] = "Other-9word"
    at.directory.history.clear()
    view = helped(at, hall)
    at.clock.advance(seconds=1)
    at.start(hall, "nobody")
    refused(at, hall, view)


def test_not_beyond_the_life_of_the_reset_nor_at_another_station(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    refused(at, at.enrol("Library"), view)
    at.clock.advance(hours=1)
    assert not at.desks.resets.view(hall, view.id).contact_offered
    refused(at, hall, view)


def test_not_where_the_directory_keeps_no_contacts(at: Stage, hall: str) -> None:
    at.directory.capabilities = replace(at.directory.capabilities, registers_contacts=False)
    view = helped(at, hall)
    assert not view.contact_offered
    refused(at, hall, view)


def test_it_never_allows_a_password(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    at.desks.resets.answer_contact(hall, view.id, code(at))
    writes = list(at.directory.writes)
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "another", Secret("Zk!5rivulet-Ost"), None)
    assert at.directory.writes == writes


@pytest.mark.parametrize("column", ["account", "destination", "channel", "station"])
def test_a_check_changed_by_hand_has_another_code(at: Stage, hall: str, column: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    with writing(at.engine) as connection:
        forged = Channel.EMAIL if column == "channel" else "forged"
        connection.execute(update(contact_checks).values({column: forged}))
    assert at.desks.resets.answer_contact(hall, view.id, right).outcome is Outcome.WRONG_CODE


def test_a_destination_changed_by_hand_is_not_registered(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at)
    with writing(at.engine) as connection:
        connection.execute(update(contact_checks).values(sealed=b"x" * 60))
    with pytest.raises(NotAllowed):
        at.desks.resets.answer_contact(hall, view.id, right)


def test_neither_code_nor_destination_stays(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    send(at, hall, view)
    right = code(at).reveal()
    at.desks.resets.answer_contact(hall, view.id, Secret(right))
    send(at, hall, view, Channel.EMAIL, MAIL)
    at.desks.postman.drain()
    at.clock.advance(minutes=11)
    at.desks.janitor.sweep()
    with reading(at.engine) as connection:
        assert set(connection.execute(select(contact_checks.c.sealed)).scalars()) == {b""}
        assert set(connection.execute(select(outbox.c.sealed)).scalars()) == {b""}
    with at.store.reading() as tx:
        told = [(one.kind, json.loads(one.detail)) for one in tx.audit.of_reset(view.id)]
        rows = repr(tx.audit.of_reset(view.id))
    assert ("contact_registered", {"outcome": "contact_registered", "channel": "sms"}) in told
    assert right not in rows
    assert "556677" not in rows


def test_the_code_lives_no_longer_than_the_reset(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    with at.store.reading() as tx:
        reset = tx.resets.by_id(view.id)
    assert reset is not None
    left = reset.expires_at - timedelta(minutes=2) - at.clock.now()
    at.clock.advance(seconds=left.total_seconds())
    sent = send(at, hall, view)
    assert sent.contact is not None
    assert sent.contact.expires_in == 120

"""Calls: a key pressed on the telephone, seen by the station."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import challenges, resets
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.stage import NEW, Stage, code_in
from tests.backend.fakes import RecordingCalls, person, telephone


def call(at: Stage, hall: str) -> ResetView:
    view = at.send(hall, at.start(hall), Channel.VOICE)
    assert view.allowed is Allowed.ANSWER_CALL
    return view


def hang_up(at: Stage) -> None:
    """Drain, and wait until every call has ended."""
    at.desks.postman.drain()
    at.desks.postman.close()
    for thread in threading.enumerate():
        if thread.name.startswith("call"):
            thread.join()
    at.build()


def test_the_digit_shown_is_the_digit_asked_and_proves(at: Stage, hall: str) -> None:
    view = call(at, hall)
    hang_up(at)
    assert view.challenge is not None
    script = at.voice.scripts[0]
    assert script.digit == view.challenge.digit
    assert script.digit in tuple("12345678")
    assert script.digit not in script.greeting
    after = at.desks.resets.view(hall, view.id)
    assert (after.allowed, after.revision > view.revision) == (Allowed.NEW_PASSWORD, True)
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET


def test_nine_ends_the_reset_and_warns_the_owner(at: Stage, hall: str) -> None:
    at.voice.answer = CallEnd.NOT_ME
    view = call(at, hall)
    hang_up(at)
    after = at.desks.resets.view(hall, view.id)
    assert (after.outcome, after.allowed) == (Outcome.ENDED_BY_OWNER, Allowed.ENDED)
    at.desks.postman.drain()
    assert [one.destination.reveal() for one in at.email.messages] == ["francisco@gmail.com"]
    with at.store.reading() as tx:
        assert len(tx.audit.of_kinds(("not_me",), at.clock.now().replace(year=2000))) == 1


def test_nobody_answers(at: Stage, hall: str) -> None:
    at.voice.answer = CallEnd.NO_ANSWER
    view = call(at, hall)
    hang_up(at)
    after = at.desks.resets.view(hall, view.id)
    assert after.challenge is not None
    assert (after.allowed, after.challenge.delivery) == (Allowed.CHOOSE_METHOD, Delivery.FAILED)


def test_wrong_digits_are_a_failed_proof_of_the_account(at: Stage, hall: str) -> None:
    at.voice.answer = CallEnd.WRONG
    at.set(limits=replace(at.settings.limits, failed_proofs_a_day=2))
    view = call(at, hall)
    hang_up(at)
    after = at.desks.resets.view(hall, view.id)
    assert after.challenge is not None
    assert (after.allowed, after.challenge.delivery) == (Allowed.CHOOSE_METHOD, Delivery.FAILED)
    library = at.enrol("Library")
    again = call(at, library)
    hang_up(at)
    assert at.desks.resets.view(library, again.id).allowed is Allowed.STAFF_ONLY
    with at.store.reading() as tx:
        ends = tx.audit.of_kinds(("call_ended",), at.clock.now().replace(year=2000))
    assert ['"end":"wrong_digits"' in one.detail.replace(" ", "") for one in ends] == [True, True]


def test_the_code_spoken_on_the_telephone_is_accepted_too(at: Stage, hall: str) -> None:
    at.voice.answer = CallEnd.HEARD
    view = call(at, hall)
    hang_up(at)
    assert view.challenge is not None
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.ANSWER_CALL
    spoken = at.voice.scripts[0].code_text.reveal()
    code = Secret("".join(mark for mark in spoken if mark.isdigit()))
    assert at.desks.resets.answer(hall, view.id, view.challenge.id, code).outcome is Outcome.PROVED


def test_a_call_proves_for_the_account_called_and_no_other(at: Stage, hall: str) -> None:
    """Rows that are changed while it rings do not move the proof."""
    at.directory.add(person("victimvi2018", contacts=telephone("+32470000009")))

    def answered(script: CallScript) -> CallEnd:
        with writing(at.engine) as connection:
            connection.execute(update(resets).values(account="key-victimvi2018"))
            connection.execute(update(challenges).values(account="key-victimvi2018"))
        return CallEnd.PROVED

    at.voice.call = answered  # type: ignore[method-assign] # a hand in the database meanwhile
    view = call(at, hall)
    hang_up(at)
    assert at.desks.resets.view(hall, view.id).allowed is not Allowed.NEW_PASSWORD


def test_a_call_does_not_hold_up_a_message(at: Stage, hall: str) -> None:
    ringing, answered = threading.Event(), threading.Event()

    def long_call(script: CallScript) -> CallEnd:
        ringing.set()
        answered.wait(30)
        return CallEnd.PROVED

    at.voice.call = long_call  # type: ignore[method-assign] # a call that lasts
    first = call(at, hall)
    at.desks.postman.drain()
    assert ringing.wait(30)
    library = at.enrol("Library")
    at.directory.add(person("otherot2019", contacts=telephone("+32470000001")))
    at.send(library, at.start(library, "OtherOt2019"), typed=Secret("0470000001"))
    at.desks.postman.drain()
    assert len(code_in(at.sms.messages[0].body).reveal()) == 8
    answered.set()
    while at.desks.resets.view(hall, first.id).allowed is Allowed.ANSWER_CALL:
        time.sleep(0.01)
    assert at.desks.resets.view(hall, first.id).allowed is Allowed.NEW_PASSWORD


def test_a_letter_whose_sender_died_is_sent_again_under_the_same_id(at: Stage, hall: str) -> None:
    class Killed(BaseException):
        pass

    def killed(message: object) -> None:
        ids.append(getattr(message, "id", ""))
        raise Killed

    ids: list[str] = []
    at.send(hall, at.start(hall))
    send = at.sms.send
    at.sms.send = killed  # type: ignore[method-assign,assignment] # dies while sending
    try:
        at.desks.postman.drain()
    except Killed:
        at.sms.send = send  # type: ignore[method-assign]
    at.desks.postman.drain()
    assert at.sms.messages == []
    at.clock.advance(seconds=61)
    at.desks.postman.drain()
    assert [one.id for one in at.sms.messages] == ids


class Relaying(RecordingCalls):
    """The owner says the code to a stranger, who sets a password at once; then the owner presses 9."""

    def call(self, script: CallScript) -> CallEnd:
        view = self.at.desks.resets.view(self.hall, self.view.id)
        assert view.challenge is not None
        code = Secret("".join(mark for mark in script.code_text.reveal() if mark.isdecimal()))
        self.at.desks.resets.answer(self.hall, view.id, view.challenge.id, code)
        self.at.desks.resets.set_password(self.hall, view.id, "i", NEW, None)
        return CallEnd.NOT_ME

    at: Stage
    hall: str
    view: ResetView


def test_nine_after_the_write_does_not_say_that_nothing_changed(at: Stage, hall: str) -> None:
    at.voice = Relaying()
    at.build()
    at.voice.at, at.voice.hall, at.voice.view = at, hall, call(at, hall)
    hang_up(at)
    at.desks.postman.drain()
    with at.store.reading() as tx:
        assert len(tx.audit.of_kinds(("not_me",), at.clock.now().replace(year=2000))) == 1
    told = [one.body.reveal() for one in at.email.messages]
    assert len(told) == 1
    assert "a été changé" in told[0]

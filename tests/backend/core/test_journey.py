"""The journeys a person takes, from the first page to the last."""

from __future__ import annotations

from backend.core.api import Pace
from backend.core.secret import Secret
from backend.core.views import Allowed, Outcome, Work
from tests.backend.core.stage import CAPTCHA, NEW, Stage, code_in


def test_a_reset_from_start_to_done(at: Stage, hall: str) -> None:
    view = at.start(hall)
    assert (view.outcome, view.allowed) == (Outcome.STARTED, Allowed.CHOOSE_METHOD)
    assert [one.mask for one in view.methods] == ["f•••@g•••.com", "*****23", "*****23"]
    view = at.send(hall, view)
    assert (view.outcome, view.allowed) == (Outcome.SENT, Allowed.ANSWER_CODE)
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert (view.outcome, view.allowed, view.gates_left) == (Outcome.PROVED, Allowed.NEW_PASSWORD, 0)
    assert view.account is not None
    assert view.account.identifier == "ferrerfr2017@he-ferrer.eu"
    view = at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    assert (view.outcome, view.allowed) == (Outcome.PASSWORD_SET, Allowed.DONE)
    assert view.completed is not None
    assert (view.completed.work, view.completed.at) == (Work.PASSWORD, "2026-03-02T10:00")
    assert at.directory.passwords["key-ferrerfr2017"] == NEW.reveal()


def test_the_owner_is_told_at_every_address(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    done = at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    at.desks.postman.drain()
    assert [one.destination.reveal() for one in at.email.messages] == ["francisco@gmail.com"]
    assert done.completed is not None
    assert done.completed.reference in at.email.messages[0].body.reveal()


def test_a_change_with_the_old_password(at: Stage, hall: str) -> None:
    result = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret("Old-Word-2025"), "fr")
    assert result.reset is not None
    assert result.reset.allowed is Allowed.NEW_PASSWORD
    view = at.desks.resets.set_password(hall, result.reset.id, "i", NEW, Secret("Old-Word-2025"))
    assert view.outcome is Outcome.PASSWORD_SET
    assert "change" in at.directory.log
    assert "reset" not in at.directory.log


def test_the_code_is_eight_digits_in_two_groups(at: Stage, hall: str) -> None:
    at.send(hall, at.start(hall))
    at.desks.postman.drain()
    assert len(code_in(at.sms.messages[0].body).reveal()) == 8


def test_who_needs_more_time_gets_a_reset_that_lives_longer(at: Stage, hall: str) -> None:
    ordinary = at.start(hall)
    longer = at.desks.resets.start(hall, "FerrerFr2017", "fr", CAPTCHA, Pace.LONGER)
    assert (ordinary.expires_in, longer.expires_in) == (1200, 2400)
    nobody = at.desks.resets.start(hall, "Nobody.Here", "fr", CAPTCHA, Pace.LONGER)
    assert nobody.expires_in == 2400
    proved = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret("Old-Word-2025"), "fr", Pace.LONGER).reset
    assert proved is not None
    assert proved.expires_in == 2400


def test_more_time_prolongs_no_code_no_proof_and_not_the_longest_life(at: Stage, hall: str) -> None:
    view = at.desks.resets.start(hall, "FerrerFr2017", "fr", CAPTCHA, Pace.LONGER)
    sent = at.send(hall, view).challenge
    assert sent is not None
    assert sent.expires_in == 600
    for minutes in (35, 19):
        at.clock.advance(minutes=minutes)
        view = at.desks.resets.ask_approval(hall, view.id)
    assert view.expires_in == 60 * (60 - 35 - 19)

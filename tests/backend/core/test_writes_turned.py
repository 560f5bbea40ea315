"""A reset that staff make another account's while somebody writes: nobody gets what others have proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from backend.core.api import NotAllowed
from backend.core.ports import Standing, WriteResult
from backend.core.secret import Secret
from backend.core.views import Allowed, Outcome, PasswordRules, ResetView
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_approvals import approve, opened
from tests.backend.fakes import FERRER, OLD, person

ADMIN, STUDENT = person("adminad2011"), person("studentst2020")


@pytest.fixture
def two(at: Stage) -> None:
    at.directory.add(ADMIN)
    at.directory.add(STUDENT)


def approved_for_the_student(at: Stage, hall: str, view: ResetView) -> Callable[[], ResetView]:
    """Staff approve the reset as the student's; what is given back types their number."""
    asked = at.desks.resets.ask_approval(hall, view.id)
    request = at.desks.staff.attach(opened(at, asked).row.approval_id, "Ada", STUDENT.identifier)
    number = Secret(approve(at, request).return_number)
    return lambda: at.desks.resets.return_number(hall, view.id, 1, number)


@pytest.mark.usefixtures("two")
def test_an_approval_of_one_account_is_no_proof_for_the_one_before(
    at: Stage, hall: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had signed in may change that password with the old one, and never set it."""
    view = at.desks.resets.sign_in(hall, ADMIN.identifier, Secret(OLD), "fr").reset
    assert view is not None
    at.directory.accounts[ADMIN.identifier] = replace(ADMIN, standing=Standing.PRIVILEGED)
    returned, rules = approved_for_the_student(at, hall, view), at.directory.rules

    def meanwhile() -> PasswordRules:
        """The account was looked at, and the write has not begun."""
        monkeypatch.undo()
        assert returned().outcome is Outcome.RETURN_ACCEPTED
        return rules()

    monkeypatch.setattr(at.directory, "rules", meanwhile)
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "i", NEW, Secret("no longer the old one"))
    assert at.directory.writes == []
    assert at.desks.resets.set_password(hall, view.id, "j", NEW, None).outcome is Outcome.PASSWORD_SET
    assert at.directory.writes == [(STUDENT.key, NEW.reveal())]


@pytest.mark.usefixtures("two")
def test_a_reset_stays_whose_it_is_while_a_password_is_written(
    at: Stage, hall: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the record would tell of a password of the student's, and the proof of staff be used up."""
    view = at.send(hall, at.start(hall))
    returned, write = approved_for_the_student(at, hall, view), at.directory.reset
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())

    def meanwhile(key: str, password: Secret) -> WriteResult:
        with pytest.raises(NotAllowed):
            returned()
        return write(key, password)

    monkeypatch.setattr(at.directory, "reset", meanwhile)
    done = at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert (done.outcome, done.allowed) == (Outcome.PASSWORD_SET, Allowed.DONE)
    assert done.account is not None
    assert done.account.identifier == FERRER.identifier
    assert not done.contact_offered

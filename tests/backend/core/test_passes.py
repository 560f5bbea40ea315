"""A temporary pass after a reset that staff approved; and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit
from backend.core.api import NotAllowed, ResetGone, Unavailable
from backend.core.pass_view import PassOutcome, PassResult
from backend.core.ports import DirectoryUnavailable, Standing, TemporaryPass
from backend.core.secret import Secret
from backend.core.views import Outcome
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_contacts import helped
from tests.backend.fakes import FERRER

PASS = "K7W!2pQz"


@pytest.fixture(autouse=True)
def issuing(at: Stage) -> None:
    at.directory.capabilities = replace(at.directory.capabilities, issues_temporary_pass=True)
    give(at)


def give(at: Stage) -> None:
    at.directory.passes[FERRER.key] = TemporaryPass(Secret(PASS), at.clock.now() + timedelta(minutes=60))


def test_it_is_told_once_and_is_in_no_record(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    assert view.pass_offered
    told = at.desks.resets.issue_pass(hall, view.id)
    assert told == PassResult(PassOutcome.ISSUED, PASS, 3600)
    assert PASS not in repr(told)
    with reading(at.engine) as connection:
        kinds = {row.kind: row.detail for row in connection.execute(select(audit.c.kind, audit.c.detail))}
        everything = [str(tuple(row)) for row in connection.execute(select(audit))]
    assert json.loads(kinds["pass_issued"]) == {"outcome": "issued"}
    assert "pass_asked" in kinds
    assert not any(PASS in row for row in everything)


def test_no_reset_without_staff_gets_one(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)
    done = at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert (done.outcome, done.pass_offered) == (Outcome.PASSWORD_SET, False)
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)
    assert "temporary_pass" not in at.directory.log


def test_another_station_gets_none(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    with pytest.raises(ResetGone):
        at.desks.resets.issue_pass(at.enrol("Library"), view.id)


def test_once_the_next_person_has_begun_it_is_over(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    at.clock.advance(seconds=1)
    at.start(hall, "nobody")
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)
    assert "temporary_pass" not in at.directory.log


def test_once_the_time_of_the_reset_is_over_it_is_too(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    at.clock.advance(hours=2)
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)
    assert "temporary_pass" not in at.directory.log


def test_two_for_each_reset_and_no_third(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    outcomes = [at.desks.resets.issue_pass(hall, view.id).outcome for _ in range(4)]
    assert outcomes == [PassOutcome.ISSUED, PassOutcome.ISSUED, PassOutcome.LIMITED, PassOutcome.LIMITED]
    assert at.directory.log.count("temporary_pass") == 2


def test_a_directory_that_gives_none_says_so(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    at.directory.passes.clear()
    assert at.desks.resets.issue_pass(hall, view.id) == PassResult(PassOutcome.NONE)


def test_an_account_that_was_closed_meanwhile_gets_none(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    account = at.directory.accounts[FERRER.identifier]
    at.directory.accounts[FERRER.identifier] = replace(account, standing=Standing.PRIVILEGED)
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)
    assert "temporary_pass" not in at.directory.log


def test_a_directory_that_is_down_is_told(at: Stage, hall: str) -> None:
    view = helped(at, hall)
    at.directory.failing["find"] = DirectoryUnavailable("down")
    with pytest.raises(Unavailable):
        at.desks.resets.issue_pass(hall, view.id)


def test_it_is_not_offered_where_the_directory_issues_none(at: Stage, hall: str) -> None:
    at.directory.capabilities = replace(at.directory.capabilities, issues_temporary_pass=False)
    view = helped(at, hall)
    assert view.contact_offered
    assert not view.pass_offered
    with pytest.raises(NotAllowed):
        at.desks.resets.issue_pass(hall, view.id)

"""Whoever may write the database, but holds no key: nothing they change opens an account."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import approvals, challenges, enrolments, stations
from backend.core.api import EnrolmentUnknown, ProofSeen, Seen, Unavailable
from backend.core.secret import Secret
from backend.core.views import Outcome
from tests.backend.core.stage import Stage

MINE = b"m" * 32


def test_a_key_put_in_the_place_of_a_stations_is_unknown(at: Stage, hall: str) -> None:
    with writing(at.engine) as connection:
        mine = {"public_key": MINE, "fingerprint": sha256(MINE).hexdigest()}
        connection.execute(update(stations).where(stations.c.id == hall).values(mine))
    assert at.desks.stations.key(sha256(MINE).hexdigest()) is None


def test_a_key_under_the_fingerprint_of_another_is_unknown(at: Stage, hall: str) -> None:
    fingerprint = at.desks.stations.listing()[0].fingerprint
    with writing(at.engine) as connection:
        connection.execute(update(stations).where(stations.c.id == hall).values(public_key=MINE))
    assert at.desks.stations.key(fingerprint) is None


def test_a_key_exchanged_before_the_approval_is_not_enrolled(at: Stage) -> None:
    offer = at.desks.stations.offer(b"k" * 32)
    with writing(at.engine) as connection:
        connection.execute(update(enrolments).values(public_key=MINE))
    with pytest.raises(EnrolmentUnknown):
        at.desks.stations.approve(offer.code, "Hall", "", "operator")


def test_a_code_whose_end_was_put_off_is_another_code(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    code, challenge = at.code(), view.challenge
    assert challenge is not None
    with writing(at.engine) as connection:
        later = at.clock.now() + timedelta(days=1)
        connection.execute(update(challenges).values(expires_at=later))
    told = at.desks.resets.answer(hall, view.id, challenge.id, code)
    assert told.outcome is Outcome.WRONG_CODE


def test_an_approval_whose_end_was_put_off_approves_nothing(at: Stage, hall: str) -> None:
    view = at.desks.resets.ask_approval(hall, at.start(hall).id)
    assert view.approval is not None
    opened = at.desks.staff.open(view.approval.request_code, "anne")
    seen = Seen(ProofSeen.STUDENT_CARD, opened.account_mark)
    given = at.desks.staff.approve(opened.row.approval_id, "anne", seen, "card seen")
    with writing(at.engine) as connection:
        later = at.clock.now() + timedelta(days=1)
        connection.execute(update(approvals).values(expires_at=later))
    told = at.desks.resets.return_number(hall, view.id, 1, Secret(given.return_number))
    assert told.outcome is Outcome.RETURN_WRONG


def test_strangers_cannot_fill_the_database_with_enrolments(at: Stage) -> None:
    registry = at.desks.stations
    for number in range(64):
        registry.offer(bytes([number]) * 32)
    with pytest.raises(Unavailable):
        registry.offer(MINE)
    at.clock.advance(minutes=15)
    assert registry.offer(MINE).code

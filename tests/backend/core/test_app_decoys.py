"""Codes of apps for a decoy: shown, asked for, answered and counted alike, and never right."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import facts
from backend.core.authenticator import NOBODYS, Authenticator
from backend.core.ports import Standing
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Outcome
from tests.backend.core.app_stage import APP, WRONG, asked, furnish, now, owner
from tests.backend.core.stage import Stage
from tests.backend.core.test_same_work import recorded
from tests.backend.fakes import EPOCH, contact, person


@pytest.fixture
def at(at: Stage) -> Stage:
    return furnish(at)


KINDS = ("unknown", "locked", "disabled", "expired", "privileged", "nocontact", "fresh", "gone")
CLOSED = [kind for kind in KINDS if kind != "locked"]


def arrange(at: Stage) -> None:
    for standing in (Standing.LOCKED, Standing.DISABLED, Standing.EXPIRED, Standing.PRIVILEGED):
        at.directory.add(owner(standing.value, standing=standing))
    at.directory.add(person("nocontact"))
    fresh = contact(Channel.AUTHENTICATOR, APP.packed().reveal(), EPOCH - timedelta(days=1))
    at.directory.add(person("fresh", contacts=(fresh,)))
    at.directory.add(owner("gone"))


@pytest.mark.parametrize("kind", CLOSED)
def test_a_decoy_is_asked_and_answered_alike_and_never_right(at: Stage, hall: str, kind: str) -> None:
    arrange(at)
    view, challenge = asked(at, hall, kind)
    if kind == "gone":
        at.directory.accounts.pop("gone@he-ferrer.eu")
    assert (view.outcome, view.allowed) == (Outcome.CODE_AWAITED, Allowed.ANSWER_CODE)
    for code in (now(at), now(at, NOBODYS), WRONG):
        assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.WRONG_CODE
    with reading(at.engine) as connection:
        assert connection.execute(select(facts)).all() == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_work_for_everybody(at: Stage, hall: str, kind: str) -> None:
    arrange(at)
    at.start(hall)
    with recorded(at) as known:
        view, challenge = asked(at, hall)
        at.desks.resets.answer(hall, view.id, challenge, WRONG)
    with recorded(at) as other:
        view, challenge = asked(at, hall, kind)
        at.desks.resets.answer(hall, view.id, challenge, WRONG)
    assert other == known
    assert known.count("find") == 3


def test_codes_are_computed_for_nobody_as_well(at: Stage, hall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[datetime] = []
    real = Authenticator.code

    def code(self: Authenticator, begins: datetime) -> Secret:
        computed.append(begins)
        return real(self, begins)

    monkeypatch.setattr(Authenticator, "code", code)
    for identifier in ("FerrerFr2017", "nobody"):
        view, challenge = asked(at, hall, identifier)
        at.desks.resets.answer(hall, view.id, challenge, WRONG)
    half = len(computed) // 2
    assert computed[:half] == computed[half:]
    assert half == 3

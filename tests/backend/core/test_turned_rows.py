"""Write access to the database, and no keys: a challenge that was changed there proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import challenges, facts
from backend.core.api import NotAllowed
from backend.core.ports import CallEnd, CallScript
from backend.core.proofs import Settling
from backend.core.settings import InstitutionSettings
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.stage import MOBILE, Stage
from tests.backend.core.test_calls import hang_up
from tests.backend.fakes import EPOCH, FERRER, contact

FRESH = EPOCH - timedelta(days=1)


@pytest.fixture
def at(at: Stage) -> Stage:
    """Two gates, so that a number of yesterday is offered as one of them."""
    at.set(institution=InstitutionSettings(gates=2))
    emails = [one for one in FERRER.contacts if one.channel is Channel.EMAIL]
    numbers = [contact(one, "+32470123423", FRESH) for one in (Channel.SMS, Channel.VOICE)]
    at.directory.add(replace(FERRER, contacts=(*emails, *numbers)))
    return at


def turned(at: Stage, **columns: object) -> None:
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(**columns))


def settled(at: Stage) -> None:
    turned(at, settling=Settling.SETTLED)


def proved(at: Stage) -> list[Settling]:
    with reading(at.engine) as connection:
        return [one.settling for one in connection.execute(select(facts)).all()]


def challenge_of(view: ResetView) -> str:
    assert view.challenge is not None
    return view.challenge.id


def test_before_the_code_is_sent(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    settled(at)
    at.desks.postman.drain()
    assert at.sms.messages == []
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD


def test_before_it_is_sent_again(at: Stage, hall: str) -> None:
    first = at.send(hall, at.start(hall))
    assert first.challenge is not None
    at.desks.postman.drain()
    at.clock.advance(seconds=at.settings.code.resend_pause.total_seconds())
    settled(at)
    method = first.challenge.method_id
    with pytest.raises(NotAllowed):
        at.desks.resets.send_challenge(hall, first.id, method, MOBILE, resend=True)


@pytest.mark.parametrize(
    "columns",
    [
        {"settling": Settling.SETTLED},
        {"method_id": "another"},
        {"expires_at": EPOCH + timedelta(days=1)},
        {"generation": 2},
        {"channel": Channel.EMAIL},
        {"mac": ""},
        {"mac": "0" * 64},
    ],
)
def test_before_it_is_answered(at: Stage, hall: str, columns: dict[str, object]) -> None:
    view = at.send(hall, at.start(hall))
    code = at.code()
    turned(at, **columns)
    answered = at.desks.resets.answer(hall, view.id, challenge_of(view), code)
    assert (answered.outcome, proved(at)) == (Outcome.WRONG_CODE, [])


def test_what_is_counted_is_not_covered(at: Stage, hall: str) -> None:
    """The control: the same journey, and only what a running challenge changes by itself."""
    view = at.send(hall, at.start(hall))
    code = at.code()
    turned(at, attempts_left=1, delivery=Delivery.DELIVERED)
    answered = at.desks.resets.answer(hall, view.id, challenge_of(view), code)
    assert (answered.outcome, proved(at)) == (Outcome.PROVED, [Settling.FRESH])


def test_before_the_telephone_rings(at: Stage, hall: str) -> None:
    at.send(hall, at.start(hall), Channel.VOICE)
    settled(at)
    hang_up(at)
    assert (at.voice.scripts, proved(at)) == ([], [])


def test_while_the_telephone_rings(at: Stage, hall: str) -> None:
    def pressed(script: CallScript) -> CallEnd:
        settled(at)
        return CallEnd.PROVED

    at.voice.call = pressed  # type: ignore[method-assign] # a hand in the database meanwhile
    at.send(hall, at.start(hall), Channel.VOICE)
    hang_up(at)
    assert proved(at) in ([], [Settling.FRESH])


def test_the_mac_of_another_challenge_is_none(at: Stage, hall: str) -> None:
    """That of a settled address, say."""
    settled_one = at.send(hall, at.start(hall), Channel.EMAIL, FERRER.contacts[0].destination)
    with reading(at.engine) as connection:
        copied = connection.execute(select(challenges)).one()
    library = at.enrol("Library")
    view = at.send(library, at.start(library))
    with writing(at.engine) as connection:
        own = challenges.c.id == challenge_of(view)
        connection.execute(update(challenges).where(own).values(mac=copied.mac, settling=Settling.SETTLED))
    at.sms.messages.clear()
    at.desks.postman.drain()
    assert settled_one.outcome is Outcome.SENT
    assert at.sms.messages == []

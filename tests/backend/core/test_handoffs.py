"""Handing a reset to a phone: the whole way, and how the station follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import handoffs
from backend.core.api import NotAllowed
from backend.core.api_phone import HandoffOver
from backend.core.audit import AuditKind
from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import Allowed, HandoffStatus, Outcome, ResetView
from tests.backend.core.handing import ADDRESS, confirmed, decide, kinds, offered, send, status
from tests.backend.core.stage import NEW, Stage


@pytest.fixture(autouse=True)
def _served(at: Stage) -> None:
    at.set(phone_url=ADDRESS)


def test_a_password_is_set_on_the_phone(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    assert at.desks.phones.look(token) == "fr"
    cookie = at.desks.phones.claim(token)
    visit, seen = at.desks.phones.visit(cookie), at.desks.resets.view(hall, view.id)
    assert seen.handoff is not None
    assert visit.status is seen.handoff.status is HandoffStatus.CLAIMED
    assert visit.digits == seen.handoff.digits
    assert len(visit.digits) == 2
    assert seen.handoff.url == ""
    assert decide(at, hall, view).handoff == replace(
        seen.handoff, status=HandoffStatus.CONFIRMED, digits="", expires_in=15 * 60
    )
    sent = send(at, cookie, view)
    assert sent.outcome is Outcome.SENT
    assert sent.challenge is not None
    proved = at.desks.phones.answer(cookie, sent.challenge.id, at.code())
    assert proved.allowed is Allowed.NEW_PASSWORD
    assert at.desks.phones.rules(cookie).min_length == 8
    done = at.desks.phones.set_password(cookie, "i1", NEW, None)
    assert done.outcome is Outcome.PASSWORD_SET
    assert at.directory.passwords["key-ferrerfr2017"] == NEW.reveal()
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.DONE
    assert at.desks.phones.visit(cookie).view.allowed is Allowed.DONE
    wanted = [AuditKind.HANDOFF_OFFERED, AuditKind.HANDOFF_CLAIMED, AuditKind.HANDOFF_CONFIRMED]
    assert [kind for kind in kinds(at, view) if "handoff" in kind] == [one.value for one in wanted]


def test_a_change_by_the_old_password_goes_on_at_the_phone(at: Stage, hall: str) -> None:
    old = at.directory.passwords["key-ferrerfr2017"]
    view = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(old), "fr").reset
    assert view is not None
    _view, cookie = confirmed(at, hall, view)
    done = at.desks.phones.set_password(cookie, "i1", NEW, Secret(old))
    assert done.outcome is Outcome.PASSWORD_SET


def test_a_link_makes_no_fact(at: Stage, hall: str) -> None:
    view, cookie = confirmed(at, hall)
    assert view.gates_left == 1
    with pytest.raises(NotAllowed):
        at.desks.phones.set_password(cookie, "i1", NEW, None)
    assert at.directory.writes == []


def test_looking_at_a_link_changes_nothing(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    before = at.desks.resets.revision(hall, view.id)
    for _look in range(50):
        at.desks.phones.look(token)
    assert at.desks.resets.revision(hall, view.id) == before
    assert status(at, hall, view) is HandoffStatus.OFFERED


def test_the_station_follows_each_step(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    seen = [at.desks.resets.revision(hall, view.id)]
    cookie = at.desks.phones.claim(token)
    seen.append(at.desks.resets.revision(hall, view.id))
    decide(at, hall, view)
    seen.append(at.desks.resets.revision(hall, view.id))
    sent = send(at, cookie, view)
    seen.append(at.desks.resets.revision(hall, view.id))
    assert sent.challenge is not None
    at.desks.phones.answer(cookie, sent.challenge.id, at.code())
    seen.append(at.desks.resets.revision(hall, view.id))
    at.clock.advance(minutes=16)
    seen.append(at.desks.resets.revision(hall, view.id))
    assert seen == sorted(set(seen))
    assert at.desks.resets.view(hall, view.id).revision == seen[-1]


def left(at: Stage, hall: str, view: ResetView) -> int:
    return at.desks.resets.view(hall, view.id).expires_in // 60


def test_a_claimed_handoff_keeps_the_reset_alive_within_the_hour(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.clock.advance(minutes=18)
    _view, token = offered(at, hall, view)
    assert left(at, hall, view) == 2
    cookie = at.desks.phones.claim(token)
    assert left(at, hall, view) == 3 + 10
    decide(at, hall, view)
    assert left(at, hall, view) == 15 + 10
    at.clock.advance(minutes=14)
    at.desks.phones.give_back(cookie)
    assert left(at, hall, view) == 11
    at.clock.advance(minutes=10)
    confirmed(at, hall, view)
    assert left(at, hall, view) == 60 - 42
    at.clock.advance(minutes=17)
    view, token = offered(at, hall, view)
    at.desks.phones.claim(token)
    handoff = at.desks.resets.view(hall, view.id).handoff
    assert handoff is not None
    assert handoff.expires_in == 60


def test_when_its_time_is_over_the_station_writes_again(at: Stage, hall: str) -> None:
    view, cookie = confirmed(at, hall)
    at.clock.advance(minutes=15)
    assert status(at, hall, view) is HandoffStatus.ENDED
    with pytest.raises(HandoffOver):
        send(at, cookie, view)
    assert at.send(hall, view).outcome is Outcome.SENT


def test_a_newer_link_ends_the_one_before(at: Stage, hall: str) -> None:
    view, first = offered(at, hall)
    again, second = offered(at, hall, view)
    assert again.handoff is not None
    assert again.handoff.number == 2
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(first)
    at.desks.phones.claim(second)


def test_a_reset_has_only_so_many_links(at: Stage, hall: str) -> None:
    view = at.start(hall)
    tokens = [offered(at, hall, view)[1] for _ in range(5)]
    ended = at.desks.resets.offer_handoff(hall, view.id)
    assert ended.outcome is Outcome.HANDOFF_ENDED
    assert status(at, hall, view) is HandoffStatus.ENDED
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(tokens[-1])


def test_nothing_is_offered_where_no_phone_is_served(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.set(phone_url="")
    with pytest.raises(NotAllowed):
        at.desks.resets.offer_handoff(hall, view.id)


def test_nothing_is_offered_when_only_staff_can_help(at: Stage, hall: str) -> None:
    view = at.start(hall)
    for _miss in range(10):
        at.miss(hall, view)
    with pytest.raises(NotAllowed):
        at.desks.resets.offer_handoff(hall, view.id)


def test_nobody_confirms_before_a_phone_came(at: Stage, hall: str) -> None:
    view, _token = offered(at, hall)
    with pytest.raises(NotAllowed):
        decide(at, hall, view)
    with pytest.raises(NotAllowed):
        at.desks.resets.decide_handoff(hall, view.id, 2, Decision.END)
    assert status(at, hall, view) is HandoffStatus.OFFERED


def test_confirming_or_ending_twice_is_once(at: Stage, hall: str) -> None:
    view, _cookie = confirmed(at, hall)
    assert decide(at, hall, view).outcome is Outcome.HANDOFF_CONFIRMED
    for _press in range(2):
        assert decide(at, hall, view, Decision.END).outcome is Outcome.HANDOFF_ENDED
    counted = [kind for kind in kinds(at, view) if kind.startswith("handoff")]
    assert counted.count(AuditKind.HANDOFF_CONFIRMED.value) == 1
    assert counted.count(AuditKind.HANDOFF_ENDED.value) == 1


def test_nothing_is_kept_longer_than_its_reset(at: Stage, hall: str) -> None:
    confirmed(at, hall)
    at.clock.advance(minutes=60 * 24 * 3)
    assert at.age()
    with reading(at.engine) as connection:
        assert connection.execute(select(func.count()).select_from(handoffs)).scalar() == 0

"""Enrolment, keys, heartbeats, and what a station is told."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from backend.core.api import EnrolmentUnknown, HeartbeatReport, KeyStanding, NotAllowed, ResetGone
from backend.core.settings import DeskSettings
from backend.core.station_view import desk_now
from backend.core.views import EnrolmentStatus
from tests.backend.core.stage import Stage

KEY = b"k" * 32
BRUSSELS = ZoneInfo("Europe/Brussels")


def beat(boot_counter: int) -> HeartbeatReport:
    return HeartbeatReport("0.1", "attract", "", boot_counter, 1_772_442_000)


def test_an_operator_approves_by_the_code(at: Stage) -> None:
    registry = at.desks.stations
    offer = registry.offer(KEY)
    assert offer.fingerprint == sha256(KEY).hexdigest()
    assert registry.key(offer.fingerprint) is None
    assert registry.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.PENDING
    assert registry.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.SLOW_DOWN
    assert [one.code for one in registry.pending()] == [offer.code]
    station = registry.approve(offer.code.lower().replace("-", " "), "Hall", "Ground floor", "operator")
    assert registry.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.APPROVED
    known = registry.key(offer.fingerprint)
    assert known is not None
    assert (known.station, known.public_key, known.standing) == (station, KEY, KeyStanding.ACTIVE)
    with pytest.raises(EnrolmentUnknown):
        registry.approve(offer.code, "Again", "", "operator")


def test_refused_expired_and_anothers_enrolment(at: Stage) -> None:
    registry = at.desks.stations
    offer = registry.offer(KEY)
    with pytest.raises(EnrolmentUnknown):
        registry.poll(offer.id, sha256(b"another").hexdigest())
    registry.refuse(offer.code, "operator")
    assert registry.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.REFUSED
    late = registry.offer(KEY)
    at.clock.advance(minutes=15)
    assert registry.poll(late.id, late.fingerprint).status is EnrolmentStatus.EXPIRED
    with pytest.raises(EnrolmentUnknown):
        registry.approve(late.code, "Late", "", "operator")


def test_a_withdrawn_station_and_its_reset_are_out(at: Stage, hall: str) -> None:
    view = at.start(hall)
    at.desks.stations.withdraw(hall, "operator")
    assert at.desks.stations.listing()[0].standing is KeyStanding.WITHDRAWN
    with pytest.raises(ResetGone):
        at.desks.resets.view(hall, view.id)


def test_a_boot_counter_that_goes_back_suspends_until_enrolled_anew(at: Stage) -> None:
    registry = at.desks.stations
    offer = registry.offer(KEY)
    station = registry.approve(offer.code, "Hall", "", "operator")
    for counter in (1, 2, 2):
        registry.beat(station, beat(counter))
    assert registry.listing()[0].standing is KeyStanding.ACTIVE
    registry.beat(station, beat(1))
    assert registry.listing()[0].standing is KeyStanding.WITHDRAWN
    with at.store.reading() as tx:
        assert tx.audit.of_kinds(("station_suspended",), datetime(2000, 1, 1, tzinfo=BRUSSELS))
    assert registry.approve(registry.offer(KEY).code, "Hall", "", "operator") == station
    assert registry.listing()[0].standing is KeyStanding.ACTIVE


def test_what_a_station_is_told(at: Stage, hall: str) -> None:
    info = at.desks.resets.station_info(hall)
    assert (info.name, info.place, info.code_digits) == ("Hall", "Hall, ground floor", 8)
    assert info.server_time == int(at.clock.now().timestamp())
    with pytest.raises(NotAllowed):
        at.desks.resets.station_info("nowhere")


@pytest.mark.parametrize(
    ("local", "until", "opens"),
    [
        ("2026-03-02T08:00", "18:00", None),
        ("2026-03-02T17:59", "18:00", None),
        ("2026-03-02T18:00", None, "Tue 08:00"),
        ("2026-03-06T18:30", None, "Mon 08:00"),
        ("2026-03-09T07:59", None, "Mon 08:00"),
        ("2026-03-29T12:00", None, "Mon 08:00"),
    ],
)
def test_the_desks_hours(local: str, until: str | None, opens: str | None) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=BRUSSELS)
    desk = desk_now(DeskSettings(), now, BRUSSELS)
    assert (desk.open_until, desk.opens) == (until, opens)


def test_a_desk_without_hours_never_opens() -> None:
    desk = desk_now(DeskSettings(hours=()), datetime(2026, 3, 2, tzinfo=BRUSSELS), BRUSSELS)
    assert (desk.open_until, desk.opens) == (None, None)

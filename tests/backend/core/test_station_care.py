"""Blocking, opening again, renaming; and an account that rests, opened by staff."""

from __future__ import annotations

import pytest

from backend.core.api import EnrolmentUnknown, HeartbeatReport, KeyStanding, ResetGone
from backend.core.records import StationStanding
from backend.core.station_care import ReasonMissing, StandingConflict, needed
from backend.core.unblocking import UnblockRefused
from backend.core.views import Outcome
from tests.backend.core.stage import NEW, Stage


def standing(at: Stage, station: str) -> StationStanding:
    return next(one.standing for one in at.desks.supervision.care.entries() if one.id == station)


def test_a_block_ends_the_session_there_and_shuts_the_key_out(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.desks.supervision.care.block(hall, "vandals", "sue")
    with pytest.raises(ResetGone):
        at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    entry = at.desks.supervision.care.entries()[0]
    known = at.desks.stations.key(entry.fingerprint)
    assert known is not None
    assert known.standing is KeyStanding.WITHDRAWN
    at.desks.supervision.care.unblock(hall, "repaired", "sue")
    known = at.desks.stations.key(entry.fingerprint)
    assert known is not None
    assert known.standing is KeyStanding.ACTIVE
    assert at.prove(hall).outcome is Outcome.PROVED


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_both_take_a_reason(at: Stage, hall: str, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        at.desks.supervision.care.block(hall, reason, "sue")
    with pytest.raises(ReasonMissing):
        at.desks.supervision.care.unblock(hall, reason, "sue")
    with pytest.raises(ReasonMissing):
        at.desks.supervision.unblocking.lift("FerrerFr2017", reason, "sue")


def test_a_step_that_does_not_fit_changes_nothing(at: Stage, hall: str) -> None:
    care = at.desks.supervision.care
    with pytest.raises(StandingConflict):
        care.unblock(hall, "why not", "sue")
    at.desks.stations.withdraw(hall, "eve")
    for step in (care.block, care.unblock):
        with pytest.raises(StandingConflict):
            step(hall, "why not", "sue")
    assert standing(at, hall) is StationStanding.WITHDRAWN
    with pytest.raises(EnrolmentUnknown):
        care.block("none", "why not", "sue")
    with pytest.raises(EnrolmentUnknown):
        care.rename("none", "x", "", "eve")
    with pytest.raises(ValueError, match="name"):
        care.rename(hall, " ", "", "eve")


def test_a_block_that_does_not_fit_ends_nobody_s_reset(at: Stage, hall: str) -> None:
    at.desks.supervision.care.block(hall, "once", "sue")
    at.desks.supervision.care.unblock(hall, "again", "sue")
    view = at.prove(hall)
    with pytest.raises(ReasonMissing):
        at.desks.supervision.care.block(hall, " ", "sue")
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET


def test_a_heartbeat_on_its_way_opens_no_blocked_station(at: Stage, hall: str) -> None:
    at.desks.supervision.care.block(hall, "vandals", "sue")
    at.desks.stations.beat(hall, HeartbeatReport("1", "Attract", "", 1, 0))
    assert standing(at, hall) is StationStanding.BLOCKED


def test_an_account_that_rests_proves_again_once_it_is_opened(at: Stage, hall: str) -> None:
    unblocking = at.desks.supervision.unblocking
    for _ in range(10):
        view = at.start(hall)
        at.miss(hall, view)
    assert at.start(hall).outcome is Outcome.RESTS
    until = unblocking.look("ferrerfr2017@he-ferrer.eu", "sue").until
    assert until is not None
    assert until.isoformat() == "2026-03-02T23:00:00+00:00"  # midnight in Brussels
    unblocking.lift("FerrerFr2017", "card seen", "sue")
    assert unblocking.look("FerrerFr2017", "sue").until is None
    assert at.prove(hall).outcome is Outcome.PROVED


def test_somebody_else_s_rest_is_left_alone(at: Stage, hall: str) -> None:
    unblocking = at.desks.supervision.unblocking
    for _ in range(10):
        at.miss(hall, at.start(hall, "stranger"))
    unblocking.lift("FerrerFr2017", "card seen", "sue")
    assert unblocking.look("stranger", "sue").until is not None


def test_the_own_account_is_refused_on_record(at: Stage) -> None:
    at.roll.accounts["sue"] = "FerrerFr2017@he-ferrer.eu"
    with pytest.raises(UnblockRefused, match="own account"):
        at.desks.supervision.unblocking.lift("ferrerfr2017", "card seen", "sue")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Library \n 1 ", "Library 1"),
        ("Li\x00b\x1brary", "Library"),
        ("Hall \u202e \u200b1", "Hall 1"),
        ("École", "École"),
    ],
)
def test_names_and_reasons_are_one_line_that_can_be_seen(at: Stage, hall: str, typed: str, kept: str) -> None:
    at.desks.supervision.care.rename(hall, typed, typed, "eve")
    entry = at.desks.supervision.care.entries()[0]
    assert (entry.name, entry.place) == (kept, kept)
    assert needed(typed) == kept

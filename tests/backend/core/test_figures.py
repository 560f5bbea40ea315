"""Counting over the audit: what was begun, how it ended, where people gave up, what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from backend.core.api import ProofSeen, Seen
from backend.core.figures import End, Figures, Stage
from backend.core.secret import Secret
from backend.core.settings import DeskSettings
from tests.backend.core.stage import NEW
from tests.backend.core.stage import Stage as Theatre

OTHER = Secret("Wq!8harbour-Tui")


def figures(at: Theatre, days: int = 7) -> Figures:
    return at.desks.supervision.figures.of_last(days)


def ends(at: Theatre) -> dict[End, int]:
    return {end: count for end, count in figures(at).ends if count}


def stages(at: Theatre) -> dict[Stage, int]:
    return {stage: count for stage, count in figures(at).stages if count}


def done_alone(at: Theatre, hall: str) -> None:
    view = at.prove(hall)
    at.desks.resets.set_password(hall, view.id, f"intent {view.id}", NEW, None)


def done_with_staff(at: Theatre, hall: str) -> None:
    at.roll.accounts["grace"] = "SomeoneEl2001"
    view = at.start(hall)
    asked = at.desks.resets.ask_approval(hall, view.id).approval
    assert asked is not None
    opened = at.desks.staff.open(asked.request_code, "grace")
    seen = Seen(ProofSeen.EID, opened.account_mark)
    given = at.desks.staff.approve(opened.row.approval_id, "grace", seen, "card seen")
    at.desks.resets.return_number(hall, view.id, asked.number, Secret(given.return_number))
    at.desks.resets.set_password(hall, view.id, f"intent {view.id}", OTHER, None)


def test_an_empty_period_counts_nothing(at: Theatre) -> None:
    found = figures(at, 30)
    assert (len(found.days), found.started, found.minutes_saved) == (30, 0, 0)


def test_ends_and_minutes_saved(at: Theatre, hall: str) -> None:
    at.set(institution=replace(at.settings.institution, desk=DeskSettings(minutes_a_reset=20)))
    done_alone(at, hall)
    done_with_staff(at, hall)
    at.start(hall)
    assert ends(at) == {End.DONE: 1, End.DONE_WITH_STAFF: 1, End.STILL_OPEN: 1}
    at.clock.advance(minutes=61)
    found = figures(at)
    assert ends(at) == {End.DONE: 1, End.DONE_WITH_STAFF: 1, End.GIVEN_UP: 1}
    assert (found.minutes_saved, found.minutes_a_reset) == (20, 20)
    assert (found.days[-1].started, found.days[-1].done) == (3, 2)


def test_where_people_give_up(at: Theatre, hall: str) -> None:
    at.start(hall)
    at.miss(hall, at.start(hall))
    at.send(hall, at.start(hall))
    at.prove(hall)
    at.desks.resets.ask_approval(hall, at.start(hall).id)
    at.clock.advance(minutes=61)
    wanted = {Stage.METHOD, Stage.DESTINATION, Stage.CODE, Stage.NEW_PASSWORD, Stage.STAFF}
    assert stages(at) == dict.fromkeys(wanted, 1)


def test_sends_by_channel(at: Theatre, hall: str) -> None:
    done_alone(at, hall)
    at.desks.postman.drain()
    sent = {one.channel: (one.sent, one.failed) for one in figures(at).sends}
    wanted = {"sms": len(at.sms.messages), "email": len(at.email.messages)}
    assert sum(wanted.values()) >= 2
    assert sent == {channel: (count, 0) for channel, count in wanted.items() if count}


def test_the_records_stay_when_the_resets_are_gone(at: Theatre, hall: str) -> None:
    done_alone(at, hall)
    at.clock.advance(days=5)
    at.desks.janitor.sweep()
    assert ends(at) == {End.DONE: 1}
    at.clock.advance(days=2)
    assert ends(at) == {}


def test_days_are_those_of_the_institution_also_when_clocks_change(at: Theatre, hall: str) -> None:
    zone = ZoneInfo("Europe/Brussels")
    at.clock.advance(seconds=(datetime(2026, 10, 25, 23, 30, tzinfo=zone) - at.clock.now()).total_seconds())
    at.start(hall)
    at.clock.advance(hours=1)
    at.start(hall)
    days = {one.day.isoformat(): one.started for one in figures(at, 3).days}
    assert days == {"2026-10-24": 0, "2026-10-25": 1, "2026-10-26": 1}
    assert timedelta(days=2) == figures(at, 3).until - figures(at, 3).since

"""Searching the trail: what is found, in which order, and that looking is on record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.core.audit_search import AuditPage
from backend.core.store import AuditFilter, AuditPlace, StoreUnavailable
from tests.backend.core.stage import NEW, Stage


def search(at: Stage, before: AuditPlace | None = None, **asked: str) -> AuditPage:
    return at.desks.supervision.audit.page(AuditFilter(**asked), before, "sue")  # type: ignore[arg-type] # texts


def kinds(page: AuditPage) -> set[str]:
    return {record.kind for record in page.records}


def test_a_reference_finds_the_whole_reset_and_nothing_else(at: Stage, hall: str) -> None:
    at.start(hall, "somebody.else")
    view = at.prove(hall)
    done = at.desks.resets.set_password(hall, view.id, "intent", NEW, None).completed
    assert done is not None
    found = search(at, reference=done.reference)
    assert {"reset_started", "challenge", "answer", "write_started", "write_done"} <= kinds(found)
    assert {record.reset for record in found.records} == {view.id}
    assert all(record.genuine for record in found.records)
    assert all(record.station == "Hall" for record in found.records)


def test_an_outcome_is_a_whole_value_of_the_detail(at: Stage, hall: str) -> None:
    at.prove(hall)
    at.desks.supervision.care.block(hall, 'he said "outcome": "proved" to me', "bob")
    assert kinds(search(at, outcome="proved")) == {"answer"}
    assert search(at, outcome="prove").records == ()
    assert search(at, outcome="%").records == ()


def test_other_institutions_are_not_seen(at: Stage, hall: str) -> None:
    assert kinds(search(at)) == {"enrolment_offered", "station_enrolled"}
    at.set(institution=type(at.settings.institution)(id="elsewhere"))
    assert search(at).records == ()


def test_a_search_that_cannot_be_recorded_shows_nothing(
    at: Stage, hall: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(at.desks.supervision.audit._shop.trail.__class__, "note", broken)
    for look in (search, exported):
        with pytest.raises(StoreUnavailable):
            look(at)


def exported(at: Stage) -> list[str]:
    return [one.kind for one in at.desks.supervision.audit.export(AuditFilter(), "sue")]


@pytest.mark.parametrize("turn", [timedelta(0), timedelta(seconds=1)])
def test_pages_meet_in_the_order_of_time(at: Stage, hall: str, turn: timedelta) -> None:
    for number in range(120):
        at.clock.advance(seconds=turn.total_seconds())
        at.desks.supervision.care.rename(hall, f"Hall {number}", "", "bob")
    told: list[str] = []
    page = search(at, kind="station_renamed")
    while True:
        told += [record.detail for record in page.records]
        if page.older is None:
            break
        page = search(at, page.older, kind="station_renamed")
    assert told == [f'{{"name": "Hall {n}", "place": "", "was": "{_was(n)}"}}' for n in range(119, -1, -1)]


def _was(number: int) -> str:
    return f"Hall {number - 1}" if number else "Hall"

"""Notices that staff put on stations."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from backend.core.records import StationStanding
from backend.core.settings import InstitutionSettings
from backend.core.station_notices import (
    EVERYWHERE,
    LONGEST,
    NoticeEmpty,
    NoticeError,
    NoticeNowhere,
    NoticeOver,
    NoticesFull,
    NoticeTooLong,
    StationNotices,
)
from tests.backend.core.stage import Stage

CLOSED = {"fr": "Fermé jusqu'à lundi", "nl": "", "en": "Closed until Monday"}


@pytest.fixture
def notices(at: Stage) -> StationNotices:
    return at.desks.supervision.notices


def shown(at: Stage, station: str) -> list[tuple[str, str]]:
    return [one for one in at.desks.resets.station_info(station).notices if one[0] in {"fr", "nl", "en"}]


def test_every_station_shows_it_in_every_language(at: Stage, hall: str, notices: StationNotices) -> None:
    library = at.enrol("Library")
    notices.put(CLOSED, EVERYWHERE, None, "ada")
    wanted = [("en", "Closed until Monday"), ("fr", "Fermé jusqu'à lundi"), ("nl", "Fermé jusqu'à lundi")]
    assert sorted(shown(at, hall)) == sorted(shown(at, library)) == wanted


def test_one_station_shows_it_and_no_other(at: Stage, hall: str, notices: StationNotices) -> None:
    library = at.enrol("Library")
    notices.put(CLOSED, library, None, "ada")
    assert (shown(at, hall), len(shown(at, library))) == ([], 3)


def test_it_goes_by_itself_at_its_end(at: Stage, hall: str, notices: StationNotices) -> None:
    notices.put(CLOSED, EVERYWHERE, at.clock.now() + timedelta(hours=1), "ada")
    at.clock.advance(seconds=3599)
    assert len(shown(at, hall)) == 3
    at.clock.advance(seconds=1)
    assert (shown(at, hall), notices.all()) == ([], ())
    at.clock.advance(seconds=1)
    assert at.age() > 0
    assert at.age() == 0


def test_it_can_be_taken_back_once(at: Stage, hall: str, notices: StationNotices) -> None:
    notices.put(CLOSED, EVERYWHERE, None, "ada")
    (up,) = notices.all()
    for _ in range(2):
        notices.take_back(up.id, "sue")
    assert shown(at, hall) == []
    with at.store.reading() as tx:
        kinds = ("notice_put", "notice_taken_back")
        found = tx.audit.of_kinds(kinds, at.clock.now().replace(year=2000))
    assert [(one.kind, one.actor) for one in found] == [("notice_put", "ada"), ("notice_taken_back", "sue")]
    assert json.loads(found[0].detail)["text"] == CLOSED["fr"]


def test_the_oldest_stands_first_after_those_of_the_settings(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(notices=(("fr", "Bienvenue"),)))
    notices = at.desks.supervision.notices
    for text in ("Un", "Deux"):
        notices.put({"fr": text}, EVERYWHERE, None, "ada")
        at.clock.advance(seconds=1)
    assert [text for language, text in shown(at, hall) if language == "fr"] == ["Bienvenue", "Un", "Deux"]


@pytest.mark.parametrize(
    ("texts", "station", "ends_in", "error"),
    [
        ({"fr": " \u200b\n", "nl": ""}, EVERYWHERE, None, NoticeEmpty),
        ({}, EVERYWHERE, None, NoticeEmpty),
        ({"fr": "x" * (LONGEST + 1)}, EVERYWHERE, None, NoticeTooLong),
        ({"fr": "x"}, "0" * 32, None, NoticeNowhere),
        ({"fr": "x"}, EVERYWHERE, 0, NoticeOver),
    ],
)
def test_what_is_refused(
    notices: StationNotices,
    at: Stage,
    texts: dict[str, str],
    station: str,
    ends_in: int | None,
    error: type[NoticeError],
) -> None:
    end = None if ends_in is None else at.clock.now() + timedelta(seconds=ends_in)
    with pytest.raises(error):
        notices.put(texts, station, end, "ada")
    assert notices.all() == ()


def test_no_station_shows_more_than_it_can(at: Stage, hall: str, notices: StationNotices) -> None:
    library = at.enrol("Library")
    for station in (hall, hall, EVERYWHERE):
        notices.put({"fr": "x"}, station, None, "ada")
    for station in (hall, EVERYWHERE):
        with pytest.raises(NoticesFull):
            notices.put({"fr": "x"}, station, None, "ada")
    notices.put({"fr": "x"}, library, None, "ada")
    at.desks.supervision.registry.withdraw(hall, "ada")
    notices.put({"fr": "x"}, EVERYWHERE, None, "ada")
    with pytest.raises(NoticeNowhere):
        notices.put({"fr": "x"}, hall, None, "ada")
    assert at.desks.supervision.care.entries()[0].standing in StationStanding


def test_what_turns_text_around_is_left_out(at: Stage, hall: str, notices: StationNotices) -> None:
    notices.put({"fr": "Fermé\u202e\x00 lundi\n demain"}, EVERYWHERE, None, "ada")
    assert ("fr", "Fermé lundi demain") in shown(at, hall)

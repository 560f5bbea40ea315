"""Notices that staff put on the first page of stations, and take back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.core.audit import AuditKind, Scene
from backend.core.records import StationStanding
from backend.core.station_care import tidy
from backend.core.store import Tx
from backend.core.store_notices import StoredNotice
from backend.core.workshop import Workshop

LONGEST = 160
"""Characters of one notice: two lines in large letters."""
MOST = 3
"""Notices that a station shows at a time, besides those of `institution.notices`."""
EVERYWHERE = ""
"""In place of a station's id: every station."""


class NoticeError(Exception):
    """The notice was not put up."""


class NoticeEmpty(NoticeError):
    """It has no text in any language."""


class NoticeTooLong(NoticeError):
    """A text has more than `LONGEST` characters."""


class NoticeOver(NoticeError):
    """Its end has passed."""


class NoticesFull(NoticeError):
    """A station would show more than `MOST`."""


class NoticeNowhere(NoticeError):
    """There is no such station."""


@dataclass(frozen=True, slots=True)
class StationNotice:
    """`texts` are (language, text) pairs; `ends_at` None: until it is taken back."""

    id: str
    station: str
    texts: tuple[tuple[str, str], ...]
    made_at: datetime
    made_by: str
    ends_at: datetime | None


class StationNotices:
    """`staff` is the member's name as it stands in the audit."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def all(self) -> tuple[StationNotice, ...]:
        """Those that are up, the newest first."""
        with self._shop.parts.store.reading() as tx:
            return tuple(_notice(one) for one in tx.notices.up(self._shop.parts.clock.now()))

    def put(self, texts: Mapping[str, str], station: str, ends_at: datetime | None, staff: str) -> None:
        """Put a notice up at one station, or everywhere.

        Args:
            texts: by language; empty ones are left out.
            station: its id, or `EVERYWHERE`.
            ends_at: when it goes by itself; None for never.
            staff: who does it.

        Raises:
            NoticeError: which one says why not.
        """
        told, now = _told(texts), self._shop.parts.clock.now()
        if ends_at is not None and ends_at <= now:
            raise NoticeOver
        fresh = StoredNotice(
            self._shop.parts.randomness.token(), station, json.dumps(told), now, staff, ends_at
        )
        with self._shop.parts.store.writing() as tx:
            _refuse_too_many(tx, station, now)
            tx.notices.add(fresh)
            until = "" if ends_at is None else ends_at.isoformat()
            detail = {"notice": fresh.id, "text": next(iter(told.values())), "until": until}
            self._shop.trail.note(tx, AuditKind.NOTICE_PUT, now, Scene(station, actor=staff), detail)

    def take_back(self, notice: str, staff: str) -> None:
        """Nothing where it is gone already."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            if tx.notices.drop(notice):
                scene, detail = Scene(actor=staff), {"notice": notice}
                self._shop.trail.note(tx, AuditKind.NOTICE_TAKEN_BACK, now, scene, detail)


def shown(tx: Tx, station: str, languages: Sequence[str], now: datetime) -> tuple[tuple[str, str], ...]:
    """What a station shows, the oldest first: each notice in every language it speaks.

    In a language without a text the first one stands: better read with difficulty than not at all.
    """
    found: list[tuple[str, str]] = []
    for one in reversed(tx.notices.up(now)):
        texts = dict(_notice(one).texts)
        if one.station in {EVERYWHERE, station} and texts:
            first = next(iter(texts.values()))
            found += [(language, texts.get(language, first)) for language in languages]
    return tuple(found)


def _told(texts: Mapping[str, str]) -> dict[str, str]:
    told = {language: tidy(text) for language, text in texts.items()}
    if any(len(text) > LONGEST for text in told.values()):
        raise NoticeTooLong
    told = {language: text for language, text in told.items() if text}
    if not told:
        raise NoticeEmpty
    return told


def _refuse_too_many(tx: Tx, station: str, now: datetime) -> None:
    """`MOST` on each station that would have one more."""
    stations = [one.id for one in tx.stations.all() if one.standing is not StationStanding.WITHDRAWN]
    if station != EVERYWHERE and station not in stations:
        raise NoticeNowhere
    up = [one.station for one in tx.notices.up(now)]
    everywhere = up.count(EVERYWHERE)
    fullest = max((up.count(one) for one in (stations if station == EVERYWHERE else [station])), default=0)
    if everywhere + fullest >= MOST:
        raise NoticesFull


def _notice(stored: StoredNotice) -> StationNotice:
    texts = tuple(json.loads(stored.texts).items())
    return StationNotice(stored.id, stored.station, texts, stored.made_at, stored.made_by, stored.ends_at)

"""Notices on stations, in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Index, Table, Text, delete, or_

from backend.adapters.store.columns import INSTITUTION, key, maybe, metadata, text, when
from backend.adapters.store.rows import Scope
from backend.core.store_notices import StoredNotice

station_notices = Table(
    "station_notices",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("station"),
    Column("texts", Text, nullable=False),
    when("made_at"),
    text("made_by", 128),
    maybe("ends_at"),
    Index(None, "institution", "made_at"),
)


@dataclass(frozen=True, slots=True)
class SqlNotices:
    scope: Scope

    def add(self, notice: StoredNotice) -> None:
        self.scope.add(station_notices, notice)

    def up(self, now: datetime) -> tuple[StoredNotice, ...]:
        ends = station_notices.c.ends_at
        query = self.scope.find(StoredNotice, station_notices, or_(ends.is_(None), ends > now))
        order = (station_notices.c.made_at.desc(), station_notices.c.id)
        return self.scope.all(StoredNotice, query.order_by(*order))

    def drop(self, notice_id: str) -> bool:
        where = self.scope.own(station_notices, station_notices.c.id == notice_id)
        return self.scope.connection.execute(delete(station_notices).where(where)).rowcount > 0

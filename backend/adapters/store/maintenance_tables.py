"""One-time codes for staff at a station, in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, Table, delete, insert, update

from backend.adapters.store.columns import INSTITUTION, key, metadata, number, octets, text, when
from backend.adapters.store.rows import Scope, names, record_of
from backend.core.records import StoredMaintenance

maintenance_codes = Table(
    "maintenance_codes",
    metadata,
    key("institution", INSTITUTION),
    key("station"),
    octets("mac"),
    when("expires_at"),
    number("tries_left"),
    text("operator", 128),
    Index(None, "institution", "expires_at"),
)


@dataclass(frozen=True, slots=True)
class SqlMaintenance:
    scope: Scope

    def put(self, code: StoredMaintenance) -> None:
        self.drop(code.station)
        self.scope.connection.execute(insert(maintenance_codes), self.scope.row(code))

    def reserve(self, station: str, now: datetime) -> StoredMaintenance | None:
        table = maintenance_codes
        live = (table.c.station == station, table.c.expires_at > now, table.c.tries_left > 0)
        take = update(table).where(self.scope.own(table, *live)).values(tries_left=table.c.tries_left - 1)
        columns = [table.c[name] for name in names(StoredMaintenance)]
        return record_of(StoredMaintenance, self.scope.connection.execute(take.returning(*columns)).first())

    def drop(self, station: str) -> bool:
        where = self.scope.own(maintenance_codes, maintenance_codes.c.station == station)
        return self.scope.connection.execute(delete(maintenance_codes).where(where)).rowcount > 0

    def drop_all(self) -> int:
        where = self.scope.own(maintenance_codes)
        return self.scope.connection.execute(delete(maintenance_codes).where(where)).rowcount

"""Delivery reports of gateways, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, Table

from backend.adapters.store.columns import INSTITUTION, key, metadata, one_of, when
from backend.adapters.store.rows import Scope, values
from backend.core.records import Reported, StoredReport

delivery_reports = Table(
    "delivery_reports",
    metadata,
    key("institution", INSTITUTION),
    key("letter"),
    key("gateway", 64),
    one_of("outcome", Reported),
    when("at"),
    ForeignKeyConstraint(["institution", "letter"], ["outbox.institution", "outbox.id"], ondelete="CASCADE"),
)


@dataclass(frozen=True, slots=True)
class SqlReports:
    scope: Scope

    def keep(self, report: StoredReport) -> None:
        table = delivery_reports
        add = self.scope.insert_or(table).values(self.scope.row(report))
        change = add.on_conflict_do_update(
            index_elements=[table.c.institution, table.c.letter, table.c.gateway],
            set_=values(report),
            where=table.c.outcome != Reported.DELIVERED,
        )
        self.scope.connection.execute(change)

    def of(self, letter_id: str) -> tuple[StoredReport, ...]:
        query = self.scope.find(StoredReport, delivery_reports, delivery_reports.c.letter == letter_id)
        return self.scope.all(StoredReport, query)

"""What happened in calls, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, ForeignKeyConstraint, Integer, Table

from backend.adapters.store.columns import INSTITUTION, key, metadata, octets, when
from backend.adapters.store.rows import Scope
from backend.core.store_calls import StoredCallStep

call_steps = Table(
    "call_steps",
    metadata,
    key("institution", INSTITUTION),
    key("letter"),
    Column("number", Integer, primary_key=True),
    octets("sealed"),
    when("at"),
    ForeignKeyConstraint(["institution", "letter"], ["outbox.institution", "outbox.id"], ondelete="CASCADE"),
)


@dataclass(frozen=True, slots=True)
class SqlCallSteps:
    scope: Scope

    def of(self, letter_id: str) -> tuple[StoredCallStep, ...]:
        query = self.scope.find(StoredCallStep, call_steps, call_steps.c.letter == letter_id)
        return self.scope.all(StoredCallStep, query.order_by(call_steps.c.number))

    def add(self, step: StoredCallStep) -> bool:
        add = self.scope.insert_or(call_steps).values(self.scope.row(step)).on_conflict_do_nothing()
        # Not by the count of rows, which drivers do not give for such an INSERT.
        return self.scope.connection.execute(add.returning(call_steps.c.number)).first() is not None

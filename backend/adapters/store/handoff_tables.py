"""Hand-offs to a phone, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Index, Table, UniqueConstraint, update

from backend.adapters.store.columns import (
    INSTITUTION,
    key,
    metadata,
    number,
    octets,
    of_reset,
    one_of,
    text,
    when,
)
from backend.adapters.store.rows import Scope, values
from backend.core.sides import StoredHandoff
from backend.core.views import HandoffStatus

handoffs = Table(
    "handoffs",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    number("number"),
    text("reset"),
    text("station"),
    one_of("status", HandoffStatus),
    text("token_hash", 64),
    text("cookie_hash", 64),
    when("offered_at"),
    when("expires_at"),
    octets("mac"),
    of_reset(),
    UniqueConstraint("institution", "reset", "number"),
    UniqueConstraint("institution", "token_hash"),
    Index(None, "institution", "cookie_hash"),
)


@dataclass(frozen=True, slots=True)
class SqlHandoffs:
    scope: Scope

    def add(self, handoff: StoredHandoff) -> None:
        self.scope.add(handoffs, handoff)

    def latest(self, reset_id: str) -> StoredHandoff | None:
        query = self.scope.find(StoredHandoff, handoffs, handoffs.c.reset == reset_id)
        return self.scope.peek(StoredHandoff, query.order_by(handoffs.c.number.desc()))

    def by_token(self, token_hash: str) -> StoredHandoff | None:
        query = self.scope.find(StoredHandoff, handoffs, handoffs.c.token_hash == token_hash)
        return self.scope.peek(StoredHandoff, query)

    def by_cookie(self, cookie_hash: str) -> StoredHandoff | None:
        known = (handoffs.c.cookie_hash == cookie_hash, handoffs.c.cookie_hash != "")
        return self.scope.peek(StoredHandoff, self.scope.find(StoredHandoff, handoffs, *known))

    def move(self, before: StoredHandoff, after: StoredHandoff) -> bool:
        where = self.scope.own(
            handoffs,
            handoffs.c.id == before.id,
            handoffs.c.status == before.status,
            handoffs.c.mac == before.mac,
        )
        return (
            self.scope.connection.execute(update(handoffs).where(where).values(values(after))).rowcount == 1
        )

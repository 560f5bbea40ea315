"""Contacts that are being registered, in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Index, Table, and_, update

from backend.adapters.store.columns import (
    ACCOUNT,
    INSTITUTION,
    key,
    maybe,
    metadata,
    number,
    octets,
    of_reset,
    one_of,
    text,
    when,
)
from backend.adapters.store.rows import Scope, names, record_of
from backend.core.records import StoredContactCheck
from backend.core.views import Channel, Delivery

contact_checks = Table(
    "contact_checks",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("reset"),
    text("account", ACCOUNT),
    text("station"),
    one_of("channel", Channel),
    text("mask", 80),
    text("destination"),
    octets("sealed"),
    when("created_at"),
    when("expires_at"),
    number("attempts_left"),
    one_of("delivery", Delivery),
    maybe("used_at"),
    maybe("replaced_at"),
    of_reset(),
    Index(None, "institution", "reset", "created_at"),
)


def _live(now: datetime) -> ColumnElement[bool]:
    checks = contact_checks.c
    return and_(checks.expires_at > now, checks.used_at.is_(None), checks.replaced_at.is_(None))


@dataclass(frozen=True, slots=True)
class SqlContactChecks:
    scope: Scope

    def add(self, check: StoredContactCheck) -> None:
        """The new one takes the place of what was live."""
        where = self.scope.own(contact_checks, contact_checks.c.reset == check.reset, _live(check.created_at))
        gone = {"replaced_at": check.created_at, "sealed": b""}
        self.scope.connection.execute(update(contact_checks).where(where).values(gone))
        self.scope.add(contact_checks, check)

    def latest(self, reset_id: str) -> StoredContactCheck | None:
        query = self.scope.find(StoredContactCheck, contact_checks, contact_checks.c.reset == reset_id)
        newest = (contact_checks.c.replaced_at.is_(None).desc(), contact_checks.c.created_at.desc())
        return self.scope.peek(StoredContactCheck, query.order_by(*newest))

    def reserve(self, check_id: str, now: datetime) -> StoredContactCheck | None:
        where = self.scope.own(
            contact_checks, contact_checks.c.id == check_id, contact_checks.c.attempts_left > 0, _live(now)
        )
        columns = [contact_checks.c[name] for name in names(StoredContactCheck)]
        take = update(contact_checks).where(where).values(attempts_left=contact_checks.c.attempts_left - 1)
        row = self.scope.connection.execute(take.returning(*columns)).first()
        return record_of(StoredContactCheck, row)

    def use(self, check_id: str, now: datetime) -> bool:
        where = self.scope.own(
            contact_checks, contact_checks.c.id == check_id, contact_checks.c.used_at.is_(None)
        )
        used = {"used_at": now, "delivery": Delivery.ANSWERED, "sealed": b""}
        return self.scope.connection.execute(update(contact_checks).where(where).values(used)).rowcount == 1

    def blank(self, now: datetime) -> None:
        where = self.scope.own(
            contact_checks, contact_checks.c.expires_at <= now, contact_checks.c.sealed != b""
        )
        self.scope.connection.execute(update(contact_checks).where(where).values(sealed=b""))

    def delivered(self, check_id: str, delivery: Delivery) -> None:
        where = self.scope.own(
            contact_checks, contact_checks.c.id == check_id, contact_checks.c.used_at.is_(None)
        )
        self.scope.connection.execute(update(contact_checks).where(where).values(delivery=delivery))

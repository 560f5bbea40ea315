"""The contacts of our own, sealed for the account they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Index, Row, Select, Table, delete, func, select

from backend.adapters.store.columns import ACCOUNT, INSTITUTION, key, metadata, octets, when
from backend.adapters.store.rows import Scope, names
from backend.adapters.store.types import Named
from backend.core.contact_rows import ContactKind, StoredContact

contact_book = Table(
    "contact_book",
    metadata,
    key("institution", INSTITUTION),
    key("account", ACCOUNT),
    Column("kind", Named(ContactKind), primary_key=True),
    key("mark"),
    octets("sealed"),
    when("changed_at"),
    Index(None, "institution", "mark"),
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SqlContactRows:
    """Implements `ContactRows`."""

    scope: Scope

    def of(self, account: str) -> tuple[tuple[StoredContact, int], ...]:
        other, mine = contact_book.alias("other"), contact_book
        same = (other.c.institution == self.scope.institution, other.c.mark == mine.c.mark)
        holders = (
            select(func.count(func.distinct(other.c.account))).where(*same).scalar_subquery().label("holders")
        )
        query = self._select(holders).where(self.scope.own(mine, mine.c.account == account))
        rows = self.scope.connection.execute(query.order_by(mine.c.kind, mine.c.mark))
        return tuple((_contact(row), int(row.holders)) for row in rows)

    def every(self) -> Iterator[StoredContact]:
        query = self._select().where(self.scope.own(contact_book))
        table = contact_book.c
        query = query.order_by(table.account, table.kind, table.mark).execution_options(yield_per=_AT_ONCE)
        rows = self.scope.connection.execute(query)
        return (_contact(row) for row in rows)

    def shared(self) -> Iterator[StoredContact]:
        table = contact_book.c
        marks = (
            select(table.mark)
            .where(self.scope.own(contact_book))
            .group_by(table.mark)
            .having(func.count(func.distinct(table.account)) > 1)
        )
        query = self._select().where(self.scope.own(contact_book, table.mark.in_(marks)))
        rows = self.scope.connection.execute(query.order_by(table.mark, table.account))
        return (_contact(row) for row in rows)

    def _select(self, *more: ColumnElement[int]) -> Select[tuple[object, ...]]:
        return select(*(contact_book.c[name] for name in names(StoredContact)), *more)

    def add(self, contact: StoredContact) -> None:
        self.scope.add(contact_book, contact)

    def remove(self, contact: StoredContact) -> None:
        table = contact_book.c
        which = (table.account == contact.account, table.kind == contact.kind, table.mark == contact.mark)
        self.scope.connection.execute(delete(contact_book).where(self.scope.own(contact_book, *which)))


def _contact(row: Row[tuple[object, ...]]) -> StoredContact:
    return StoredContact(**{name: getattr(row, name) for name in names(StoredContact)})

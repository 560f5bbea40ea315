"""Members of staff as rows: read only when their MAC says that this program wrote them."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from backend.adapters.store.staff_tables import (
    staff_links,
    staff_members,
    staff_passkeys,
    staff_passwords,
    staff_sessions,
)
from backend.adapters.store.web_store.staff_marks import StaffMarks
from backend.core import roles as role_texts
from backend.core.roles import Roles


class StaffStanding(Enum):
    MEMBER = "member"
    REMOVED = "removed"
    """Kept, so that the name stays taken and an OpenID provider does not bring the person back."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `subject`: issuer and subject at the OpenID provider; "" for a member of our own."""

    name: str
    account: str
    roles: Roles
    subject: str = ""
    standing: StaffStanding = StaffStanding.MEMBER


class MemberRows:
    """Reading and writing members within a transaction that is open already."""

    def __init__(self, marks: StaffMarks) -> None:
        self._marks = marks

    def find(self, connection: Connection, name: str) -> Member | None:
        """The member or removed member of that name."""
        return self._one(connection, staff_members.c.name == name)

    def by_subject(self, connection: Connection, subject: str) -> Member | None:
        return self._one(connection, staff_members.c.subject == subject)

    def all(self, connection: Connection) -> tuple[Member, ...]:
        rows = connection.execute(select(staff_members).order_by(staff_members.c.name))
        return tuple(found for row in rows if (found := self._genuine(row)) is not None)

    def active(self, connection: Connection, name: str) -> Member | None:
        member = self.find(connection, name)
        return member if member is not None and member.standing is StaffStanding.MEMBER else None

    def replace(self, connection: Connection, member: Member, now: datetime) -> None:
        """Make the member anew: no session, password, passkey or link of that name outlives this."""
        self.disarm(connection, member.name)
        connection.execute(delete(staff_members).where(staff_members.c.name == member.name))
        connection.execute(insert(staff_members).values(self._row(member) | {"created_at": now}))

    def change(self, connection: Connection, member: Member) -> None:
        changed = update(staff_members).where(staff_members.c.name == member.name)
        connection.execute(changed.values(self._row(member)))

    def disarm(self, connection: Connection, name: str) -> None:
        """End every session, and forget every way in."""
        for table in (staff_sessions, staff_passwords, staff_passkeys, staff_links):
            connection.execute(delete(table).where(table.c.name == name))

    def _one(self, connection: Connection, where: ColumnElement[bool]) -> Member | None:
        row = connection.execute(select(staff_members).where(where).limit(1)).one_or_none()
        return None if row is None else self._genuine(row)

    def _genuine(self, row: Row[tuple[object, ...]]) -> Member | None:
        expected = self._marks.row("member", row.name, row.account, row.roles, row.subject, row.standing)
        if not hmac.compare_digest(row.mac, expected):
            return None
        roles, standing = role_texts.read(row.roles), StaffStanding(row.standing)
        return Member(row.name, row.account, roles, row.subject, standing)

    def _row(self, member: Member) -> dict[str, object]:
        texts = (
            member.name,
            member.account,
            role_texts.written(member.roles),
            member.subject,
            member.standing.value,
        )
        named = dict(zip(("name", "account", "roles", "subject", "standing"), texts, strict=True))
        return {**named, "mac": self._marks.row("member", *texts)}

"""What makes a row of staff ours: tokens and MACs under a key kept outside the database, and the journal."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backend.adapters.store.rows import Scope
from backend.adapters.store.sql_store import SqlTx
from backend.core.audit import AuditKind, Scene, Trail
from backend.core.refusals import counted
from backend.core.secret import Secret


class StaffMarks:
    """HMAC-SHA256 over length-prefixed fields. Whoever can only write rows can make none of these."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, purpose: str, token: Secret) -> bytes:
        """How a token that only its owner holds is stored."""
        return self.row(purpose, token.reveal())

    def row(self, purpose: str, *fields: str | bytes | datetime) -> bytes:
        """The MAC of a row, or of some of its fields."""
        parts = [_bytes(field) for field in (purpose, *fields)]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._key, framed, "sha256")


def _bytes(field: str | bytes | datetime) -> bytes:
    if isinstance(field, datetime):
        return str(round(field.timestamp() * 1_000_000)).encode()
    return field if isinstance(field, bytes) else field.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class StaffJournal:
    """Audit records of staff, in the transaction of what they tell."""

    trail: Trail
    institution: str

    def note(
        self,
        connection: Connection,
        kind: AuditKind,
        now: datetime,
        actor: str,
        detail: Mapping[str, str | int] | None = None,
    ) -> None:
        """`actor`: a member's name, or the operator of the command line; "" for a stranger."""
        self.trail.note(self._tx(connection), kind, now, Scene(actor=actor), detail)

    def note_refusal(
        self,
        connection: Connection,
        kind: AuditKind,
        now: datetime,
        actor: str,
        detail: Mapping[str, str | int],
        who: str,
    ) -> None:
        """As `note`, so often an hour for `who` as any refusal: who is nobody may cause these for ever."""
        tx = self._tx(connection)
        if counted(tx, now, who):
            self.trail.note(tx, kind, now, Scene(actor=actor), detail)

    def _tx(self, connection: Connection) -> SqlTx:
        return SqlTx(Scope(connection, self.institution, writes=True))

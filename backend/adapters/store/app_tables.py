"""The newest step of each account's authenticator that was used, in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, Table

from backend.adapters.store.columns import INSTITUTION, key, metadata, when
from backend.adapters.store.rows import Scope

authenticator_steps = Table(
    "authenticator_steps",
    metadata,
    key("institution", INSTITUTION),
    key("subject", 64),
    when("begins"),
    Index(None, "institution", "begins"),
)


@dataclass(frozen=True, slots=True)
class SqlAuthenticatorSteps:
    """Implements `AuthenticatorSteps`."""

    scope: Scope

    def take(self, subject: str, begins: datetime) -> bool:
        table = authenticator_steps
        row = {"institution": self.scope.institution, "subject": subject, "begins": begins}
        add = self.scope.insert_or(table).values(row)
        newer = add.on_conflict_do_update(
            index_elements=[table.c.institution, table.c.subject],
            set_={"begins": begins},
            where=table.c.begins < begins,
        )
        return self.scope.connection.execute(newer.returning(table.c.subject)).first() is not None

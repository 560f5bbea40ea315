"""The table of contacts of our own, and indexes by age, so that purging reads only what is old."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"

BY_AGE = (
    ("limit_uses", ("institution", "at")),
    ("limit_buckets", ("institution", "touched_at")),
    ("limit_chains", ("institution", "last_at")),
    ("outbox", ("institution", "not_after")),
    ("staff_sessions", ("idle_at",)),
    ("staff_sessions", ("ends_at",)),
    ("staff_links", ("expires_at",)),
    ("staff_tries", ("forget_at",)),
)


def upgrade() -> None:
    for table, columns in BY_AGE:
        op.create_index(_name(table, columns), table, list(columns))
    op.create_table(
        "contact_book",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "account", "kind", "mark", name="pk_contact_book"),
    )
    op.create_index("ix_contact_book_institution_mark", "contact_book", ["institution", "mark"])


def downgrade() -> None:
    op.drop_table("contact_book")
    for table, columns in BY_AGE:
        op.drop_index(_name(table, columns), table)


def _name(table: str, columns: tuple[str, ...]) -> str:
    return f"ix_{table}_{'_'.join(columns)}"

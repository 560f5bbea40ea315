"""The audit records of a time, for the search of the console."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    op.create_index("ix_audit_institution_at_id", "audit", ["institution", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_institution_at_id", "audit")

"""The chain over the audit records. Records from before have no nonce and are linked as they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    op.add_column("audit", sa.Column("nonce", sa.String(32), nullable=False, server_default=""))
    _chain()
    _stubs()
    _sequencers()


def downgrade() -> None:
    for table in ("audit_sequencers", "audit_stubs", "audit_chain"):
        op.drop_table(table)
    op.drop_column("audit", "nonce")


def _chain() -> None:
    op.create_table(
        "audit_chain",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "seq", name="pk_audit_chain"),
        sa.UniqueConstraint("institution", "record", name="uq_audit_chain_institution_record"),
    )


def _stubs() -> None:
    op.create_table(
        "audit_stubs",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("oldest", sa.BigInteger(), nullable=False),
        sa.Column("newest", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        sa.Column("faults", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "first", name="pk_audit_stubs"),
    )


def _sequencers() -> None:
    op.create_table(
        "audit_sequencers",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", name="pk_audit_sequencers"),
    )

"""Resets that are handed to a phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    op.create_table(
        "handoffs",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("cookie_hash", sa.String(64), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_handoffs_institution_reset_resets",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_handoffs"),
        sa.UniqueConstraint("institution", "reset", "number", name="uq_handoffs_institution_reset_number"),
        sa.UniqueConstraint("institution", "token_hash", name="uq_handoffs_institution_token_hash"),
    )
    op.create_index("ix_handoffs_institution_cookie_hash", "handoffs", ["institution", "cookie_hash"])


def downgrade() -> None:
    op.drop_table("handoffs")

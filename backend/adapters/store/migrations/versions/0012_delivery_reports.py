"""Which gateway took a letter, and what gateways report of it later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("gateway", sa.String(64), nullable=False, server_default=""))
    op.create_index("ix_outbox_institution_reset_challenge", "outbox", ["institution", "reset", "challenge"])
    op.create_table(
        "delivery_reports",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution", "letter"],
            ["outbox.institution", "outbox.id"],
            name="fk_delivery_reports_institution_letter_outbox",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("institution", "letter", "gateway", name="pk_delivery_reports"),
    )


def downgrade() -> None:
    op.drop_table("delivery_reports")
    op.drop_index("ix_outbox_institution_reset_challenge", "outbox")
    op.drop_column("outbox", "gateway")

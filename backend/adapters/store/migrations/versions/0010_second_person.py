"""A second person and a checklist, contacts that are being registered, messages to the service desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    op.add_column("approvals", sa.Column("second", sa.String(128), nullable=False, server_default=""))
    op.add_column("approvals", sa.Column("checked", sa.String(1000), nullable=False, server_default=""))
    op.add_column("resets", sa.Column("ticket", sa.String(16), nullable=False, server_default=""))
    op.create_table(
        "contact_checks",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("mask", sa.String(80), nullable=False),
        sa.Column("destination", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts_left", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.String(24), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("replaced_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_contact_checks_institution_reset_resets",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_contact_checks"),
    )
    op.create_index(
        "ix_contact_checks_institution_reset_created_at",
        "contact_checks",
        ["institution", "reset", "created_at"],
    )


def downgrade() -> None:
    op.drop_table("contact_checks")
    op.drop_column("resets", "ticket")
    op.drop_column("approvals", "checked")
    op.drop_column("approvals", "second")

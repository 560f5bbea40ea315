"""One-time codes for staff at a station."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    op.create_table(
        "maintenance_codes",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("operator", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("institution", "station", name="pk_maintenance_codes"),
    )
    op.create_index(
        "ix_maintenance_codes_institution_expires_at", "maintenance_codes", ["institution", "expires_at"]
    )


def downgrade() -> None:
    op.drop_table("maintenance_codes")

"""Notices that staff put on the first page of stations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision: str | None = "0016"


def upgrade() -> None:
    op.create_table(
        "station_notices",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(128), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_station_notices"),
    )
    op.create_index("ix_station_notices_institution_made_at", "station_notices", ["institution", "made_at"])


def downgrade() -> None:
    op.drop_table("station_notices")

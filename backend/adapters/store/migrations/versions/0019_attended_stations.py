"""Stations beside which a member of staff stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision: str | None = "0018"


def upgrade() -> None:
    column = sa.Column("attendance", sa.String(24), nullable=False, server_default="unattended")
    op.add_column("stations", column)


def downgrade() -> None:
    op.drop_column("stations", "attendance")

"""The networks a station is tied to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    op.add_column("stations", sa.Column("network", sa.String(400), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("stations", "network")

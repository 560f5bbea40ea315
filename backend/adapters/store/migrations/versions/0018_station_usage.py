"""What stations say that their process uses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision: str | None = "0017"
COLUMNS = ("memory", "handles", "threads", "uptime")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("stations", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("stations", name)

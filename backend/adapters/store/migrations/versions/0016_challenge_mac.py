"""A MAC over each challenge. The code of one from before has to be asked for anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision: str | None = "0015"


def upgrade() -> None:
    op.add_column("challenges", sa.Column("mac", sa.String(64), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("challenges", "mac")

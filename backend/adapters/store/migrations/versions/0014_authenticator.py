"""The newest step of each account's authenticator that was used: a code works once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"


def upgrade() -> None:
    op.create_table(
        "authenticator_steps",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "subject", name="pk_authenticator_steps"),
    )
    op.create_index(
        "ix_authenticator_steps_institution_begins", "authenticator_steps", ["institution", "begins"]
    )


def downgrade() -> None:
    op.drop_table("authenticator_steps")

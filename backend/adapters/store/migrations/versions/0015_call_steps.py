"""What happened in a call that a provider carries, for whichever process the provider asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision: str | None = "0014"


def upgrade() -> None:
    op.create_table(
        "call_steps",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution", "letter"],
            ["outbox.institution", "outbox.id"],
            name="fk_call_steps_institution_letter_outbox",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("institution", "letter", "number", name="pk_call_steps"),
    )


def downgrade() -> None:
    op.drop_table("call_steps")

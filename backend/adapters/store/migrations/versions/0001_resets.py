"""What a reset is made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    _resets()
    _facts()
    _challenges()
    _approvals()
    _approval_openings()
    _writes()
    _outbox()


def downgrade() -> None:
    for table in ("outbox", "writes", "approval_openings", "approvals", "challenges", "facts", "resets"):
        op.drop_table(table)


def _resets() -> None:
    op.create_table(
        "resets",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128)),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("typed_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("person_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("methods", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("work", sa.String(24)),
        sa.Column("completed_at", sa.BigInteger()),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_resets"),
    )
    op.create_index("ix_resets_institution_expires_at", "resets", ["institution", "expires_at"])
    op.create_index("ix_resets_institution_station_state", "resets", ["institution", "station", "state"])


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("path", sa.String(24), nullable=False),
        sa.Column("settling", sa.String(24), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("approver", sa.String(128), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("consumed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_facts"),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_facts_institution_reset_resets",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "institution", "reset", "kind", "source", name="uq_facts_institution_reset_kind_source"
        ),
    )


def _challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("method_id", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("mask", sa.String(80), nullable=False),
        sa.Column("settling", sa.String(24), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts_left", sa.Integer(), nullable=False),
        sa.Column("resends_left", sa.Integer(), nullable=False),
        sa.Column("resend_at", sa.BigInteger(), nullable=False),
        sa.Column("delivery", sa.String(24), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("replaced_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_challenges"),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_challenges_institution_reset_resets",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_challenges_institution_reset_created_at", "challenges", ["institution", "reset", "created_at"]
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128)),
        sa.Column("person_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("approver", sa.String(128), nullable=False),
        sa.Column("proof", sa.String(24)),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_approvals"),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_approvals_institution_reset_resets",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("institution", "reset", "number", name="uq_approvals_institution_reset_number"),
    )
    op.create_index(
        "ix_approvals_institution_status_expires_at", "approvals", ["institution", "status", "expires_at"]
    )


def _approval_openings() -> None:
    op.create_table(
        "approval_openings",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("approval", sa.String(32), nullable=False),
        sa.Column("staff", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("institution", "approval", "staff", name="pk_approval_openings"),
        sa.ForeignKeyConstraint(
            ["institution", "approval"],
            ["approvals.institution", "approvals.id"],
            name="fk_approval_openings_institution_approval_approvals",
            ondelete="CASCADE",
        ),
    )


def _writes() -> None:
    op.create_table(
        "writes",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("intent", sa.String(64), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("broken_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "reset", "intent", name="pk_writes"),
        sa.ForeignKeyConstraint(
            ["institution", "reset"],
            ["resets.institution", "resets.id"],
            name="fk_writes_institution_reset_resets",
            ondelete="CASCADE",
        ),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("challenge", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("not_after", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_institution_state_lease_until", "outbox", ["institution", "state", "lease_until"]
    )

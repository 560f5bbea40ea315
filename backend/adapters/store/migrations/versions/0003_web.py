"""What the web layer keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    _staff_links()
    _staff_members()
    _staff_sessions()
    _staff_tries()
    _web_intents()
    _web_nonces()


def downgrade() -> None:
    for table in (
        "web_nonces",
        "web_intents",
        "staff_tries",
        "staff_sessions",
        "staff_members",
        "staff_links",
    ):
        op.drop_table(table)


def _staff_links() -> None:
    op.create_table(
        "staff_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("account", sa.String(254), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_links"),
    )


def _staff_members() -> None:
    op.create_table(
        "staff_members",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("account", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_staff_members"),
    )


def _staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("idle_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_sessions"),
    )


def _staff_tries() -> None:
    op.create_table(
        "staff_tries",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("open_at", sa.BigInteger(), nullable=False),
        sa.Column("forget_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_staff_tries"),
    )


def _web_intents() -> None:
    op.create_table(
        "web_intents",
        sa.Column("signer", sa.String(80), nullable=False),
        sa.Column("method", sa.String(8), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("intent", sa.String(32), nullable=False),
        sa.Column("body_mac", sa.LargeBinary(), nullable=False),
        sa.Column("lease", sa.String(32), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("forget_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signer", "method", "path", "intent", name="pk_web_intents"),
    )
    op.create_index("ix_web_intents_forget_at", "web_intents", ["forget_at"])


def _web_nonces() -> None:
    op.create_table(
        "web_nonces",
        sa.Column("signer", sa.String(80), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("forget_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signer", "nonce", name="pk_web_nonces"),
    )
    op.create_index("ix_web_nonces_forget_at", "web_nonces", ["forget_at"])

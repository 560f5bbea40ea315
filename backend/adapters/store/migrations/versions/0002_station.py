"""Stations, limits and the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    _limit_buckets()
    _limit_uses()
    _limit_chains()
    _stations()
    _enrolments()
    _audit()


def downgrade() -> None:
    for table in ("audit", "enrolments", "stations", "limit_chains", "limit_uses", "limit_buckets"):
        op.drop_table(table)


def _limit_buckets() -> None:
    op.create_table(
        "limit_buckets",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("bucket", sa.String(128), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "bucket", name="pk_limit_buckets"),
    )


def _limit_uses() -> None:
    op.create_table(
        "limit_uses",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("bucket", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_limit_uses"),
    )
    op.create_index("ix_limit_uses_institution_bucket_at", "limit_uses", ["institution", "bucket", "at"])


def _limit_chains() -> None:
    op.create_table(
        "limit_chains",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("bucket", sa.String(128), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "bucket", name="pk_limit_chains"),
    )


def _stations() -> None:
    op.create_table(
        "stations",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("standing", sa.String(24), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("boot_counter", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_seen", sa.BigInteger()),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("page_kind", sa.String(40), nullable=False),
        sa.Column("last_error", sa.String(80), nullable=False),
        sa.Column("clock", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_stations"),
        sa.UniqueConstraint("institution", "fingerprint", name="uq_stations_institution_fingerprint"),
    )


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("polled_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "id", name="pk_enrolments"),
    )
    op.create_index("ix_enrolments_institution_expires_at", "enrolments", ["institution", "expires_at"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("institution", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("station", sa.String(32), nullable=False),
        sa.Column("reset", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_institution_kind_at", "audit", ["institution", "kind", "at"])
    op.create_index("ix_audit_institution_reference", "audit", ["institution", "reference"])
    op.create_index("ix_audit_institution_reset", "audit", ["institution", "reset"])

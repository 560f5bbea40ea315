"""The web layer's own tables: replay, idempotency, and who may use the staff console."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from backend.adapters.store.tables import metadata
from backend.adapters.store.types import Instant

nonces = Table(
    "web_nonces",
    metadata,
    Column("signer", String(80), primary_key=True),
    Column("nonce", String(64), primary_key=True),
    Column("forget_at", Instant(), nullable=False),
    Index(None, "forget_at"),
)

intents = Table(
    "web_intents",
    metadata,
    Column("signer", String(80), primary_key=True),
    Column("method", String(8), primary_key=True),
    Column("path", String(200), primary_key=True),
    Column("intent", String(32), primary_key=True),
    Column("body_mac", LargeBinary, nullable=False),
    Column("lease", String(32), nullable=False),
    Column("lease_until", Instant(), nullable=False),
    Column("answer", LargeBinary),
    Column("forget_at", Instant(), nullable=False),
    Index(None, "forget_at"),
)

staff_members = Table(
    "staff_members",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("account", String(254), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("created_at", Instant(), nullable=False),
)

staff_links = Table(
    "staff_links",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("account", String(254), nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("expires_at", Instant(), nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("idle_at", Instant(), nullable=False),
    Column("ends_at", Instant(), nullable=False),
)

staff_tries = Table(
    "staff_tries",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("open_at", Instant(), nullable=False),
    Column("forget_at", Instant(), nullable=False),
)

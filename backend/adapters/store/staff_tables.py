"""Tables of who may use the staff console, and by which proof."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from backend.adapters.store.tables import metadata
from backend.adapters.store.types import Instant

staff_members = Table(
    "staff_members",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("account", String(254), nullable=False),
    Column("roles", String(64), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("created_at", Instant(), nullable=False),
    Index(None, "subject"),
)

staff_passwords = Table(
    "staff_passwords",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("password_hash", String(200), nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("last_step", BigInteger, nullable=False),
)

staff_passkeys = Table(
    "staff_passkeys",
    metadata,
    Column("id_hash", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("credential", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("created_at", Instant(), nullable=False),
    Index(None, "name"),
)

staff_links = Table(
    "staff_links",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("account", String(254), nullable=False),
    Column("roles", String(64), nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("expires_at", Instant(), nullable=False),
    Index(None, "expires_at"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("proof", String(16), nullable=False),
    Column("strong_at", Instant(), nullable=False),
    Column("logout_sealed", LargeBinary),
    Column("mac", LargeBinary, nullable=False),
    Column("idle_at", Instant(), nullable=False),
    Column("ends_at", Instant(), nullable=False),
    Index(None, "name"),
    Index(None, "idle_at"),
    Index(None, "ends_at"),
)

staff_ceremonies = Table(
    "staff_ceremonies",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Instant(), nullable=False),
    Index(None, "expires_at"),
)

staff_tries = Table(
    "staff_tries",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("open_at", Instant(), nullable=False),
    Column("forget_at", Instant(), nullable=False),
    Index(None, "forget_at"),
)

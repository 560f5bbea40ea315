"""The web layer's own tables: replay and idempotency. Those of staff are in `staff_tables`."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

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

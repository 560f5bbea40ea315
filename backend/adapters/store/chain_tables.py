"""The chain over the audit records, what stands for removed ones, and whose turn it is to link."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, UniqueConstraint

from backend.adapters.store.columns import INSTITUTION, key, metadata, octets, text, when

audit_chain = Table(
    "audit_chain",
    metadata,
    key("institution", INSTITUTION),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    # No foreign key: a record that is gone must leave its link behind, and linking must lock no record.
    Column("record", BigInteger, nullable=False),
    octets("link"),
    UniqueConstraint("institution", "record"),
)

audit_stubs = Table(
    "audit_stubs",
    metadata,
    key("institution", INSTITUTION),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    octets("before"),
    octets("after"),
    when("oldest"),
    when("newest"),
    when("removed_at"),
    Column("faults", BigInteger, nullable=False),
    octets("signature"),
)

audit_sequencers = Table(
    "audit_sequencers",
    metadata,
    key("institution", INSTITUTION),
    text("holder"),
    when("until"),
)

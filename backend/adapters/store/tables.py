"""The tables of the core. Every row carries its institution, so that the schema can be spread by it."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    UniqueConstraint,
)

from backend.adapters.store.app_tables import authenticator_steps as authenticator_steps
from backend.adapters.store.book_tables import contact_book as contact_book
from backend.adapters.store.call_tables import call_steps as call_steps
from backend.adapters.store.chain_tables import audit_chain as audit_chain
from backend.adapters.store.chain_tables import audit_sequencers as audit_sequencers
from backend.adapters.store.chain_tables import audit_stubs as audit_stubs
from backend.adapters.store.columns import (
    ACCOUNT,
    INSTITUTION,
    key,
    maybe,
    number,
    octets,
    of_reset,
    one_of,
    serial,
    text,
    when,
)
from backend.adapters.store.columns import (
    metadata as metadata,
)
from backend.adapters.store.contact_tables import contact_checks as contact_checks
from backend.adapters.store.handoff_tables import handoffs as handoffs
from backend.adapters.store.report_tables import delivery_reports as delivery_reports
from backend.adapters.store.station_tables import audit as audit
from backend.adapters.store.station_tables import enrolments as enrolments
from backend.adapters.store.station_tables import stations as stations
from backend.adapters.store.types import Methods, Named
from backend.core.api import ProofSeen, RequestStatus
from backend.core.proofs import FactKind, Path, Settling
from backend.core.records import (
    LetterKind,
    LetterState,
    ResetState,
    WriteKind,
    WriteState,
)
from backend.core.views import Channel, Delivery, Work

resets = Table(
    "resets",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("station"),
    Column("account", String(ACCOUNT)),
    text("subject", 64),
    octets("typed_sealed"),
    octets("person_sealed"),
    text("language", 8),
    one_of("state", ResetState),
    Column("methods", Methods(), nullable=False),
    when("opened_at"),
    when("expires_at"),
    number("revision"),
    Column("work", Named(Work)),
    maybe("completed_at"),
    text("reference", 16),
    text("ticket", 16),
    Index(None, "institution", "station", "state"),
    Index(None, "institution", "expires_at"),
)

facts = Table(
    "facts",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("reset"),
    text("account", ACCOUNT),
    text("station"),
    one_of("kind", FactKind),
    one_of("path", Path),
    one_of("settling", Settling),
    text("source"),
    text("approver", 128),
    when("made_at"),
    when("expires_at"),
    octets("mac"),
    maybe("consumed_at"),
    of_reset(),
    UniqueConstraint("institution", "reset", "kind", "source"),
)

challenges = Table(
    "challenges",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("reset"),
    text("account", ACCOUNT),
    text("station"),
    text("method_id"),
    one_of("channel", Channel),
    text("mask", 80),
    one_of("settling", Settling),
    number("generation"),
    when("created_at"),
    when("expires_at"),
    number("attempts_left"),
    number("resends_left"),
    when("resend_at"),
    one_of("delivery", Delivery),
    maybe("used_at"),
    maybe("replaced_at"),
    text("mac", 64),
    of_reset(),
    Index(None, "institution", "reset", "created_at"),
)

approvals = Table(
    "approvals",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    number("number"),
    text("reset"),
    text("station"),
    Column("account", String(ACCOUNT)),
    octets("person_sealed"),
    one_of("status", RequestStatus),
    when("asked_at"),
    when("expires_at"),
    number("tries_left"),
    text("approver", 128),
    Column("proof", Named(ProofSeen)),
    text("reason", 500),
    maybe("decided_at"),
    octets("mac"),
    text("second", 128),
    text("checked", 1000),
    of_reset(),
    UniqueConstraint("institution", "reset", "number"),
    Index(None, "institution", "status", "expires_at"),
)

approval_openings = Table(
    "approval_openings",
    metadata,
    key("institution", INSTITUTION),
    key("approval"),
    key("staff", 128),
    ForeignKeyConstraint(
        ["institution", "approval"], ["approvals.institution", "approvals.id"], ondelete="CASCADE"
    ),
)

writes = Table(
    "writes",
    metadata,
    key("institution", INSTITUTION),
    key("reset"),
    key("intent", 64),
    text("account", ACCOUNT),
    one_of("kind", WriteKind),
    one_of("state", WriteState),
    when("started_at"),
    when("lease_until"),
    maybe("finished_at"),
    octets("broken_sealed"),
    of_reset(),
)

outbox = Table(
    "outbox",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    one_of("kind", LetterKind),
    one_of("channel", Channel),
    text("reset"),
    text("challenge"),
    text("account", ACCOUNT),
    text("station"),
    text("language", 8),
    octets("sealed"),
    one_of("state", LetterState),
    when("created_at"),
    when("lease_until"),
    when("not_after"),
    number("tries"),
    text("gateway", 64),
    Index(None, "institution", "state", "lease_until"),
    Index(None, "institution", "reset", "challenge"),
    Index(None, "institution", "not_after"),
)

limit_buckets = Table(
    "limit_buckets",
    metadata,
    key("institution", INSTITUTION),
    key("bucket", 128),
    when("touched_at"),
    Index(None, "institution", "touched_at"),
)

limit_uses = Table(
    "limit_uses",
    metadata,
    serial(),
    text("institution", INSTITUTION),
    text("bucket", 128),
    when("at"),
    Index(None, "institution", "bucket", "at"),
    Index(None, "institution", "at"),
)

limit_chains = Table(
    "limit_chains",
    metadata,
    key("institution", INSTITUTION),
    key("bucket", 128),
    number("used"),
    when("last_at"),
    Index(None, "institution", "last_at"),
)

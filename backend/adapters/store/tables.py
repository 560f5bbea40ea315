"""The tables of the core. Every row carries its institution, so that the schema can be spread by it."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from backend.adapters.store.types import Instant, Methods, Named
from backend.core.api import ProofSeen, RequestStatus
from backend.core.proofs import FactKind, Path, Settling
from backend.core.records import (
    LetterKind,
    LetterState,
    ResetState,
    StationStanding,
    WriteKind,
    WriteState,
)
from backend.core.views import Channel, Delivery, EnrolmentStatus, Work

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key(name: str, length: int = 32) -> Column[str]:
    return Column(name, String(length), primary_key=True)


def _text(name: str, length: int = 32) -> Column[str]:
    return Column(name, String(length), nullable=False)


def _when(name: str) -> Column[object]:
    return Column(name, Instant(), nullable=False)


def _maybe(name: str) -> Column[object]:
    return Column(name, Instant())


def _one_of(name: str, kind: type[Enum]) -> Column[Enum]:
    return Column(name, Named(kind), nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _of_reset() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["institution", "reset"], ["resets.institution", "resets.id"], ondelete="CASCADE"
    )


INSTITUTION = 64
ACCOUNT = 128

resets = Table(
    "resets",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _text("station"),
    Column("account", String(ACCOUNT)),
    _text("subject", 64),
    _bytes("typed_sealed"),
    _bytes("person_sealed"),
    _text("language", 8),
    _one_of("state", ResetState),
    Column("methods", Methods(), nullable=False),
    _when("opened_at"),
    _when("expires_at"),
    _number("revision"),
    Column("work", Named(Work)),
    _maybe("completed_at"),
    _text("reference", 16),
    Index(None, "institution", "station", "state"),
    Index(None, "institution", "expires_at"),
)

facts = Table(
    "facts",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _text("reset"),
    _text("account", ACCOUNT),
    _text("station"),
    _one_of("kind", FactKind),
    _one_of("path", Path),
    _one_of("settling", Settling),
    _text("source"),
    _text("approver", 128),
    _when("made_at"),
    _when("expires_at"),
    _bytes("mac"),
    _maybe("consumed_at"),
    _of_reset(),
    UniqueConstraint("institution", "reset", "kind", "source"),
)

challenges = Table(
    "challenges",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _text("reset"),
    _text("account", ACCOUNT),
    _text("station"),
    _text("method_id"),
    _one_of("channel", Channel),
    _text("mask", 80),
    _one_of("settling", Settling),
    _number("generation"),
    _when("created_at"),
    _when("expires_at"),
    _number("attempts_left"),
    _number("resends_left"),
    _when("resend_at"),
    _one_of("delivery", Delivery),
    _maybe("used_at"),
    _maybe("replaced_at"),
    _of_reset(),
    Index(None, "institution", "reset", "created_at"),
)

approvals = Table(
    "approvals",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _number("number"),
    _text("reset"),
    _text("station"),
    Column("account", String(ACCOUNT)),
    _bytes("person_sealed"),
    _one_of("status", RequestStatus),
    _when("asked_at"),
    _when("expires_at"),
    _number("tries_left"),
    _text("approver", 128),
    Column("proof", Named(ProofSeen)),
    _text("reason", 500),
    _maybe("decided_at"),
    _bytes("mac"),
    _of_reset(),
    UniqueConstraint("institution", "reset", "number"),
    Index(None, "institution", "status", "expires_at"),
)

approval_openings = Table(
    "approval_openings",
    metadata,
    _key("institution", INSTITUTION),
    _key("approval"),
    _key("staff", 128),
    ForeignKeyConstraint(
        ["institution", "approval"], ["approvals.institution", "approvals.id"], ondelete="CASCADE"
    ),
)

writes = Table(
    "writes",
    metadata,
    _key("institution", INSTITUTION),
    _key("reset"),
    _key("intent", 64),
    _text("account", ACCOUNT),
    _one_of("kind", WriteKind),
    _one_of("state", WriteState),
    _when("started_at"),
    _when("lease_until"),
    _maybe("finished_at"),
    _bytes("broken_sealed"),
    _of_reset(),
)

outbox = Table(
    "outbox",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _one_of("kind", LetterKind),
    _one_of("channel", Channel),
    _text("reset"),
    _text("challenge"),
    _text("account", ACCOUNT),
    _text("station"),
    _text("language", 8),
    _bytes("sealed"),
    _one_of("state", LetterState),
    _when("created_at"),
    _when("lease_until"),
    _when("not_after"),
    _number("tries"),
    Index(None, "institution", "state", "lease_until"),
)

limit_buckets = Table(
    "limit_buckets", metadata, _key("institution", INSTITUTION), _key("bucket", 128), _when("touched_at")
)

limit_uses = Table(
    "limit_uses",
    metadata,
    # SQLite numbers rows by itself only in a column that is exactly INTEGER.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    _text("institution", INSTITUTION),
    _text("bucket", 128),
    _when("at"),
    Index(None, "institution", "bucket", "at"),
)

limit_chains = Table(
    "limit_chains",
    metadata,
    _key("institution", INSTITUTION),
    _key("bucket", 128),
    _number("used"),
    _when("last_at"),
)

stations = Table(
    "stations",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _text("name", 120),
    _text("place", 120),
    _bytes("public_key"),
    _text("fingerprint", 64),
    _one_of("standing", StationStanding),
    _when("enrolled_at"),
    Column("boot_counter", BigInteger, nullable=False),
    _number("failures"),
    _maybe("last_seen"),
    _text("version", 40),
    _text("page_kind", 40),
    _text("last_error", 80),
    Column("clock", BigInteger, nullable=False),
    UniqueConstraint("institution", "fingerprint"),
)

enrolments = Table(
    "enrolments",
    metadata,
    _key("institution", INSTITUTION),
    _key("id"),
    _bytes("public_key"),
    _text("fingerprint", 64),
    _text("code", 16),
    _one_of("status", EnrolmentStatus),
    _text("station"),
    _when("expires_at"),
    _when("polled_at"),
    Index(None, "institution", "expires_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    _text("institution", INSTITUTION),
    _when("at"),
    _text("kind", 40),
    _text("actor", 128),
    _text("station"),
    _text("reset"),
    _text("subject", 64),
    _text("reference", 16),
    Column("detail", Text, nullable=False),
    _bytes("mac"),
    Index(None, "institution", "reference"),
    Index(None, "institution", "reset"),
    Index(None, "institution", "kind", "at"),
)

"""Stations, their enrolments, and the audit records."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from backend.adapters.store.columns import (
    INSTITUTION,
    key,
    maybe,
    metadata,
    number,
    octets,
    one_of,
    serial,
    text,
    when,
)
from backend.adapters.store.types import Named
from backend.core.attendance import Attendance
from backend.core.records import (
    StationStanding,
)
from backend.core.views import EnrolmentStatus

USAGE = ("memory", "handles", "threads", "uptime")

stations = Table(
    "stations",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    text("name", 120),
    text("place", 120),
    octets("public_key"),
    text("fingerprint", 64),
    one_of("standing", StationStanding),
    when("enrolled_at"),
    Column("boot_counter", BigInteger, nullable=False),
    number("failures"),
    maybe("last_seen"),
    text("version", 40),
    text("page_kind", 40),
    text("last_error", 80),
    Column("clock", BigInteger, nullable=False),
    Column("network", String(400), nullable=False, server_default=""),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in USAGE),
    Column("attendance", Named(Attendance), nullable=False, server_default=Attendance.UNATTENDED.value),
    UniqueConstraint("institution", "fingerprint"),
)

enrolments = Table(
    "enrolments",
    metadata,
    key("institution", INSTITUTION),
    key("id"),
    octets("public_key"),
    text("fingerprint", 64),
    text("code", 16),
    one_of("status", EnrolmentStatus),
    text("station"),
    when("expires_at"),
    when("polled_at"),
    Index(None, "institution", "expires_at"),
)

audit = Table(
    "audit",
    metadata,
    serial(),
    text("institution", INSTITUTION),
    when("at"),
    text("kind", 40),
    text("actor", 128),
    text("station"),
    text("reset"),
    text("subject", 64),
    text("reference", 16),
    Column("detail", Text, nullable=False),
    octets("mac"),
    Column("nonce", String(32), nullable=False, server_default=""),
    Index(None, "institution", "reference"),
    Index(None, "institution", "reset"),
    Index(None, "institution", "kind", "at"),
    Index(None, "institution", "at", "id"),
)

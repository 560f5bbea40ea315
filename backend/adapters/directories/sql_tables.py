"""The tables of the embedded directory, in a database of their own. Times are whole Unix seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    select,
)
from sqlalchemy.engine import RowMapping

metadata = MetaData()
_LOCK = 0x7265706173736502  # "repasse", 2: any number that no other program on this database takes

accounts = Table(
    "directory_accounts",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("identifier", String(320), nullable=False),
    Column("given_name", String(200), nullable=False),
    Column("family_name", String(200), nullable=False),
    Column("language", String(16), nullable=False),
    Column("mobile", String(16), nullable=False),
    Column("mobile_changed_at", BigInteger, nullable=False),
    Column("email", String(320), nullable=False),
    Column("email_changed_at", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("privileged", Boolean, nullable=False),
    Column("expires_at", BigInteger),
    Column("password_hash", String(255), nullable=False),
    Column("password_changed_at", BigInteger, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("failed_tries", Integer, nullable=False),
    Column("first_try_at", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
)

names = Table(
    "directory_names",
    metadata,
    Column("name", String(320), primary_key=True),
    Column("account", ForeignKey(accounts.c.key), nullable=False, index=True),
)
"""Every identifier and alias, folded, of one account each."""

cards = Table(
    "directory_cards",
    metadata,
    Column("number", String(64), primary_key=True),
    Column("account", ForeignKey(accounts.c.key), nullable=False, unique=True),
)
"""The number of each account's student card; a table, so that a directory of before has none of them."""

student_numbers = Table(
    "directory_student_numbers",
    metadata,
    Column("number", String(64), primary_key=True),
    Column("account", ForeignKey(accounts.c.key), nullable=False, unique=True),
)
"""Folded as they are searched; a table, so that a directory of before has none of them."""

authenticators = Table(
    "directory_authenticators",
    metadata,
    Column("account", ForeignKey(accounts.c.key), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)
"""The packed key of each account's app, sealed; a table, so that a directory of before has none of them."""

history = Table(
    "directory_passwords",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", ForeignKey(accounts.c.key), nullable=False, index=True),
    Column("password_hash", String(255), nullable=False),
)
"""The hashes an account has had, the present one among them; a higher id is newer."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of `accounts`, as the directory reads it."""

    key: str
    identifier: str
    given_name: str
    family_name: str
    language: str
    mobile: str
    mobile_changed_at: int
    email: str
    email_changed_at: int
    disabled: bool
    privileged: bool
    expires_at: int | None
    password_hash: str
    password_changed_at: int
    must_change: bool
    failed_tries: int
    first_try_at: int
    locked_until: int

    @staticmethod
    def read(row: RowMapping) -> AccountRow:
        return AccountRow(**{column.name: row[column] for column in accounts.columns})

    def expired(self, now: int) -> bool:
        return self.expires_at is not None and self.expires_at <= now


def stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def moment(stamped: int) -> datetime:
    return datetime.fromtimestamp(stamped, UTC)


def make_tables(connection: Connection) -> None:
    """Make the tables that are missing, one process at a time.

    SQLite's writers queue by themselves. On PostgreSQL two processes would both find a table missing and
    both make it: the lock is held until the transaction ends, and the second then finds the table. The
    waiting counts as the statement's time, so it is bounded like every other wait.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    metadata.create_all(connection)

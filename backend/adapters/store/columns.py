"""The columns all tables are made of. Every row carries its institution."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
)

from backend.adapters.store.types import Instant, Named

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str, length: int = 32) -> Column[str]:
    """A column of the primary key."""
    return Column(name, String(length), primary_key=True)


def text(name: str, length: int = 32) -> Column[str]:
    """Text, never null."""
    return Column(name, String(length), nullable=False)


def when(name: str) -> Column[object]:
    """An instant, never null."""
    return Column(name, Instant(), nullable=False)


def maybe(name: str) -> Column[object]:
    """An instant, or null."""
    return Column(name, Instant())


def one_of(name: str, kind: type[Enum]) -> Column[Enum]:
    """A member of `kind`."""
    return Column(name, Named(kind), nullable=False)


def number(name: str) -> Column[int]:
    """An integer, never null."""
    return Column(name, Integer, nullable=False)


def octets(name: str) -> Column[bytes]:
    """Bytes, never null."""
    return Column(name, LargeBinary, nullable=False)


def of_reset() -> ForeignKeyConstraint:
    """The row goes with its reset."""
    return ForeignKeyConstraint(
        ["institution", "reset"], ["resets.institution", "resets.id"], ondelete="CASCADE"
    )


INSTITUTION = 64
ACCOUNT = 128


def serial(name: str = "id") -> Column[int]:
    """A key the database counts: SQLite does so only in a column that is exactly INTEGER."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)

"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from enum import Enum

from sqlalchemy import BigInteger, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from backend.core.views import Channel, Method

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware time, kept as whole microseconds since 1970 in UTC, so that SQL compares it exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else _EPOCH + value * _MICROSECOND


class Named(TypeDecorator[Enum]):
    """A member of an enumeration, kept by its value."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__(24)
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Enum | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else self.kind(value)


class Methods(TypeDecorator[tuple[Method, ...]]):
    """The masks shown to the person, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Method, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        return json.dumps([[one.id, one.channel.value, one.mask] for one in value or ()])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Method, ...]:  # noqa: ARG002 - SQLAlchemy's signature
        return tuple(Method(id_, Channel(channel), mask) for id_, channel, mask in json.loads(value or "[]"))

"""JSON from outside, read without trusting its shape: what is missing or of another kind reads as empty."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

Json = Mapping[str, object]
NOTHING: Json = {}


def parsed(content: bytes) -> Json:
    """The object in `content`; empty when there is none."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return NOTHING
    return read if isinstance(read, dict) else NOTHING


def branch(of: Json, name: str) -> Json:
    value = of.get(name)
    return value if isinstance(value, dict) else NOTHING


def rows(of: Json, name: str = "value") -> tuple[Json, ...]:
    value = of.get(name)
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def text(of: Json, name: str) -> str:
    value = of.get(name)
    return value if isinstance(value, str) else ""


def texts(of: Json, name: str) -> tuple[str, ...]:
    value = of.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def number(of: Json, name: str) -> int:
    value = of.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def moment(of: Json, name: str) -> datetime | None:
    """An ISO 8601 time with its zone; None for none."""
    try:
        read = datetime.fromisoformat(text(of, name))
    except ValueError:
        return None
    return read.astimezone(UTC) if read.tzinfo is not None else None

"""What of a person can still be reached from a state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kiosk.core.results import ResetView
from kiosk.core.secret import Secret
from kiosk.core.states import Kiosk, Pending
from tests.kiosk.core.strategies import MARK


def remains(kiosk: Kiosk) -> list[object]:
    """Secrets, views, calls, pictures and typed text reachable from `kiosk`."""
    return [found for found in _reachable(kiosk) if _personal(found)]


def _reachable(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _reachable(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _reachable(item)


def _personal(value: object) -> bool:
    if isinstance(value, str):
        return MARK in value
    return isinstance(value, Secret | ResetView | Pending) or (isinstance(value, bytes) and value != b"")

"""Values of `kiosk.core.results` as the JSON the backend would send."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum


def plain(value: object) -> object:
    """Return `value` as what `json` writes."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


def encoded(value: object) -> bytes:
    return json.dumps(plain(value)).encode()

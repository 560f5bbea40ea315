"""The settings of scanning and of keys for hands that shake, checked like every other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

KEYS = ("scan_step", "scan_key", "double_strike")
STEP_SHORTEST, STEP_LONGEST = 0.02, 10.0
GUARD_LONGEST = 2.0
SCAN_KEYS = tuple(f"F{number}" for number in range(9, 25))
"""F1 to F7 choose preferences (docs/keys.md), F8 with Ctrl and Shift opens maintenance."""

Complain = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Times in seconds. `scan_key` is the name of a key, or empty."""

    scan_step: float = 1.5
    scan_key: str = ""
    double_strike: float = 0.0


ORDINARY = AccessSettings()


def read_access(table: Mapping[str, object], complain: Complain) -> AccessSettings:
    """Return what `table` means.

    Args:
        complain: is told the key and what is allowed.
    """

    def seconds(key: str, default: float, least: float, most: float) -> float:
        value = table.get(key)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        complain(key, f"must be seconds from {least:g} to {most:g}")
        return default

    def name() -> str:
        value = table.get("scan_key")
        if value is None or value in ("", *SCAN_KEYS):
            return str(value or "")
        complain("scan_key", 'must be "" or one of F9 to F24; F1 to F8 have a meaning of their own')
        return ""

    return AccessSettings(
        seconds("scan_step", ORDINARY.scan_step, STEP_SHORTEST, STEP_LONGEST),
        name(),
        seconds("double_strike", ORDINARY.double_strike, 0.0, GUARD_LONGEST),
    )

"""What a service's unit says about starting, watching and ending it, read from the shipped file itself."""

from __future__ import annotations

import re
import signal
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UNIT = Path(__file__).resolve().parents[2] / "packaging" / "debian" / "repasse-kiosk.service"
_SECONDS = {"": 1.0, "ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
Lines = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Times in seconds. What the soak's service manager does not know how to obey is refused by `read`."""

    restart_after: float
    start_within: float
    stop_within: float
    watchdog: float
    watchdog_signal: signal.Signals
    burst: int
    burst_within: float
    core_bytes: int
    umask: int
    swap_bytes: int


def read(file: Path = UNIT) -> Unit:
    """Return what `file` says.

    Raises:
        ValueError: it asks for something that is not obeyed here.
    """
    lines = _lines(file)
    for key, value in (("Restart", "always"), ("Type", "notify"), ("NotifyAccess", "all")):
        _only(lines, key, value)
    _only(lines, "StartLimitAction", "reboot")
    return Unit(
        restart_after=seconds(_last(lines, "RestartSec")),
        start_within=seconds(_last(lines, "TimeoutStartSec")),
        stop_within=seconds(_last(lines, "TimeoutStopSec")),
        watchdog=seconds(_last(lines, "WatchdogSec")),
        watchdog_signal=signal.Signals[_last(lines, "WatchdogSignal")],
        burst=int(_last(lines, "StartLimitBurst")),
        burst_within=seconds(_last(lines, "StartLimitIntervalSec")),
        core_bytes=int(_last(lines, "LimitCORE")),
        umask=int(_last(lines, "UMask"), 8),
        swap_bytes=int(_last(lines, "MemorySwapMax")),
    )


def seconds(text: str) -> float:
    """A time span as systemd.time(7) has it, such as ``20``, ``1h`` or ``1min 30s``."""
    parts = re.findall(r"(\d+)\s*([a-z]*)", text)
    if not parts or any(unit not in _SECONDS for _, unit in parts):
        raise ValueError(f"no time span: {text}")
    return sum(int(count) * _SECONDS[unit] for count, unit in parts)


def _lines(file: Path) -> Lines:
    found = defaultdict[str, list[str]](list)
    for line in file.read_text(encoding="utf-8").splitlines():
        key, sign, value = line.partition("=")
        if sign and not line.startswith(("#", ";")):
            found[key.strip()].append(value.strip())
    return found


def _last(lines: Lines, key: str) -> str:
    if key not in lines:
        raise ValueError(f"the unit has no {key}")
    return lines[key][-1]


def _only(lines: Lines, key: str, value: str) -> None:
    if _last(lines, key) != value:
        raise ValueError(f"{key}={_last(lines, key)} is not obeyed here")

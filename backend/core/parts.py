"""What the use cases are built from."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from backend.core.call_failover import CallFailOver
from backend.core.meter import Meter, Unmetered
from backend.core.ports import (
    CallChannel,
    Clock,
    Directory,
    Keys,
    MessageChannel,
    Numbers,
    Randomness,
    Sealer,
    StaffRoll,
)
from backend.core.settings import Settings
from backend.core.signals import Signals
from backend.core.store import Store


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels this backend has; a contact of a channel it lacks is not offered."""

    email: MessageChannel | None
    sms: MessageChannel | None
    voice: CallChannel | CallFailOver | None


class NamesakeRoll:
    """A staff roll where a member of staff is known by the directory identifier itself."""

    def own(self, staff: str) -> tuple[str, ...]:
        return (staff,)

    def everyone(self) -> tuple[str, ...]:
        return ()

    def approves(self, staff: str) -> bool:
        return bool(staff)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything `Desks` needs. `pause` waits that many seconds; without `signals` alarms are logged."""

    settings: Settings
    store: Store
    directory: Directory
    channels: Channels
    numbers: Numbers
    keys: Keys
    sealer: Sealer
    clock: Clock
    randomness: Randomness
    staff: StaffRoll
    pause: Callable[[float], None] = time.sleep
    signals: Signals | None = None
    meter: Meter = field(default_factory=Unmetered)

"""How much of the idle time is left, for the ring in the top bar."""

from __future__ import annotations

from kiosk.core.flow.clock import limit
from kiosk.core.results import IdleTimes
from kiosk.core.states import Attract, Done, Enrolling, Faulted, IdleWarning, Kiosk, OutOfService, Starting


def time_left(kiosk: Kiosk) -> tuple[int, int]:
    """Return the seconds left until the wipe and the whole time; (0, 0) where no time runs."""
    times = kiosk.info.idle if kiosk.info else IdleTimes()
    match kiosk.page:
        case Starting() | Faulted() | Enrolling() | Attract() | OutOfService():
            return (0, 0)
        case IdleWarning(remaining=remaining):
            return (remaining, times.warning)
        case Done(closes_in=closes_in):
            return (closes_in, max(closes_in, times.done))
        case page:
            total = limit(page, times, kiosk.look) + times.warning
            return (max(0, total - kiosk.idle), total)

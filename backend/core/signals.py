"""What an operator must learn at once, and what figures are made of: no person is in any of it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from enum import Enum
from threading import Lock
from typing import Protocol

from backend.core.ports import Clock, Sent
from backend.core.views import Channel

_log = logging.getLogger("repasse.signals")
PAUSE = timedelta(hours=1)


class Cap(Enum):
    """A budget of the institution, or of one account or destination."""

    ACCOUNT = "account"
    CALLS_ACCOUNT = "calls_account"
    DESTINATION = "destination"
    COUNTRY = "country"
    STATION = "station"
    CHANNEL_DAY = "channel_day"
    DAY = "day"


ALARMING = frozenset({Cap.COUNTRY, Cap.STATION, Cap.CHANNEL_DAY, Cap.DAY})
"""Reached by many people or by an attack; the others are somebody in a hurry."""


class Signals(Protocol):
    """Where alarms and figures go. Never raises and never waits."""

    def cap_reached(self, cap: Cap, channel: Channel) -> None:
        """A message was not sent because this budget is spent."""

    def handed(self, channel: Channel, gateway: str, sent: Sent, seconds: float) -> None:
        """A gateway was asked to send, and this is what came of it. `gateway` is a name from the settings."""


class LogSignals:
    """Implements `Signals`: a line in the log for each alarm, at most one an hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._told: dict[tuple[Cap, Channel], datetime] = {}

    def cap_reached(self, cap: Cap, channel: Channel) -> None:
        if cap in ALARMING and self._due(cap, channel):
            _log.warning("the budget %s is spent: messages by %s are held back", cap.value, channel.value)

    def handed(self, channel: Channel, gateway: str, sent: Sent, seconds: float) -> None:
        """Nothing: what went wrong is in the log of the gateway itself."""

    def _due(self, cap: Cap, channel: Channel) -> bool:
        now = self._clock.now()
        with self._lock:
            last = self._told.get((cap, channel))
            if last is not None and last <= now < last + PAUSE:
                return False
            self._told[cap, channel] = now
            return True

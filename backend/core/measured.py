"""Channels that tell a meter what became of every message and call."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from backend.core.meter import Meter, send_limit
from backend.core.ports import CallChannel, CallEnd, CallScript, Sent
from backend.core.signals import Cap, Signals
from backend.core.views import Channel


@dataclass(frozen=True, slots=True)
class MeteredSignals:
    """Implements `Signals`: hands them on to `inside`, and counts them.

    Each gateway of a fail-over is counted by its own name, as the settings give it: never a destination.
    """

    inside: Signals
    meter: Meter

    def cap_reached(self, cap: Cap, channel: Channel) -> None:
        self.inside.cap_reached(cap, channel)
        self.meter.throttled(send_limit(cap))

    def handed(self, channel: Channel, gateway: str, sent: Sent, seconds: float) -> None:
        self.inside.handed(channel, gateway, sent, seconds)
        self.meter.delivered(channel, gateway, sent, seconds)


@dataclass(frozen=True, slots=True)
class MeasuredCalls:
    """Implements `CallChannel`. `gateway` names what calls, as the settings do."""

    inside: CallChannel
    gateway: str
    meter: Meter
    monotonic: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self.meter.expects(Channel.VOICE, self.gateway)

    def call(self, script: CallScript) -> CallEnd:
        return self._timed(self.inside.call, script)

    def resume(self, script: CallScript) -> CallEnd:
        return self._timed(self.inside.resume, script)

    def _timed(self, carry: Callable[[CallScript], CallEnd], script: CallScript) -> CallEnd:
        begun = self.monotonic()
        end = carry(script)
        self.meter.delivered(Channel.VOICE, self.gateway, end, self.monotonic() - begun)
        return end

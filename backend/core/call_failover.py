"""The voice channel over several gateways: the next one calls when one could not.

Nobody answering is an answer: a person is not rung twice because there are two gateways. A gateway that
failed rests: it is asked last for a while. This memory belongs to one process and decides only the order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Protocol

from backend.core.failover import REST
from backend.core.ports import CallChannel, CallEnd, CallScript, Clock
from backend.core.views import Channel

_NEVER = datetime.min.replace(tzinfo=UTC)


class Closing(Protocol):
    def close(self) -> None:
        """End every call soon; never raises, never waits."""


@dataclass(frozen=True, slots=True)
class CallGateway:
    """`name` is from the settings and may be logged; `closing` ends what `channel` is doing."""

    name: str
    channel: CallChannel
    closing: Closing | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """How a call ended, and the gateway that carried it, or failed last."""

    end: CallEnd
    gateway: str = ""


def _allowed(_gateway: str) -> bool:
    return True


class CallFailOver:
    """Implements `CallChannel`. Thread-safe."""

    def __init__(self, gateways: Sequence[CallGateway], clock: Clock) -> None:
        self._gateways = tuple(gateways)
        self._clock = clock
        self._lock = Lock()
        self._rests: dict[str, datetime] = {}

    @property
    def channel(self) -> Channel:
        return Channel.VOICE

    @property
    def gateways(self) -> tuple[str, ...]:
        """Their names, in the order in which they are asked."""
        return tuple(one.name for one in self._gateways)

    def resting(self) -> tuple[str, ...]:
        """The gateways that failed lately."""
        now = self._clock.now()
        return tuple(one.name for one in self._gateways if self._until(one) > now)

    def call(self, script: CallScript) -> CallEnd:
        rung = self.ring(script, "", _allowed)
        return CallEnd.FAILED if rung is None else rung.end

    def ring(self, script: CallScript, had: str, begins: Callable[[str], bool]) -> Rung | None:
        """Let one gateway after the other call, until one did.

        `had` names the gateway that had the call when its process died: it goes on, and nobody is rung by
        another one. `begins` is told each gateway before it calls; when it says no, the call is somebody
        else's, and the answer None.
        """
        if had and had not in self.gateways:
            return Rung(CallEnd.BROKEN, had)
        rung = Rung(CallEnd.FAILED, had)
        for gateway in self._order(had):
            if self._clock.now() >= script.expires_at:
                break
            if gateway.name != had and not begins(gateway.name):
                return None
            end = gateway.channel.resume(script) if gateway.name == had else gateway.channel.call(script)
            rung = Rung(end, gateway.name)
            with self._lock:
                self._rests[gateway.name] = self._clock.now() + REST if end is CallEnd.FAILED else _NEVER
            if end is not CallEnd.FAILED:
                break
        return rung

    def close(self) -> None:
        for gateway in self._gateways:
            if gateway.closing is not None:
                gateway.closing.close()

    def _order(self, had: str) -> list[CallGateway]:
        """Who had the call comes first; those that rest last, the one that has rested longest first."""
        now = self._clock.now()
        well = [one for one in self._gateways if self._until(one) <= now]
        resting = [one for one in self._gateways if one not in well]
        order = well + sorted(resting, key=self._until)
        return [one for one in order if one.name == had] + [one for one in order if one.name != had]

    def _until(self, gateway: CallGateway) -> datetime:
        with self._lock:
            return self._rests.get(gateway.name, _NEVER)

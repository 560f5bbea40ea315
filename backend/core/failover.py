"""One channel over several gateways: the next is asked at once when one fails.

A gateway that did not take a message rests: it is asked last for a while, and by one thread at a time, so
that a dead one costs its patience once and not for every message. This memory belongs to one process and
decides nothing but the order.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from threading import Lock
from typing import Protocol

from backend.core.ports import Clock, Message, MessageChannel, Sent
from backend.core.signals import Signals
from backend.core.views import Channel

REST = timedelta(minutes=1)
REMEMBERED = 2048
"""Ids of messages that were handed over, so that one whose lease ran out meanwhile is not sent twice."""
_TAKEN = frozenset({Sent.ACCEPTED, Sent.DELIVERED})
_NEVER = datetime.min.replace(tzinfo=UTC)


class Resting(Protocol):
    """A channel over several gateways, as who watches it sees it."""

    @property
    def channel(self) -> Channel: ...

    @property
    def gateways(self) -> tuple[str, ...]:
        """Their names, in the order in which they are asked."""

    def resting(self) -> tuple[str, ...]:
        """The gateways that failed lately."""


class Refusal(Enum):
    """What it means that one gateway refuses a message for good."""

    FINAL = "final"
    """Nobody else would take it: a mail server that knows the mailbox does not exist."""
    OF_ONE_GATEWAY = "of_one_gateway"
    """Another one may: an operator that does not serve a country."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """`name` is from the settings and may be logged; `patience` is the longest its `send` can take."""

    name: str
    channel: MessageChannel
    patience: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a message, and the gateway that took or refused it."""

    sent: Sent
    gateway: str = ""


class _Place:
    """A gateway and how it did."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.rests_until = _NEVER
        self.probing = Lock()

    def rests(self, now: datetime) -> bool:
        return now < self.rests_until


class FailOver:
    """Implements `MessageChannel`. Thread-safe.

    Args:
        channel: what the gateways send.
        gateways: in the order in which they are asked.
        refusal: what one gateway's `FAILED` means for the others.
        patience: a further gateway is asked only if it can answer within this time from the beginning;
            shorter than the lease of a message.
    """

    def __init__(
        self,
        channel: Channel,
        gateways: Sequence[Gateway],
        refusal: Refusal,
        clock: Clock,
        signals: Signals,
        patience: timedelta,
    ) -> None:
        self._channel = channel
        self._places = tuple(_Place(one) for one in gateways)
        self._refusal = refusal
        self._clock = clock
        self._signals = signals
        self._patience = patience
        self._lock = Lock()
        self._handed: OrderedDict[str, Handed] = OrderedDict()

    @property
    def channel(self) -> Channel:
        return self._channel

    @property
    def gateways(self) -> tuple[str, ...]:
        """Their names, in the order in which they are asked."""
        return tuple(place.gateway.name for place in self._places)

    @property
    def patience(self) -> timedelta:
        """The longest that `hand` takes."""
        first = max((place.gateway.patience for place in self._places), default=timedelta(0))
        return max(first, self._patience)

    def send(self, message: Message) -> Sent:
        return self.hand(message).sent

    def hand(self, message: Message) -> Handed:
        """Ask one gateway after the other, until one takes the message."""
        before = self._remembered(message.id)
        return before if before is not None else self._remember(message.id, self._ask(message))

    def resting(self) -> tuple[str, ...]:
        """The gateways that failed lately."""
        now = self._clock.now()
        return tuple(place.gateway.name for place in self._places if place.rests(now))

    def _ask(self, message: Message) -> Handed:
        begun, refused, deferred = self._clock.now(), Handed(Sent.DEFERRED), False
        for number, place in enumerate(self._order(begun)):
            if number and self._clock.now() - begun + place.gateway.patience > self._patience:
                return Handed(Sent.DEFERRED)
            handed = self._ask_one(place, message)
            if handed.sent in _TAKEN or (handed.sent is Sent.FAILED and self._refusal is Refusal.FINAL):
                return handed
            if handed.sent is Sent.FAILED:
                refused = handed
            else:
                deferred = True
        return Handed(Sent.DEFERRED) if deferred else refused

    def _ask_one(self, place: _Place, message: Message) -> Handed:
        if not place.rests(self._clock.now()):
            return self._send(place, message)
        if not place.probing.acquire(blocking=False):
            return Handed(Sent.DEFERRED)
        try:
            return self._send(place, message)
        finally:
            place.probing.release()

    def _send(self, place: _Place, message: Message) -> Handed:
        begun = self._clock.now()
        sent = place.gateway.channel.send(message)
        now = self._clock.now()
        place.rests_until = now + REST if sent is Sent.DEFERRED else _NEVER
        self._signals.handed(self._channel, place.gateway.name, sent, (now - begun).total_seconds())
        return Handed(sent, place.gateway.name)

    def _order(self, now: datetime) -> list[_Place]:
        """Those that rest come last, the one that has rested longest first."""
        well = [place for place in self._places if not place.rests(now)]
        resting = [place for place in self._places if place not in well]
        return well + sorted(resting, key=_until)

    def _remembered(self, message_id: str) -> Handed | None:
        with self._lock:
            return self._handed.get(message_id)

    def _remember(self, message_id: str, handed: Handed) -> Handed:
        if handed.sent in _TAKEN:
            with self._lock:
                self._handed[message_id] = handed
                while len(self._handed) > REMEMBERED:
                    self._handed.popitem(last=False)
        return handed


def _until(place: _Place) -> datetime:
    return place.rests_until

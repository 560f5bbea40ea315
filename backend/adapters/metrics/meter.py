"""The core's `Meter` in Prometheus' terms (prometheus.io/docs/practices/naming), on a given registry."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from backend.core.meter import ALARMING, OTHER, Answered, Limit, Step, send_limit
from backend.core.ports import CallEnd, Sent
from backend.core.signals import Cap
from backend.core.views import Channel

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
ANSWERS = (0.025, 0.05, 0.1, 0.25, 0.5, 0.65, 0.75, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds. Answers about a person leave at the deadline, 0.7 by default, between two of these."""
DELIVERIES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 180.0)
_BROKEN = frozenset({Sent.DEFERRED, CallEnd.FAILED})
"""A message that is refused for good says nothing against the gateway: the address may not exist."""
_UNTAKEN = _BROKEN | {Sent.FAILED}


class PrometheusMeter:
    """Implements `Meter`.

    Args:
        registry: where everything is registered; never the library's global one.
        counted: the names that `counted` will be called with, so that each is there from the start, as 0.
    """

    def __init__(
        self, registry: CollectorRegistry, counted: Sequence[str], now: Callable[[], float] = time.time
    ) -> None:
        self._now = now
        self._steps = Counter(
            "repasse_steps",
            "Committed steps by what was done, what came of it, and by which channel.",
            ("step", "outcome", "channel"),
            registry=registry,
        )
        self._throttled = Counter(
            "repasse_throttled", "Times a limit stood in somebody's way.", ("limit",), registry=registry
        )
        self._counted = Counter(
            "repasse_process_events", "What happened to this process.", ("event",), registry=registry
        )
        for limit in (*(one.value for one in Limit), *(send_limit(cap) for cap in Cap)):
            self._throttled.labels(limit)
        for step in ALARMING:
            self._steps.labels(step.name, step.outcome, step.channel)
        for what in counted:
            self._counted.labels(what)
        self._register_requests(registry)
        self._register_deliveries(registry)

    def _register_requests(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "repasse_requests",
            "Answered requests.",
            ("address", "method", "route", "status"),
            registry=registry,
        )
        self._latency = Histogram(
            "repasse_request_seconds",
            "From the first byte of a request to the beginning of its answer.",
            ("address", "method", "route"),
            buckets=ANSWERS,
            registry=registry,
        )

    def _register_deliveries(self, registry: CollectorRegistry) -> None:
        which = ("channel", "gateway")
        self._deliveries = Counter(
            "repasse_gateway_deliveries",
            "Messages and calls handed to a gateway, by what it said.",
            (*which, "result"),
            registry=registry,
        )
        self._delivery_seconds = Histogram(
            "repasse_gateway_seconds",
            "How long a gateway took for one message or call.",
            which,
            buckets=DELIVERIES,
            registry=registry,
        )
        self._working = Gauge(
            "repasse_gateway_working",
            "0 when the newest message or call found the gateway out of order, else 1.",
            which,
            registry=registry,
        )
        self._worked_at = Gauge(
            "repasse_gateway_worked_timestamp_seconds",
            "When a message or call was last taken.",
            which,
            registry=registry,
        )

    def step(self, step: Step) -> None:
        self._steps.labels(step.name, step.outcome, step.channel).inc()

    def throttled(self, limit: str) -> None:
        self._throttled.labels(limit).inc()

    def counted(self, what: str) -> None:
        self._counted.labels(what).inc()

    def answered(self, request: Answered) -> None:
        method = request.method if request.method in METHODS else OTHER
        self._requests.labels(request.address, method, request.route, str(request.status)).inc()
        self._latency.labels(request.address, method, request.route).observe(request.seconds)

    def expects(self, channel: Channel, gateway: str) -> None:
        for result in CallEnd if channel is Channel.VOICE else Sent:
            self._deliveries.labels(channel.value, gateway, result.value)

    def delivered(self, channel: Channel, gateway: str, result: Sent | CallEnd, seconds: float) -> None:
        which = (channel.value, gateway)
        self._deliveries.labels(*which, result.value).inc()
        self._delivery_seconds.labels(*which).observe(seconds)
        self._working.labels(*which).set(result not in _BROKEN)
        if result not in _UNTAKEN:
            self._worked_at.labels(*which).set(self._now())
